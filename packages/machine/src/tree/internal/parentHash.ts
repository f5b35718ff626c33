import { HashKernel, hashBytes } from './HashKernel.ts';

/** `H(0x01 ‖ left ‖ right)`, written to `to`. */
export function parentHash(left: Uint8Array, right: Uint8Array, to: Uint8Array): void {
  HashKernel.input.set(left);
  HashKernel.input.set(right, hashBytes);
  HashKernel.parent();
  to.set(HashKernel.output.subarray(0, hashBytes));
}
