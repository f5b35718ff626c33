import { type LotteryAnnouncement, type LotteryTicket, SuanliError, verifyLotteryTicket } from '@suanli/protocol';

/**
 * The ticket among those of one lottery whose range holds the drawn position.
 *
 * @throws SuanliError `CONSOLE_TICKET_MISSING`
 */
export function winnerOf(announcements: readonly LotteryAnnouncement[], position: bigint): LotteryTicket {
  for (const { lottery, ticket } of announcements) {
    const range = verifyLotteryTicket(lottery, ticket);
    if (range && position >= range.start && position < range.end) return ticket;
  }
  throw new SuanliError('CONSOLE_TICKET_MISSING');
}
