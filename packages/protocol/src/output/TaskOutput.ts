import { bytesToHex, type Hex } from 'viem';
import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256Bytes } from '../internal/keccak256.ts';
import { bytesSchema } from '../internal/schemas.ts';

/** All that a task leaves behind. */
export interface TaskOutput {
  /** The program's exit code; 0 where it returned, -1 where it did not exit by itself. */
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Path under `/out` → content. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const schema = z.strictObject({
  exitCode: z.int(),
  stdout: bytesSchema,
  stderr: bytesSchema,
  files: z.record(z.string(), bytesSchema),
});

/** Encodes an output as canonical CBOR: equal outputs have equal bytesSchema, whichever provider made them. */
export function encodeOutput(output: TaskOutput): Uint8Array {
  return encodeCanonicalCbor({
    exitCode: output.exitCode,
    stdout: output.stdout,
    stderr: output.stderr,
    files: { ...output.files },
  });
}

/**
 * Reads what {@link encodeOutput} wrote.
 *
 * @throws SuanliError `OUTPUT_MALFORMED`
 */
export function decodeOutput(encoded: Uint8Array): TaskOutput {
  try {
    return schema.parse(decodeCanonicalCbor(encoded));
  } catch (cause) {
    throw new SuanliError('OUTPUT_MALFORMED', { cause });
  }
}

const leafBytes = 32;

/**
 * The hash of an encoded output, as it stands in a receipt: the output word that the provable machine ends with; see "State" and "Output" of docs/machine.md. From 0 on
 * it is `keccak256(hash ‖ leaf)` for each leaf of 32 bytes, the first of which holds the number of bytes.
 */
export function hashOutput(encoded: Uint8Array): Hex {
  const pair = new Uint8Array(2 * leafBytes);
  const leaf = pair.subarray(leafBytes);
  new DataView(leaf.buffer, leaf.byteOffset).setBigUint64(0, BigInt(encoded.length), true);
  for (let at = 0; ; at += leafBytes) {
    const hash = keccak256Bytes(pair);
    if (at >= encoded.length) return bytesToHex(hash);
    pair.set(hash);
    const content = encoded.subarray(at, at + leafBytes);
    leaf.set(content);
    leaf.fill(0, content.length);
  }
}
