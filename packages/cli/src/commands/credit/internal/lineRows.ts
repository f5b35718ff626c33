import type { CreditLine } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTime } from '../../../output/formatTime.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** A line of credit for people. */
export function lineRows({ text, terminal }: CommandContext, line: CreditLine): string {
  const { lineId, terms, status, depositWei, redeemedWei, remainingWei } = line;
  const words = text.credit;
  return formatRows(
    [
      [words.line, lineId],
      [text.table.state, words.states[status]],
      [text.pay.payer, terms.payer],
      [text.pay.payee, terms.payee],
      [
        words.price,
        terms.unit === 'timed'
          ? words.units.timed
          : words.perUnit(formatTokens(terms.priceWeiPerUnit, 18), words.units[terms.unit]),
      ],
      [words.deposit, text.amount(formatTokens(depositWei, 18))],
      [words.redeemed, text.amount(formatTokens(redeemedWei, 18))],
      [words.remaining, text.amount(formatTokens(remainingWei, 18))],
      [words.from, formatTime(Number(terms.startsAt))],
      [words.until, formatTime(Number(terms.expiresAt))],
    ],
    terminal.style,
  );
}
