// Lines of credit on a chain of their own: actions, the payer's meter, and the payee's book.
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import {
  type CreditTerms,
  creditDomain,
  creditDueDown,
  hashCreditTerms,
  type SignedVoucher,
  voucherTypes,
} from '@suanli/protocol';
import {
  type CreditMeter,
  closeCreditLine,
  createCreditMeter,
  createMemoryVoucherStore,
  createVoucherBook,
  createVoucherSigner,
  findCreditLines,
  getBankAccount,
  getChainTime,
  getCreditLine,
  getCreditLineState,
  moduleConsent,
  openCreditLine,
  recoverVoucherSigner,
  redeemTimed,
  redeemVoucher,
  releaseCreditLine,
  type SuanliClient,
  setConsent,
  signVoucher,
  topUpCreditLine,
  type VoucherRecord,
  verifyVoucher,
} from '@suanli/sdk';
import { type Address, createTestClient, type Hex, http, parseEther, toHex, zeroAddress } from 'viem';
import { privateKeyToAccount, sign } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainCurve } from '../src/payment/internal/voucherCurve.ts';

const hourMs = 3_600_000n;
const price = parseEther('1');

let market: EmbeddedMarket;
let payer: SuanliClient;
let payee: SuanliClient;
let payeeAddress: Address;

const addressOf = (client: SuanliClient): Address => client.account ?? zeroAddress;
const refusal = (code: string) => ({ code });
const availableOf = async (client: SuanliClient) =>
  (await getBankAccount(client, { account: addressOf(client) })).availableWei;

async function openLine(changed: Partial<CreditTerms> = {}) {
  return openCreditLine(payer, {
    payee: payeeAddress,
    unit: 'nodeHour',
    priceWeiPerUnit: price,
    depositWei: parseEther('10'),
    expiresAt: (await getChainTime(payer)) + 86_400n,
    ...changed,
  });
}

async function signed(lineId: Hex, quantity: bigint): Promise<SignedVoucher> {
  return { lineId, quantity, signature: await signVoucher(payer, { voucher: { lineId, quantity } }) };
}

async function passTo(time: bigint): Promise<void> {
  const test = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  await test.setNextBlockTimestamp({ timestamp: time });
  await test.mine({ blocks: 1 });
}

beforeAll(async () => {
  market = await startEmbeddedMarket();
  payer = (await market.createAccount()).client;
  payee = (await market.createAccount()).client;
  payeeAddress = addressOf(payee);
  await setConsent(payer, { consentModules: await moduleConsent(payer, { modules: ['creditLine'] }) });
});

afterAll(() => market.stop());

describe('a line of credit', () => {
  test('of ten, of which three are used, pays three and gives seven back the same day', async () => {
    const before = await availableOf(payer);
    const paidBefore = await availableOf(payee);
    const { lineId, terms } = await openLine();
    expect(hashCreditTerms(creditDomain(payer.deployment), terms)).toBe(lineId);
    expect(await getCreditLine(payee, { lineId })).toEqual({
      lineId,
      terms,
      depositWei: parseEther('10'),
      redeemedWei: 0n,
      redeemedQuantity: 0n,
      remainingWei: parseEther('10'),
      status: 'open',
    });
    const one = await signed(lineId, hourMs);
    expect((await redeemVoucher(payee, { terms, ...one })).paidWei).toBe(price);
    await expect(redeemVoucher(payee, { terms, ...one })).rejects.toMatchObject(refusal('CREDIT_VOUCHER_REDEEMED'));
    await expect(closeCreditLine(payer, { terms })).rejects.toMatchObject(refusal('CREDIT_LINE_NOT_ENDED'));
    await expect(releaseCreditLine(payer, { terms })).rejects.toMatchObject(refusal('CREDIT_NOT_PAYEE'));
    const three = await signed(lineId, 3n * hourMs);
    const { paidWei, refundWei } = await releaseCreditLine(payee, { terms, voucher: three });
    expect([paidWei, refundWei]).toEqual([2n * price, 7n * price]);
    expect(await availableOf(payer)).toBe(before - 3n * price);
    expect(await availableOf(payee)).toBe(paidBefore + 3n * price);
    expect(await getCreditLineState(payer, { lineId })).toMatchObject({ status: 'closed', remainingWei: 0n });
    const lines = await findCreditLines(payer, { payer: addressOf(payer), payee: payeeAddress });
    expect(lines).toMatchObject([{ lineId, terms, status: 'closed', redeemedWei: 3n * price }]);
    expect(await findCreditLines(payer, { payee: addressOf(payer) })).toEqual([]);
  });

  test('can be topped up by its payer', async () => {
    const { lineId, terms } = await openLine({ depositWei: price });
    await topUpCreditLine(payer, { terms, amountWei: price });
    await expect(topUpCreditLine(payee, { terms, amountWei: 1n })).rejects.toMatchObject(refusal('CREDIT_NOT_PAYER'));
    expect((await redeemVoucher(payee, { terms, ...(await signed(lineId, 3n * hourMs)) })).paidWei).toBe(2n * price);
  });

  test('for a time pays by the second', async () => {
    const startsAt = await getChainTime(payer);
    const { terms } = await openLine({
      unit: 'timed',
      priceWeiPerUnit: 0n,
      startsAt,
      expiresAt: startsAt + 1_000n,
      depositWei: 1_000n,
    });
    await passTo(startsAt + 250n);
    const { paidWei, blockNumber } = await redeemTimed(payee, { terms });
    const { timestamp } = await payer.publicClient.getBlock({ blockNumber });
    expect(paidWei).toBe(timestamp - startsAt);
    expect(paidWei).toBeGreaterThanOrEqual(250n);
    expect((await releaseCreditLine(payee, { terms })).refundWei).toBeLessThanOrEqual(1_000n - paidWei);
  });
});

describe('a voucher', () => {
  test('is verified as the contract would, and no other', async () => {
    const { lineId, terms } = await openLine();
    const voucher = await signed(lineId, 5n);
    await verifyVoucher(payee, { voucher, payer: terms.payer });
    const forged = [
      { ...voucher, quantity: 6n },
      { ...voucher, lineId: toHex(1, { size: 32 }) },
      { ...voucher, signature: '0x' as const },
      { ...voucher, signature: `${voucher.signature.slice(0, -2)}00` as Hex },
      {
        ...voucher,
        signature: `${voucher.signature.slice(0, -2)}${voucher.signature.endsWith('1b') ? '1c' : '1b'}` as Hex,
      },
    ];
    for (const each of forged) {
      await expect(verifyVoucher(payee, { voucher: each, payer: terms.payer })).rejects.toMatchObject(
        refusal('CREDIT_SIGNATURE_INVALID'),
      );
    }
    // A contract that answers nothing has signed nothing.
    await expect(verifyVoucher(payee, { voucher, payer: payer.deployment.bank })).rejects.toMatchObject(
      refusal('CREDIT_SIGNATURE_INVALID'),
    );
  });

  test('has one signature, however it is made', async () => {
    const domain = creditDomain(payer.deployment);
    const privateKey = toHex(0xa11cen, { size: 32 });
    const account = privateKeyToAccount(privateKey);
    const signer = await createVoucherSigner({ privateKey, domain });
    expect(signer.address).toBe(account.address);
    for (let i = 1n; i <= 8n; i++) {
      const voucher = { lineId: toHex(i ** 9n, { size: 32 }), quantity: i * hourMs };
      const signature = await signer.sign(voucher);
      expect(signature).toBe(
        await account.signTypedData({ domain, types: voucherTypes, primaryType: 'Voucher', message: voucher }),
      );
      expect(await recoverVoucherSigner({ domain, voucher: { ...voucher, signature } })).toBe(
        account.address.toLowerCase(),
      );
    }
    await expect(createVoucherSigner({ privateKey: toHex(0n, { size: 32 }), domain })).rejects.toThrow(RangeError);
  });

  test('is signed and verified the same where there is no WebAssembly', async () => {
    const privateKey = new Uint8Array(32).fill(7);
    const digest = new Uint8Array(32).fill(9);
    const signature = await plainCurve.sign(privateKey, digest);
    expect(signature).toBe(await sign({ hash: toHex(digest), privateKey: toHex(privateKey), to: 'hex' }));
    const bytes = Uint8Array.from(Buffer.from(signature.slice(2), 'hex'));
    expect(await plainCurve.recover(digest, bytes)).toBe(plainCurve.addressOf(privateKey));
    expect(await plainCurve.recover(digest, new Uint8Array(65))).toBeUndefined();
  });
});

describe('the payer', () => {
  let terms: CreditTerms;
  let meter: CreditMeter;
  const newMeter = () =>
    createCreditMeter({
      terms,
      domain: creditDomain(payer.deployment),
      interval: 60_000n,
      sign: (voucher) => signVoucher(payer, { voucher }),
    });

  beforeAll(async () => {
    ({ terms } = await openLine());
    meter = newMeter();
  });

  test('signs for what it counted, once', async () => {
    expect(await meter.pay()).toBeUndefined();
    meter.use(45_000n);
    expect(meter.ahead).toBe(15_000n);
    const voucher = await meter.pay();
    expect(voucher).toMatchObject({ lineId: meter.lineId, quantity: 45_000n });
    expect(await meter.pay()).toBeUndefined();
    expect(() => meter.use(-1n)).toThrow(RangeError);
  });

  test('never prepays more than an interval', async () => {
    expect((await meter.payFor(105_000n)).quantity).toBe(105_000n);
    await expect(meter.payFor(105_001n)).rejects.toMatchObject(refusal('CREDIT_PREPAYMENT_REFUSED'));
  });

  test('goes on after a restart from what it signed, and from nothing else', async () => {
    const voucher = await meter.payFor(105_000n);
    const later = newMeter();
    await later.resume(voucher);
    expect([later.usedQuantity, later.signedQuantity]).toEqual([105_000n, 105_000n]);
    for (const forged of [
      { ...voucher, quantity: 10n ** 12n },
      { ...voucher, lineId: toHex(1, { size: 32 }) },
    ]) {
      await expect(newMeter().resume(forged)).rejects.toMatchObject(refusal('CREDIT_SIGNATURE_INVALID'));
    }
  });

  test('signs for no more than the deposit', async () => {
    const own = newMeter();
    own.use(11n * hourMs);
    await expect(own.pay()).rejects.toMatchObject(refusal('CREDIT_DEPOSIT_SPENT'));
    own.setDeposit(11n * price);
    expect((await own.pay())?.quantity).toBe(11n * hourMs);
  });
});

describe('the payee', () => {
  const interval = 60_000n;
  const requirements = () => ({
    payee: payeeAddress,
    unit: 'nodeHour' as const,
    priceWeiPerUnit: price,
    interval,
    graceSeconds: 3_600,
  });

  test('admits a line that is what it asks for', async () => {
    const book = await createVoucherBook(payee, { store: createMemoryVoucherStore() });
    const { terms, lineId } = await openLine();
    expect(await book.admit(terms, requirements())).toMatchObject({ lineId, paidQuantity: 0n, voucher: undefined });
    const unsuitable: readonly (readonly [Partial<CreditTerms>, string])[] = [
      [{ payee: addressOf(payer) }, 'payee'],
      [{ unit: 'hour' }, 'unit'],
      [{ priceWeiPerUnit: price - 1n }, 'priceWeiPerUnit'],
      [{ graceSeconds: 3_599 }, 'graceSeconds'],
    ];
    for (const [changed, what] of unsuitable) {
      await expect(book.admit({ ...terms, ...changed }, requirements())).rejects.toMatchObject({
        code: 'CREDIT_TERMS_UNSUITABLE',
        parameters: { what },
      });
    }
    await expect(book.admit({ ...terms, nonce: 0n }, requirements())).rejects.toMatchObject(
      refusal('CREDIT_LINE_UNKNOWN'),
    );
    const small = await openLine({ depositWei: creditDueDown(terms, interval) - 1n });
    await expect(book.admit(small.terms, requirements())).rejects.toMatchObject(refusal('CREDIT_DEPOSIT_SPENT'));
    await releaseCreditLine(payee, { terms });
    await expect(book.admit(terms, requirements())).rejects.toMatchObject(refusal('CREDIT_LINE_NOT_OPEN'));
  });

  test('keeps the highest voucher, says when to stop, and survives a restart', async () => {
    const store = createMemoryVoucherStore();
    const book = await createVoucherBook(payee, { store });
    const { terms, lineId } = await openLine();
    await book.admit(terms, requirements());
    const now = await getChainTime(payee);
    const stop = (used: bigint, time = now): string | undefined => book.reasonToStop(lineId, used, time)?.code;
    expect(stop(interval)).toBeUndefined();
    expect(stop(interval + 1n)).toBe('CREDIT_UNPAID');
    expect((await book.accept(await signed(lineId, interval))).paidQuantity).toBe(interval);
    expect(stop(2n * interval)).toBeUndefined();
    expect(stop(2n * interval + 1n)).toBe('CREDIT_UNPAID');
    expect(stop(0n, terms.expiresAt)).toBe('CREDIT_LINE_ENDED');

    // Two at once, the lower one last: the higher one stays.
    const [higher, lower] = [await signed(lineId, 3n * interval), await signed(lineId, 2n * interval)];
    const outcomes = await Promise.allSettled([book.accept(higher), book.accept(lower)]);
    expect(outcomes[0]?.status).toBe('fulfilled');
    const kept = (await store.list()).find((record) => record.lineId === lineId);
    expect(kept).toMatchObject({ quantity: 3n * interval, signature: higher.signature });
    for (const [voucher, code] of [
      [higher, 'CREDIT_VOUCHER_OUTDATED'],
      [lower, 'CREDIT_VOUCHER_OUTDATED'],
      [{ ...higher, quantity: 4n * interval }, 'CREDIT_SIGNATURE_INVALID'],
      [await signed(lineId, 10n * hourMs + 1n), 'CREDIT_DEPOSIT_SPENT'],
      [await signed(toHex(1, { size: 32 }), 1n), 'CREDIT_LINE_UNKNOWN'],
    ] as const) {
      await expect(book.accept(voucher)).rejects.toMatchObject(refusal(code));
    }
    // What the deposit is found to hold after a top-up counts.
    await topUpCreditLine(payer, { terms, amountWei: price });
    await book.accept(await signed(lineId, 10n * hourMs + 1n));

    const again = await createVoucherBook(payee, { store });
    expect(again.get(lineId)).toMatchObject({ paidQuantity: 10n * hourMs + 1n, redeemedQuantity: 0n });
    expect(await again.redeem()).toEqual([]);
    expect(await again.redeem({ all: true })).toEqual([
      { lineId, quantity: 10n * hourMs + 1n, paidWei: creditDueDown(terms, 10n * hourMs + 1n) },
    ]);
    expect(await again.redeem({ all: true })).toEqual([]);
    expect(await again.release(lineId)).toMatchObject({ paidWei: 0n });
    expect(await store.list()).toEqual([]);
  });

  test('releases a line whose voucher somebody else redeemed, and forgets one that is closed already', async () => {
    const store = createMemoryVoucherStore();
    const book = await createVoucherBook(payee, { store });
    const lines = [await openLine(), await openLine()] as const;
    const vouchers = [];
    for (const { terms, lineId } of lines) {
      await book.admit(terms, requirements());
      vouchers.push(await signed(lineId, interval));
      await book.accept(await signed(lineId, interval));
    }
    expect(book.list().map(({ lineId }) => lineId)).toEqual(lines.map(({ lineId }) => lineId));
    const [first, second] = lines;
    await redeemVoucher(payer, { terms: first.terms, ...(vouchers[0] as SignedVoucher) });
    const paidWei = creditDueDown(first.terms, interval);
    expect(await book.release(first.lineId)).toEqual({ paidWei: 0n, refundWei: first.terms.depositWei - paidWei });
    // As it is where the process died before it noted that.
    await releaseCreditLine(payee, { terms: second.terms, voucher: vouchers[1] as SignedVoucher });
    expect(await book.release(second.lineId)).toEqual({ paidWei: 0n, refundWei: 0n });
    expect(book.list()).toEqual([]);
    expect(await store.list()).toEqual([]);
  });

  test('does not count what its store refused to keep', async () => {
    const inner = createMemoryVoucherStore();
    let full = false;
    const store = {
      ...inner,
      async put(record: VoucherRecord) {
        if (full) throw new Error('disk full');
        await inner.put(record);
      },
    };
    const book = await createVoucherBook(payee, { store });
    const { terms, lineId } = await openLine();
    await book.admit(terms, requirements());
    full = true;
    await expect(book.accept(await signed(lineId, interval))).rejects.toThrow('disk full');
    expect(book.get(lineId)?.paidQuantity).toBe(0n);
    full = false;
    expect((await book.accept(await signed(lineId, interval))).paidQuantity).toBe(interval);
  });

  test('redeems what somebody else redeemed before without a loss', async () => {
    const book = await createVoucherBook(payee, { store: createMemoryVoucherStore() });
    const { terms, lineId } = await openLine();
    await book.admit(terms, requirements());
    const voucher = await signed(lineId, hourMs);
    await book.accept(voucher);
    await redeemVoucher(payer, { terms, ...voucher });
    expect(await book.redeem({ all: true })).toEqual([{ lineId, quantity: hourMs, paidWei: 0n }]);
  });

  test('redeems daily, at the expiry, and says what it came too late for', async () => {
    const book = await createVoucherBook(payee, { store: createMemoryVoucherStore(), redeemEverySeconds: 3_600 });
    const now = await getChainTime(payee);
    const { terms, lineId } = await openLine({ expiresAt: now + 10_000n, graceSeconds: 3_600 });
    const late = await openLine({ expiresAt: now + 10_000n, graceSeconds: 3_600 });
    for (const line of [terms, late.terms]) await book.admit(line, requirements());
    await book.accept(await signed(lineId, interval));
    expect(await book.redeem()).toEqual([]);
    await passTo(now + 3_700n);
    expect(await book.redeem()).toMatchObject([{ lineId, quantity: interval }]);
    await book.accept(await signed(lineId, 2n * interval));
    expect(await book.redeem()).toEqual([]);
    await passTo(now + 10_000n);
    expect(await book.redeem()).toMatchObject([{ lineId, quantity: 2n * interval }]);
    await book.accept(await signed(late.lineId, interval));
    await passTo(now + 13_600n);
    expect(await book.redeem()).toMatchObject([{ lineId: late.lineId, paidWei: 0n, lostCode: 'CREDIT_LINE_ENDED' }]);
    expect(book.get(lineId)).toBeUndefined();
    expect(book.get(late.lineId)).toBeUndefined();
    expect((await closeCreditLine(payee, { terms })).refundWei).toBe(
      parseEther('10') - creditDueDown(terms, 2n * interval),
    );
  });
});
