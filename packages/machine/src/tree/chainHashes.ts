import { chainValues, HashKernel, hashBytes } from './internal/HashKernel.ts';

/**
 * The hash chain of the operand stack, `H(below ‖ value)` (docs/machine.md, "State"), after each of some values.
 *
 * @param below - 32 bytes: the chain below the first value.
 * @param values - 8 bytes each, little-endian.
 * @returns 32 bytes for each value.
 */
export function chainHashes(below: Uint8Array, values: Uint8Array): Uint8Array {
  const hashes = new Uint8Array((values.length / 8) * hashBytes);
  let top = below;
  for (let at = 0; at < values.length; at += 8 * chainValues) {
    const part = values.subarray(at, at + 8 * chainValues);
    HashKernel.input.set(top);
    HashKernel.input.set(part, hashBytes);
    HashKernel.chain(part.length / 8);
    const length = (part.length / 8) * hashBytes;
    hashes.set(HashKernel.output.subarray(0, length), (at / 8) * hashBytes);
    top = HashKernel.output.slice(length - hashBytes, length);
  }
  return hashes;
}
