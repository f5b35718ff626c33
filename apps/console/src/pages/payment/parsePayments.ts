import { SuanliError } from '@suanli/protocol';
import { type Address, getAddress, isAddress, parseUnits } from 'viem';

/** What is due to one account. */
export interface ListedPayment {
  readonly account: Address;
  readonly amountWei: bigint;
}

export interface ParsedPayments {
  /** One for each account, in the order in which they come first. */
  readonly payments: readonly ListedPayment[];
  readonly totalWei: bigint;
  /** What is wrong, line by line; nothing is to be paid then. */
  readonly errors: readonly SuanliError[];
}

/** The Bank's amounts are uint96. */
const limitWei = 1n << 96n;
const amountPattern = /^\d{1,12}(?:\.\d{1,18})?$/;

/** So much of a wrong line is repeated. */
function short(word: string): string {
  return word.length > 60 ? `${word.slice(0, 60)}…` : word;
}

function readLine(words: readonly string[], line: number): ListedPayment | SuanliError {
  const [account = '', amount = ''] = words;
  if (words.length !== 2) return new SuanliError('CONSOLE_PAYMENT_LINE_INVALID', { parameters: { line } });
  if (!isAddress(account) || BigInt(account) === 0n)
    return new SuanliError('CONSOLE_PAYMENT_ACCOUNT_INVALID', { parameters: { line, account: short(account) } });
  const amountWei = amountPattern.test(amount) ? parseUnits(amount, 18) : 0n;
  if (amountWei === 0n || amountWei >= limitWei)
    return new SuanliError('CONSOLE_PAYMENT_AMOUNT_INVALID', { parameters: { line, amount: short(amount) } });
  return { account: getAddress(account), amountWei };
}

/**
 * Reads a list of payments as `suanli pay many` does: a line for each, account and tokens with blanks or a comma between them;
 * `#` begins a remark. What an account is due more than once is added up. Every wrong line is told: `CONSOLE_PAYMENT_…`.
 *
 * @example
 * const { payments, errors } = parsePayments('0x70997970C51812dc3A010C7d01b50e0d17dc79C8 0.5 # July');
 */
export function parsePayments(source: string): ParsedPayments {
  const due = new Map<Address, bigint>();
  const errors: SuanliError[] = [];
  let totalWei = 0n;
  for (const [index, whole] of source.split(/\r\n|[\n\r]/).entries()) {
    const words = whole
      .replace(/#.*$/, '')
      .split(/[\s,;，；\ufeff]+/)
      .filter((word) => word !== '');
    if (words.length === 0) continue;
    const read = readLine(words, index + 1);
    if ('code' in read) {
      errors.push(read);
      continue;
    }
    totalWei += read.amountWei;
    if (totalWei >= limitWei) {
      const parameters = { line: index + 1, amount: short(words[1] ?? '') };
      errors.push(new SuanliError('CONSOLE_PAYMENT_AMOUNT_INVALID', { parameters }));
      totalWei -= read.amountWei;
      continue;
    }
    due.set(read.account, (due.get(read.account) ?? 0n) + read.amountWei);
  }
  if (due.size === 0 && errors.length === 0) errors.push(new SuanliError('CONSOLE_PAYMENT_LIST_EMPTY'));
  return { payments: [...due].map(([account, amountWei]) => ({ account, amountWei })), totalWei, errors };
}
