import { isAddress, numberToHex, zeroAddress } from 'viem';
import { SuanliError } from '../errors/SuanliError.ts';
import type { BatchPayment, EncodedBatch } from './bankBatch.ts';

const maxBalanceWei = (1n << 96n) - 1n;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [high, low] = [a, b];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}

export interface EncodeBatchParameters {
  /** The payer's next batch: see `getNextBatch` of the SDK. */
  readonly number: number;
  readonly payments: readonly BatchPayment[];
}

/**
 * Writes a batch as `Bank.payBatch` takes it, to the wei and in as few bytes as that allows: the unit is the greatest common
 * divisor of the amounts. Each byte of an amount costs 24 gas per payee, so amounts with a common unit (such as 10^12 wei) are
 * worth choosing.
 *
 * @throws SuanliError `BANK_INVALID_RECIPIENT` for the zero address, `BANK_BALANCE_OVERFLOW` for amounts beyond 96 bits,
 * `BANK_BATCH_MALFORMED` for a number beyond 32 bits
 *
 * @example
 * const { terms, payments } = encodeBatch({ number: 0, payments: [{ account, amountWei: parseEther('0.5') }] });
 */
export function encodeBatch(parameters: EncodeBatchParameters): EncodedBatch {
  const { number, payments } = parameters;
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 32) throw new SuanliError('BANK_BATCH_MALFORMED');
  let divisor = 0n;
  let largestWei = 0n;
  for (const { account, amountWei } of payments) {
    if (!isAddress(account, { strict: false }) || account === zeroAddress) {
      throw new SuanliError('BANK_INVALID_RECIPIENT', { parameters: { recipient: account } });
    }
    if (amountWei < 0n || amountWei > maxBalanceWei) throw new SuanliError('BANK_BALANCE_OVERFLOW');
    divisor = greatestCommonDivisor(divisor, amountWei);
    if (amountWei > largestWei) largestWei = amountWei;
  }
  const unitWei = divisor === 0n ? 1n : divisor;
  const amountBytes = Math.max(1, Math.ceil((largestWei / unitWei).toString(16).length / 2));
  const lines = payments.map(({ account, amountWei }) => {
    const amount = numberToHex(amountWei / unitWei, { size: amountBytes });
    return `${account.slice(2)}${amount.slice(2)}`.toLowerCase();
  });
  return {
    terms: unitWei | (BigInt(amountBytes) << 96n) | (BigInt(number) << 104n),
    payments: `0x${lines.join('')}`,
  };
}
