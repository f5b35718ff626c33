import type { Address } from 'viem';
import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { addressSchema } from '../internal/schemas.ts';
import { lotteryJsonSchema, lotteryTicketJsonSchema } from './internal/lotterySchemas.ts';
import type { Lottery, LotteryTicket } from './Lottery.ts';

const schema = z.strictObject({
  /** The chain and the contract that the lottery stands in. */
  chainId: z.int().min(1),
  contract: addressSchema,
  lottery: lotteryJsonSchema,
  /** The ticket of whom the announcement is for. */
  ticket: lotteryTicketJsonSchema,
});

/** What a payer sends to a participant of a lottery, before the draw. */
export interface LotteryAnnouncement {
  readonly chainId: number;
  /** The lottery's contract there. */
  readonly contract: Address;
  readonly lottery: Lottery;
  /** That of whom the announcement is for. */
  readonly ticket: LotteryTicket;
}

/**
 * Reads an announcement from JSON text or a parsed value; large numbers are decimal strings there. It says nothing about its
 * truth: ask `verifyLotteryAnnouncement` of the sdk.
 *
 * @throws SuanliError `LOTTERY_ANNOUNCEMENT_MALFORMED`
 */
export function parseLotteryAnnouncement(source: unknown): LotteryAnnouncement {
  try {
    return schema.parse(typeof source === 'string' ? JSON.parse(source) : source);
  } catch (cause) {
    throw new SuanliError('LOTTERY_ANNOUNCEMENT_MALFORMED', { cause });
  }
}

/** Writes an announcement as JSON that {@link parseLotteryAnnouncement} reads. */
export function formatLotteryAnnouncement(announcement: LotteryAnnouncement): string {
  return JSON.stringify(announcement, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
