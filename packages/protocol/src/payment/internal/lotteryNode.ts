import { hexToBytes } from 'viem';
import { keccak256Bytes } from '../../internal/keccak256.ts';
import type { LotteryParticipant } from '../Lottery.ts';

/** A node as it stands in its parent and in proofs: 24 bytes of its hash, 8 of the weight under it. */
export const nodeBytes = 32;
const hashBytes = 24;

/** Writes a node at `offset`. */
export function writeNode(target: Uint8Array, offset: number, hash: Uint8Array, weight: bigint): void {
  target.set(hash.subarray(0, hashBytes), offset);
  new DataView(target.buffer, target.byteOffset).setBigUint64(offset + hashBytes, weight);
}

/** The weight of the node at `offset`. */
export function weightAt(nodes: Uint8Array, offset: number): bigint {
  return new DataView(nodes.buffer, nodes.byteOffset).getBigUint64(offset + hashBytes);
}

/** keccak256(account:20 ‖ weight:8) */
export function hashLotteryLeaf({ account, weight }: LotteryParticipant): Uint8Array {
  const bytes = new Uint8Array(28);
  bytes.set(hexToBytes(account, { size: 20 }));
  new DataView(bytes.buffer).setBigUint64(20, weight);
  return keccak256Bytes(bytes);
}

/** keccak256(left:32 ‖ right:32), of the two in a row. */
export function hashLotteryPair(pair: Uint8Array): Uint8Array {
  return keccak256Bytes(pair);
}
