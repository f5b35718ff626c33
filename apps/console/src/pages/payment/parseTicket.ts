import { type LotteryAnnouncement, parseLotteryAnnouncement, SuanliError } from '@suanli/protocol';
import { isSameAddress } from '../../format/isSameAddress.ts';

/**
 * Reads the announcement of a lottery as `suanli pay many` writes it; in a list of them, as this console saves it, finds the one
 * of `account`, whose ticket it is.
 *
 * @throws SuanliError `LOTTERY_ANNOUNCEMENT_MALFORMED`, `CONSOLE_TICKET_MISSING` where none in a list is the account's
 */
export function parseTicket(source: string, account: string | undefined): LotteryAnnouncement {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    throw new SuanliError('LOTTERY_ANNOUNCEMENT_MALFORMED', { cause });
  }
  if (!Array.isArray(value)) return parseLotteryAnnouncement(value);
  const own = value.find((each: unknown) => {
    const ticket = (each as { ticket?: { account?: unknown } } | null)?.ticket;
    return typeof ticket?.account === 'string' && isSameAddress(ticket.account, account);
  });
  if (own === undefined) {
    // Whatever it is a list of.
    if (value[0] !== undefined) parseLotteryAnnouncement(value[0]);
    throw new SuanliError('CONSOLE_TICKET_MISSING');
  }
  return parseLotteryAnnouncement(own);
}
