import {
  type LotteryAnnouncement,
  lotteryAbi,
  lotteryWeight,
  SuanliError,
  verifyLotteryTicket,
} from '@suanli/protocol';
import { findLotteries, getLotteryState, type SuanliClient, verifyLotteryAnnouncement } from '@suanli/sdk';
import { isSameAddress } from '../../format/isSameAddress.ts';

/** What a ticket turns out to be. */
export interface CheckedTicket {
  readonly announcement: LotteryAnnouncement;
  /** What it is worth on average, rounded down. */
  readonly shareWeiDown: bigint;
  readonly chance: number;
  /** What is taken off for whoever claims after the winner's time, rounded down. */
  readonly bountyWei: bigint;
  /**
   * `counts`: it may be counted as payment. `won`, `lost`: drawn, and not paid yet. `paid`: somebody was. `notOpen`: the chain
   * knows no such lottery.
   */
  readonly outcome:
    | { readonly kind: 'counts' | 'lost' | 'expired' | 'forgotten' | 'notOpen' }
    | { readonly kind: 'won'; readonly isLate: boolean }
    | { readonly kind: 'paid'; readonly winner: string; readonly isOwn: boolean };
}

/** Blocks on top of the opening with which a ticket counts here; a reorganisation of more is not seen. */
const confirmations = 3;

async function outcomeOf(
  client: SuanliClient,
  announcement: LotteryAnnouncement,
  range: { readonly start: bigint; readonly end: bigint },
  signal: AbortSignal,
): Promise<CheckedTicket['outcome']> {
  const { lottery, ticket } = announcement;
  const { stage, position, lotteryHash } = await getLotteryState(client, { lottery });
  if (stage === 'open') {
    await verifyLotteryAnnouncement(client, { announcement, account: ticket.account, minShareWei: 0n, confirmations });
    return { kind: 'counts' };
  }
  if (stage === 'forgotten') return { kind: 'forgotten' };
  if (position !== undefined)
    return position >= range.start && position < range.end
      ? { kind: 'won', isLate: stage === 'overdue' }
      : { kind: 'lost' };
  const found = (await findLotteries(client, { payer: lottery.payer, signal })).find(
    (each) => each.lotteryHash.toLowerCase() === lotteryHash.toLowerCase(),
  );
  if (found?.end.kind === 'paid') {
    const { winner } = found.end;
    return { kind: 'paid', winner, isOwn: isSameAddress(winner, ticket.account) };
  }
  return { kind: found?.end.kind === 'expired' ? 'expired' : 'notOpen' };
}

/**
 * Looks at a ticket from every side: whether it is of this market, in its lottery's list, and, before the draw, counts as
 * payment; after it, whether it won.
 *
 * @throws SuanliError `LOTTERY_WRONG_CONTRACT`, `LOTTERY_TICKET_INVALID`, before the draw what `verifyLotteryAnnouncement`
 * refuses, and `CHAIN_…`
 */
export async function checkTicket(
  client: SuanliClient,
  announcement: LotteryAnnouncement,
  signal: AbortSignal,
): Promise<CheckedTicket> {
  const { deployment } = client;
  const { lottery, ticket } = announcement;
  if (announcement.chainId !== deployment.chainId || !isSameAddress(announcement.contract, deployment.lottery))
    throw new SuanliError('LOTTERY_WRONG_CONTRACT');
  const range = verifyLotteryTicket(lottery, ticket);
  if (!range) throw new SuanliError('LOTTERY_TICKET_INVALID');
  const weight = lotteryWeight(lottery);
  const [outcome, basisPoints] = await Promise.all([
    outcomeOf(client, announcement, range, signal),
    client.publicClient.readContract({
      abi: lotteryAbi,
      address: deployment.lottery,
      functionName: 'bountyBasisPoints',
    }),
  ]);
  return {
    announcement,
    shareWeiDown: (lottery.valueWei * ticket.weight) / weight,
    chance: Number(ticket.weight) / Number(weight),
    bountyWei: (lottery.valueWei * BigInt(basisPoints)) / 10_000n,
    outcome,
  };
}
