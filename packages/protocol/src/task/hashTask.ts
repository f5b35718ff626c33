import { type Hex, hexToBytes } from 'viem';
import { keccak256 } from '../internal/keccak256.ts';
import { hashTaskPart } from './hashTaskPart.ts';
import type { JobTask } from './JobTemplate.ts';

/**
 * The hash of a task: keccak256(template hash ‖ index as a uint64 ‖ {@link hashTaskPart} ‖ input commitment), the last one zero where
 * the task is not provable. It is the seed of the task's randomness.
 */
export function hashTask(templateHash: Hex, task: JobTask): Hex {
  const bytes = new Uint8Array(32 + 8 + 32 + 32);
  bytes.set(hexToBytes(templateHash, { size: 32 }));
  new DataView(bytes.buffer).setBigUint64(32, BigInt(task.index));
  bytes.set(hexToBytes(hashTaskPart(task)), 40);
  if (task.input !== undefined) bytes.set(hexToBytes(task.input, { size: 32 }), 72);
  return keccak256(bytes);
}
