import {
  hashLottery,
  type LotteryAnnouncement,
  type LotteryRange,
  lotteryDomain,
  lotteryWeight,
  SuanliError,
  verifyLotteryTicket,
} from '@suanli/protocol';
import { type Address, type Hex, isAddressEqual } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBlockNumber } from '../chain/getBlockNumber.ts';
import { isLotteryOpen } from './internal/isLotteryOpen.ts';

export interface VerifyLotteryAnnouncementParameters {
  readonly announcement: LotteryAnnouncement;
  /** Whom the lottery pays. Default: the client's account. */
  readonly account?: Address;
  /** What the ticket must be worth at least: value × weight / all weights, in wei. */
  readonly minShareWei: bigint;
  /**
   * Blocks that the winner must have for itself at least. Choose more than you may be out of reach for. Default 100.
   */
  readonly minClaimBlocks?: number;
  /**
   * Blocks on top of the one that opened the lottery. Default 3; in production as many as make a reorganisation unlikely on the
   * chain, such as 12.
   */
  readonly confirmations?: number;
  /**
   * Blocks that must lie between the opening and the draw at least, so that the payer cannot have chosen a block that it produces.
   * Default 0, for chains where the order of blocks says nothing, or nobody knows it; on Ethereum 65.
   */
  readonly minLeadBlocks?: number;
}

export interface VerifyLotteryAnnouncementReturnType {
  /** The name of the lottery. Each counts once: it is for the caller to keep which it has counted. */
  readonly lotteryHash: Hex;
  /** What the ticket is worth: value × weight / all weights, rounded down. */
  readonly shareWeiDown: bigint;
  /** The ticket wins where the drawn position is in this range. */
  readonly range: LotteryRange;
}

/**
 * Decides whether an announced lottery may be counted as payment: the ticket is the account's own, is in the tree and is worth
 * enough; and the lottery is open on chain, not drawn yet, under as many blocks as asked for. All of that must be so before
 * the draw: told afterwards, one might be told only of the lotteries that one has lost.
 *
 * Where a reorganisation takes the opening away after all, the lottery is `closed` before its draw; see `getLotteryState`.
 *
 * @throws SuanliError `LOTTERY_WRONG_CONTRACT`, `LOTTERY_WRONG_RECIPIENT`, `LOTTERY_TICKET_INVALID`, `LOTTERY_SHARE_TOO_SMALL`,
 * `LOTTERY_CLAIM_TIME_TOO_SHORT`, `LOTTERY_LEAD_TOO_SHORT`, `LOTTERY_DRAWN_ALREADY`, `LOTTERY_NOT_OPEN`; `LOTTERY_UNCONFIRMED` where it is worth asking
 * again; `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { lotteryHash, shareWeiDown } = await verifyLotteryAnnouncement(client, { announcement, minShareWei: dueWei });
 */
export async function verifyLotteryAnnouncement(
  client: SuanliClient,
  parameters: VerifyLotteryAnnouncementParameters,
): Promise<VerifyLotteryAnnouncementReturnType> {
  const { announcement, account = client.account, minShareWei } = parameters;
  const { minClaimBlocks = 100, confirmations = 3, minLeadBlocks = 0 } = parameters;
  const { lottery, ticket } = announcement;
  const { deployment } = client;
  if (!account) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  if (announcement.chainId !== deployment.chainId || !isAddressEqual(announcement.contract, deployment.lottery)) {
    throw new SuanliError('LOTTERY_WRONG_CONTRACT');
  }
  if (!isAddressEqual(ticket.account, account)) throw new SuanliError('LOTTERY_WRONG_RECIPIENT');
  const range = verifyLotteryTicket(lottery, ticket);
  if (!range) throw new SuanliError('LOTTERY_TICKET_INVALID');
  const shareWeiDown = (lottery.valueWei * ticket.weight) / lotteryWeight(lottery);
  if (shareWeiDown < minShareWei) {
    throw new SuanliError('LOTTERY_SHARE_TOO_SMALL', { parameters: { shareWei: shareWeiDown, minShareWei } });
  }
  const { claimBlocks } = lottery;
  if (claimBlocks < minClaimBlocks) {
    throw new SuanliError('LOTTERY_CLAIM_TIME_TOO_SHORT', { parameters: { claimBlocks, minClaimBlocks } });
  }
  if (!(await isLotteryOpen(client, lottery))) throw new SuanliError('LOTTERY_NOT_OPEN');
  // Read after the state: what is not drawn now was not drawn then.
  const latest = await getBlockNumber(client);
  if (latest >= lottery.drawBlock) {
    throw new SuanliError('LOTTERY_DRAWN_ALREADY', { parameters: { drawBlock: lottery.drawBlock } });
  }
  const confirmed = latest - BigInt(confirmations);
  if (confirmed < deployment.deployedBlock || !(await isLotteryOpen(client, lottery, confirmed))) {
    throw new SuanliError('LOTTERY_UNCONFIRMED', { parameters: { confirmations } });
  }
  // What is open that long before the draw was opened before that.
  const leadBlock = lottery.drawBlock - BigInt(minLeadBlocks);
  if (
    latest >= leadBlock &&
    !(leadBlock > deployment.deployedBlock && (await isLotteryOpen(client, lottery, leadBlock)))
  ) {
    throw new SuanliError('LOTTERY_LEAD_TOO_SHORT', { parameters: { minLeadBlocks } });
  }
  return { lotteryHash: hashLottery(lottery, lotteryDomain(deployment)), shareWeiDown, range };
}
