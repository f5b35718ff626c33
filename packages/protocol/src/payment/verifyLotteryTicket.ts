import { bytesToHex, hexToBytes } from 'viem';
import { hashLotteryLeaf, hashLotteryPair, nodeBytes, weightAt, writeNode } from './internal/lotteryNode.ts';
import type { Lottery, LotteryTicket } from './Lottery.ts';

/** The range of a ticket: positions from `start` to before `end`. */
export interface LotteryRange {
  readonly start: bigint;
  readonly end: bigint;
}

const maxWeight = 2n ** 64n - 1n;
const maxDepth = 32;

/**
 * The range that a ticket holds in a lottery, or undefined where it is not one of its tree; the same walk as `LotteryTree.sol`.
 * Never throws on foreign input.
 *
 * @example
 * const range = verifyLotteryTicket(lottery, ticket);
 * const wins = range !== undefined && position >= range.start && position < range.end;
 */
export function verifyLotteryTicket(lottery: Pick<Lottery, 'root'>, ticket: LotteryTicket): LotteryRange | undefined {
  const { weight, path, siblings } = ticket;
  if (weight <= 0n || weight > maxWeight || siblings.length > maxDepth) return undefined;
  if (!Number.isInteger(path) || path < 0 || path >= 2 ** siblings.length) return undefined;
  try {
    const pair = new Uint8Array(2 * nodeBytes);
    const top = new Uint8Array(nodeBytes);
    writeNode(top, 0, hashLotteryLeaf(ticket), weight);
    let sum = weight;
    let start = 0n;
    for (const [i, sibling] of siblings.entries()) {
      const isRight = Math.floor(path / 2 ** i) % 2 === 1;
      pair.set(top, isRight ? nodeBytes : 0);
      pair.set(hexToBytes(sibling, { size: nodeBytes }), isRight ? 0 : nodeBytes);
      const siblingWeight = weightAt(pair, isRight ? 0 : nodeBytes);
      if (isRight) start += siblingWeight;
      sum += siblingWeight;
      if (sum > maxWeight) return undefined;
      writeNode(top, 0, hashLotteryPair(pair), sum);
    }
    return bytesToHex(top) === lottery.root.toLowerCase() ? { start, end: start + weight } : undefined;
  } catch {
    return undefined;
  }
}
