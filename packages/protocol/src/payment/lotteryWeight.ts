import { hexToBigInt } from 'viem';
import type { Lottery } from './Lottery.ts';

/**
 * What the weights of all participants of a lottery add up to: the last 8 bytes of its root.
 *
 * @example
 * const shareWeiDown = (lottery.valueWei * ticket.weight) / lotteryWeight(lottery);
 */
export function lotteryWeight(lottery: Pick<Lottery, 'root'>): bigint {
  return BigInt.asUintN(64, hexToBigInt(lottery.root));
}
