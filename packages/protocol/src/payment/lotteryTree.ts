import { type Address, bytesToHex, type Hex } from 'viem';
import { SuanliError } from '../errors/SuanliError.ts';
import { hashLotteryLeaf, hashLotteryPair, nodeBytes, weightAt, writeNode } from './internal/lotteryNode.ts';
import type { LotteryParticipant, LotteryTicket } from './Lottery.ts';

/** The tree over all participants of a lottery. */
export interface LotteryTree {
  readonly root: Hex;
  /** The sum of all weights. */
  readonly totalWeight: bigint;
  /** How many take part. */
  readonly count: number;
  /**
   * The ticket of participant `index`, with its place in the tree.
   * @throws RangeError where there is no such participant
   */
  ticket(index: number): LotteryTicket;
  /** The ticket of an account; undefined where it takes no part. */
  ticketOf(account: Address): LotteryTicket | undefined;
  /**
   * The ticket whose range holds a position.
   * @throws RangeError where the position is not below the total
   */
  ticketAt(position: bigint): LotteryTicket;
}

const maxWeight = 2n ** 64n - 1n;
const maxCount = 2 ** 32;

/**
 * Builds the Merkle-sum tree of a lottery, as `LotteryTree.sol` reads it:
 * `leaf = keccak256(account:20 ‖ weight:8)[0..24] ‖ weight:8`,
 * `node = keccak256(left:32 ‖ right:32)[0..24] ‖ (left.weight + right.weight):8`; an odd last node goes up as it is. Ranges follow each other in the order given, so that they partition [0, totalWeight).
 *
 * @throws SuanliError `LOTTERY_PARTICIPANTS_INVALID` where there are none, one comes twice or is the zero address, or a
 * weight or their sum is no uint64 above zero
 *
 * @example
 * const tree = lotteryTree([{ account, weight: 20n }, { account: other, weight: 80n }]);
 */
export function lotteryTree(participants: readonly LotteryParticipant[]): LotteryTree {
  const invalid = (reason: string): never => {
    throw new SuanliError('LOTTERY_PARTICIPANTS_INVALID', { parameters: { reason } });
  };
  const count = participants.length;
  if (count === 0) invalid('there are none');
  if (count > maxCount) invalid('there are more than 2^32');

  let level = new Uint8Array(count * nodeBytes);
  const starts = new BigUint64Array(count + 1);
  const indices = new Map<string, number>();
  let totalWeight = 0n;
  for (const [index, { account, weight }] of participants.entries()) {
    const key = account.toLowerCase();
    if (indices.has(key)) invalid(`${account} takes part twice`);
    if (BigInt(account) === 0n) invalid('the zero address takes part');
    if (weight <= 0n) invalid(`the weight of ${account} is not above zero`);
    indices.set(key, index);
    starts[index] = totalWeight;
    totalWeight += weight;
    if (totalWeight > maxWeight) invalid('the weights add up to 2^64 or more');
    writeNode(level, index * nodeBytes, hashLotteryLeaf({ account, weight }), weight);
  }
  starts[count] = totalWeight;

  const levels = [level];
  while (level.length > nodeBytes) {
    const above = new Uint8Array(Math.ceil(level.length / (2 * nodeBytes)) * nodeBytes);
    for (let left = 0; left < level.length; left += 2 * nodeBytes) {
      const pair = level.subarray(left, left + 2 * nodeBytes);
      if (pair.length === nodeBytes) above.set(pair, left / 2);
      else writeNode(above, left / 2, hashLotteryPair(pair), weightAt(pair, 0) + weightAt(pair, nodeBytes));
    }
    levels.push(above);
    level = above;
  }

  const ticket = (index: number): LotteryTicket => {
    const participant = participants[index];
    if (!participant) throw new RangeError(`no participant ${index}`);
    let path = 0;
    const siblings: Hex[] = [];
    let position = index;
    for (const each of levels) {
      const sibling = position % 2 === 1 ? position - 1 : position + 1;
      if ((sibling + 1) * nodeBytes <= each.length) {
        if (sibling < position) path += 2 ** siblings.length;
        siblings.push(bytesToHex(each.subarray(sibling * nodeBytes, (sibling + 1) * nodeBytes)));
      }
      position = Math.floor(position / 2);
    }
    return { account: participant.account, weight: participant.weight, path, siblings };
  };
  return {
    root: bytesToHex(level),
    totalWeight,
    count,
    ticket,
    ticketOf(account) {
      const index = indices.get(account.toLowerCase());
      return index === undefined ? undefined : ticket(index);
    },
    ticketAt(position) {
      if (position < 0n || position >= totalWeight) throw new RangeError(`no position ${position}`);
      // The last range that does not begin after the position.
      let low = 0;
      let high = count - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0n) <= position) low = middle;
        else high = middle - 1;
      }
      return ticket(low);
    },
  };
}
