import type { Hex } from 'viem';
import { encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256 } from '../internal/keccak256.ts';
import type { JobTask } from './JobTemplate.ts';

/** The hash of what a task says besides its place in the job and its input commitment: keccak-256 of its canonical CBOR. */
export function hashTaskPart({ args, stdin, inputs }: JobTask): Hex {
  return keccak256(encodeCanonicalCbor(['suanli/task', args ?? null, stdin ?? null, inputs ?? null]));
}
