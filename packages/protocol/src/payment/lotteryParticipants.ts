import type { Address } from 'viem';
import { SuanliError } from '../errors/SuanliError.ts';
import type { LotteryParticipant } from './Lottery.ts';

export interface LotteryParticipantsReturnType {
  /** In the order in which the accounts come first. */
  readonly participants: readonly LotteryParticipant[];
  /** The prize of which each participant's share is at least what is due to it. */
  readonly valueWei: bigint;
  /** The sum of all amounts. */
  readonly dueWei: bigint;
}

const weightBits = 64;

/**
 * Makes participants of a lottery out of amounts that are due. Weights are wei where their sum fits a uint64 (18.4 tokens), so
 * that the prize is the sum of the amounts; above that they count the smallest power of two of wei that makes them fit,
 * rounded up, and the prize exceeds the sum by less than so many wei for each participant. An account that comes more than once
 * takes part with the sum of its amounts.
 *
 * @throws SuanliError `LOTTERY_PARTICIPANTS_INVALID` where there are none, or an amount is not above zero
 *
 * @example
 * const { participants, valueWei } = lotteryParticipants([{ account, amountWei: 10n ** 15n }]);
 */
export function lotteryParticipants(
  payments: readonly { readonly account: Address; readonly amountWei: bigint }[],
): LotteryParticipantsReturnType {
  const amounts = new Map<string, { account: Address; amountWei: bigint }>();
  let dueWei = 0n;
  for (const { account, amountWei } of payments) {
    if (amountWei <= 0n) {
      throw new SuanliError('LOTTERY_PARTICIPANTS_INVALID', { parameters: { reason: `nothing is due to ${account}` } });
    }
    const known = amounts.get(account.toLowerCase());
    amounts.set(account.toLowerCase(), {
      account: known?.account ?? account,
      amountWei: amountWei + (known?.amountWei ?? 0n),
    });
    dueWei += amountWei;
  }
  if (amounts.size === 0) {
    throw new SuanliError('LOTTERY_PARTICIPANTS_INVALID', { parameters: { reason: 'there are none' } });
  }
  for (let shift = 0n; ; shift++) {
    const unitWei = 1n << shift;
    const participants = [...amounts.values()].map(({ account, amountWei }) => ({
      account,
      weight: (amountWei + unitWei - 1n) >> shift,
    }));
    const total = participants.reduce((sum, { weight }) => sum + weight, 0n);
    if (total < 1n << BigInt(weightBits)) return { participants, valueWei: total * unitWei, dueWei };
  }
}
