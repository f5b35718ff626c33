import { type Hex, hexToBytes } from 'viem';
import { encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256 } from '../internal/keccak256.ts';
import type { JobTask } from './JobTemplate.ts';

/** The hash of a task: keccak-256 of the canonical CBOR of its template's hash and its own part. The task's seed is derived from it. */
export function hashTask(templateHash: Hex, task: JobTask): Hex {
  return keccak256(
    encodeCanonicalCbor([
      hexToBytes(templateHash),
      task.index,
      task.args ?? null,
      task.stdin ?? null,
      task.inputs ?? null,
    ]),
  );
}
