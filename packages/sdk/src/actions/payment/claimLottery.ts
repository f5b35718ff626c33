import { type Lottery, type LotteryTicket, lotteryAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ClaimLotteryParameters {
  readonly lottery: Lottery;
  /** The winner's, which need not be the sender. */
  readonly ticket: LotteryTicket;
}

export interface ClaimLotteryReturnType extends Transaction {
  /** What the winner has. */
  readonly paidWei: bigint;
  /** What the sender has, where it claimed for a winner whose time was over. */
  readonly bountyWei: bigint;
}

/**
 * Pays the winner of a lottery that was drawn, into its account in the bank.
 *
 * @throws SuanliError `LOTTERY_NOT_OPEN` where somebody else was first, `LOTTERY_NOT_DRAWN`, `LOTTERY_DRAW_FORGOTTEN`,
 * `LOTTERY_TICKET_INVALID`, `LOTTERY_TICKET_LOST`, and `CHAIN_…`
 *
 * @example
 * const { position } = await waitForLotteryDraw(client, { lottery });
 * const { paidWei } = await claimLottery(client, { lottery, ticket: tree.ticketAt(position) });
 */
export async function claimLottery(
  client: SuanliClient,
  parameters: ClaimLotteryParameters,
): Promise<ClaimLotteryReturnType> {
  const { lottery, ticket } = parameters;
  const { account, weight, path, siblings } = ticket;
  const at = { abi: lotteryAbi, address: client.deployment.lottery } as const;
  const transaction = await writeContract(client, {
    ...at,
    functionName: 'claim',
    args: [lottery, account, weight, path, siblings],
  });
  const { bountyWei } = eventOf(transaction, { ...at, eventName: 'LotteryPaid' });
  return { ...transaction, paidWei: lottery.valueWei - bountyWei, bountyWei };
}
