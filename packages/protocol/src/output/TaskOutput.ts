import type { Hex } from 'viem';
import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256 } from '../internal/keccak256.ts';
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

/** The hash of an encoded output, as it stands in a receipt. */
export function hashOutput(encoded: Uint8Array): Hex {
  return keccak256(encoded);
}
