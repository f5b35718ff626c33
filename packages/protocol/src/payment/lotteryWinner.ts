import type { Hex } from 'viem';
import type { Lottery, LotteryTicket } from './Lottery.ts';
import type { LotteryDomain } from './lotteryDomain.ts';
import { lotteryPosition } from './lotteryPosition.ts';
import type { LotteryTree } from './lotteryTree.ts';

/**
 * The winner's ticket: fixed by the lottery and the hash of its `drawBlock`, and by nothing else.
 *
 * @throws RangeError where the tree is not that of the lottery
 *
 * @example
 * const ticket = lotteryWinner(lottery, lotteryDomain(deployment), { blockHash, tree });
 */
export function lotteryWinner(
  lottery: Lottery,
  domain: LotteryDomain,
  draw: { readonly blockHash: Hex; readonly tree: LotteryTree },
): LotteryTicket {
  const { blockHash, tree } = draw;
  if (tree.root !== lottery.root.toLowerCase()) {
    throw new RangeError('the tree is not that of the lottery');
  }
  return tree.ticketAt(lotteryPosition(lottery, domain, blockHash));
}
