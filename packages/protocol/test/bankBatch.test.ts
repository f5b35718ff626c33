import { type Address, getAddress, keccak256, parseEther, slice, toHex } from 'viem';
import { describe, expect, test } from 'vitest';
import type { BatchPayment } from '../src/payment/bankBatch.ts';
import { decodeBatch } from '../src/payment/decodeBatch.ts';
import { encodeBatch } from '../src/payment/encodeBatch.ts';

const most = (1n << 96n) - 1n;
const hash = (text: string) => BigInt(keccak256(toHex(text)));
const accountOf = (i: number): Address => slice(keccak256(toHex(`account ${i}`)), 0, 20);

describe('a batch of payments', () => {
  test('is read as it was written, for any amounts', () => {
    for (let seed = 0; seed < 300; seed++) {
      const count = Number(hash(`count ${seed}`) % 9n);
      const width = hash(`width ${seed}`) % 97n;
      const unit = seed % 3 === 0 ? 10n ** (hash(`unit ${seed}`) % 18n) : 1n;
      const payments: BatchPayment[] = Array.from({ length: count }, (_, i) => {
        const amountWei = (hash(`amount ${seed} ${i}`) & ((1n << width) - 1n)) * unit;
        return { account: accountOf(i % 4), amountWei: amountWei > most ? most : amountWei };
      });
      const encoded = encodeBatch({ number: seed * 1_000_003, payments });
      const decoded = decodeBatch(encoded);
      expect(decoded.payments).toEqual(payments);
      expect(decoded.number).toBe(seed * 1_000_003);
      expect(decoded.totalWei).toBe(payments.reduce((sum, { amountWei }) => sum + amountWei, 0n));
    }
  });

  test('takes as few bytes as its amounts allow', () => {
    const bytes = (...amounts: bigint[]) => {
      const payments = amounts.map((amountWei) => ({ account: accountOf(0), amountWei }));
      const { amountBytes, unitWei } = decodeBatch(encodeBatch({ number: 0, payments }));
      return [amountBytes, unitWei];
    };
    expect(bytes(parseEther('1'), parseEther('1'))).toEqual([1, parseEther('1')]);
    expect(bytes(parseEther('0.5'), parseEther('1.25'))).toEqual([1, parseEther('0.25')]);
    expect(bytes(256n, 1n)).toEqual([2, 1n]);
    expect(bytes(255n, 1n)).toEqual([1, 1n]);
    expect(bytes(most, 1n)).toEqual([12, 1n]);
    expect(bytes(0n, 0n)).toEqual([1, 1n]);
  });

  test('does not depend on how an address is written', () => {
    const account = accountOf(1);
    const one = (written: Address) => encodeBatch({ number: 0, payments: [{ account: written, amountWei: 5n }] });
    expect(one(getAddress(account))).toEqual(one(account));
  });

  test('refuses what the bank would, and the zero address', () => {
    const pay =
      (account: Address, amountWei: bigint, number = 0) =>
      () =>
        encodeBatch({ number, payments: [{ account, amountWei }] });
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(pay(`0x${'0'.repeat(40)}`, 1n)).toThrow(code('BANK_INVALID_RECIPIENT'));
    expect(pay('0x12', 1n)).toThrow(code('BANK_INVALID_RECIPIENT'));
    expect(pay(accountOf(0), most + 1n)).toThrow(code('BANK_BALANCE_OVERFLOW'));
    expect(pay(accountOf(0), -1n)).toThrow(code('BANK_BALANCE_OVERFLOW'));
    expect(pay(accountOf(0), 1n, 2 ** 32)).toThrow(code('BANK_BATCH_MALFORMED'));
    const good = encodeBatch({ number: 7, payments: [{ account: accountOf(0), amountWei: 5n }] });
    const bad = [
      { ...good, payments: `${good.payments}00` as const },
      { ...good, payments: '0xzz' as const },
      { ...good, terms: good.terms & ~(0xffn << 96n) },
      { ...good, terms: good.terms | (13n << 96n) },
      { ...good, terms: good.terms | (1n << 136n) },
    ];
    for (const batch of bad) expect(() => decodeBatch(batch)).toThrow(code('BANK_BATCH_MALFORMED'));
  });
});
