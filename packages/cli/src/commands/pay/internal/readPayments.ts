import { SuanliError } from '@suanli/protocol';
import { type Address, getAddress, isAddress } from 'viem';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { readTextFile } from '../../../context/readTextFile.ts';
import { parseAmount } from '../../../input/parseAmount.ts';

/** What is due to one account. */
export interface ListedPayment {
  readonly account: Address;
  readonly amountWei: bigint;
}

const amount = parseAmount('<file>');

/**
 * Reads a list of payments: a line for each, account and tokens with blanks or a comma between them; `#` begins a remark. What
 * an account is due more than once is added up.
 *
 * @throws SuanliError `CLI_FILE_UNREADABLE`, `CLI_PAYMENT_INVALID` with the line
 */
export function readPayments(context: Pick<CommandContext, 'cwd'>, file: string): readonly ListedPayment[] {
  const due = new Map<Address, bigint>();
  for (const [index, whole] of readTextFile(context, file).split('\n').entries()) {
    const words = whole
      .replace(/#.*$/, '')
      .split(/[\s,]+/)
      .filter((word) => word !== '');
    if (words.length === 0) continue;
    const [account = '', tokens = ''] = words;
    const wrong = (cause?: unknown) =>
      new SuanliError('CLI_PAYMENT_INVALID', { parameters: { file, line: index + 1 }, cause });
    if (words.length !== 2 || !isAddress(account)) throw wrong();
    const key = getAddress(account);
    try {
      due.set(key, (due.get(key) ?? 0n) + amount(tokens));
    } catch (cause) {
      throw wrong(cause);
    }
  }
  if (due.size === 0) throw new SuanliError('CLI_PAYMENT_INVALID', { parameters: { file, line: 1 } });
  return [...due].map(([account, amountWei]) => ({ account, amountWei }));
}
