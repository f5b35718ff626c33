import { type Hex, hexToBytes } from 'viem';
import { keccak256 } from '../internal/keccak256.ts';

/** One task's line in an answer: what was run, what came out, what it cost. */
export interface ReceiptLeaf {
  /** Position of the task in its job. */
  readonly taskIndex: number;
  readonly taskHash: Hex;
  readonly outputHash: Hex;
  /** Metered instructions. */
  readonly work: bigint;
  /** A `TaskStatus`. */
  readonly status: number;
}

/** A subtree: its hash and the sum of its leaves' work. */
export interface MerkleSumNode {
  readonly hash: Hex;
  readonly work: bigint;
}

export const emptyHash: Hex = `0x${'00'.repeat(32)}`;
const maxWork = (1n << 64n) - 1n;

function putUint64(view: DataView, offset: number, value: bigint): void {
  if (value < 0n || value > maxWork) throw new RangeError(`${value} is not a uint64`);
  view.setBigUint64(offset, value);
}

/** keccak256(0x00 ‖ taskIndex:8 ‖ taskHash:32 ‖ outputHash:32 ‖ work:8 ‖ status:1) */
export function hashLeaf(leaf: ReceiptLeaf): Hex {
  const bytes = new Uint8Array(82);
  const view = new DataView(bytes.buffer);
  putUint64(view, 1, BigInt(leaf.taskIndex));
  bytes.set(hexToBytes(leaf.taskHash, { size: 32 }), 9);
  bytes.set(hexToBytes(leaf.outputHash, { size: 32 }), 41);
  putUint64(view, 73, leaf.work);
  view.setUint8(81, leaf.status);
  return keccak256(bytes);
}

/** keccak256(0x01 ‖ left.hash:32 ‖ left.work:8 ‖ right.hash:32 ‖ right.work:8); the sum must fit a uint64. */
export function joinNodes(left: MerkleSumNode, right: MerkleSumNode): MerkleSumNode {
  const bytes = new Uint8Array(81);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  bytes.set(hexToBytes(left.hash), 1);
  putUint64(view, 33, left.work);
  bytes.set(hexToBytes(right.hash), 41);
  putUint64(view, 73, right.work);
  const work = left.work + right.work;
  if (work > maxWork) throw new RangeError('the sum of work is not a uint64');
  return { hash: keccak256(bytes), work };
}

/** keccak256(0x02 ‖ count:8 ‖ top.hash:32 ‖ top.work:8): binds the number of leaves and the total. */
export function sealRoot(count: number, top: MerkleSumNode): Hex {
  const bytes = new Uint8Array(49);
  const view = new DataView(bytes.buffer);
  bytes[0] = 2;
  putUint64(view, 1, BigInt(count));
  bytes.set(hexToBytes(top.hash), 9);
  putUint64(view, 41, top.work);
  return keccak256(bytes);
}
