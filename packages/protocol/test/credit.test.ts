import { bytesToHex, type Hex, hashTypedData, keccak256, numberToHex } from 'viem';
import { describe, expect, it } from 'vitest';
import { creditDomain } from '../src/payment/creditDomain.ts';
import { creditDueDown, creditElapsedDueDown, creditEndOf } from '../src/payment/creditDueDown.ts';
import { hashVoucher } from '../src/payment/hashVoucher.ts';
import { voucherTypes } from '../src/payment/voucherTypes.ts';

const creditLine = '0x00000000000000000000000000000000000000AA';

describe('hashVoucher', () => {
  it('is the EIP-712 digest, in each domain', () => {
    // More domains than are remembered.
    for (let i = 0; i < 40; i++) {
      const domain = creditDomain({ chainId: 1 + (i % 20), creditLine });
      const voucher = { lineId: keccak256(numberToHex(i)), quantity: (1n << BigInt(i + 24)) - 1n };
      expect(bytesToHex(hashVoucher(domain, voucher))).toBe(
        hashTypedData({ domain, types: voucherTypes, primaryType: 'Voucher', message: voucher }),
      );
    }
  });

  it('refuses what has no place in a voucher', () => {
    const domain = creditDomain({ chainId: 1, creditLine });
    const lineId: Hex = `0x${'ab'.repeat(32)}`;
    expect(() => hashVoucher(domain, { lineId, quantity: 1n << 64n })).toThrow(RangeError);
    expect(() => hashVoucher(domain, { lineId, quantity: -1n })).toThrow(RangeError);
    expect(() => hashVoucher(domain, { lineId: '0xab', quantity: 1n })).toThrow(RangeError);
    expect(() => hashVoucher(domain, { lineId, quantity: (1n << 64n) - 1n })).not.toThrow();
  });
});

describe('what is due', () => {
  it('follows the unit, rounded down', () => {
    expect(creditDueDown({ unit: 'gwu', priceWeiPerUnit: 10n }, 1_499_999_999n)).toBe(14n);
    expect(creditDueDown({ unit: 'nodeHour', priceWeiPerUnit: 7n }, 1_800_000n)).toBe(3n);
    expect(creditDueDown({ unit: 'hour', priceWeiPerUnit: 1n }, 3_599_999n)).toBe(0n);
  });

  it('of a timed line is nothing before its start and all from its expiry on', () => {
    const terms = { depositWei: 10n, startsAt: 100n, expiresAt: 107n };
    expect([0n, 100n, 101n, 106n, 107n, 1_000n].map((time) => creditElapsedDueDown(terms, time))).toEqual([
      0n,
      0n,
      1n,
      8n,
      10n,
      10n,
    ]);
  });

  it('ends with the grace, and without it where it is timed', () => {
    expect(creditEndOf({ unit: 'hour', expiresAt: 100n, graceSeconds: 5 })).toBe(105n);
    expect(creditEndOf({ unit: 'timed', expiresAt: 100n, graceSeconds: 5 })).toBe(100n);
  });
});
