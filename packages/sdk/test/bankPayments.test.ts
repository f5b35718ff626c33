// Batches of payments, and deposits that somebody else sends, on a chain of their own.
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { bankAbi, DealStatus, decodeBatch, type Offer, type Request } from '@suanli/protocol';
import {
  depositWithAuthorization,
  findBatch,
  getBankAccount,
  getBankBooks,
  getChainTime,
  getDealState,
  getNextBatch,
  getTokenBalance,
  isDepositAuthorizationUsed,
  openDeals,
  payBatch,
  type SignedDeposit,
  type SuanliClient,
  signDepositAuthorization,
  signOffer,
  signRequest,
  transferToken,
} from '@suanli/sdk';
import { type Address, keccak256, parseEther, parseEventLogs, slice, toHex, zeroAddress } from 'viem';
import { generatePrivateKey } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let market: EmbeddedMarket;
const accountOf = (name: string): Address => slice(keccak256(toHex(name)), 0, 20);
const addressOf = (client: SuanliClient): Address => client.account ?? zeroAddress;
const availableOf = async (account: Address) => (await getBankAccount(market.deployer, { account })).availableWei;

/** An account with tokens, and not a wei of native coin. */
async function penniless(tokensWei: bigint): Promise<SuanliClient> {
  const { client } = market.openAccount(generatePrivateKey());
  await transferToken(market.deployer, { to: addressOf(client), amountWei: tokensWei });
  return client;
}

beforeAll(async () => {
  market = await startEmbeddedMarket();
});
afterAll(() => market?.stop());

describe('a batch', () => {
  test('pays many in one transaction, and once', async () => {
    const { client: payer } = await market.createAccount();
    const before = await availableOf(addressOf(payer));
    const names = Array.from({ length: 60 }, (_, i) => accountOf(`payee ${i % 40}`));
    const payments = names.map((account, i) => ({ account, amountWei: parseEther('0.001') * BigInt(i + 1) }));
    const number = await getNextBatch(payer);
    const paid = await payBatch(payer, { number, payments });
    const totalWei = payments.reduce((sum, { amountWei }) => sum + amountWei, 0n);
    expect(paid).toMatchObject({ number: 0, totalWei });
    expect(await availableOf(addressOf(payer))).toBe(before - totalWei);
    // The first twenty were paid twice in it.
    expect(await availableOf(accountOf('payee 3'))).toBe(parseEther('0.048'));
    expect(await availableOf(accountOf('payee 30'))).toBe(parseEther('0.031'));
    const [log] = parseEventLogs({ abi: bankAbi, eventName: 'BatchPaid', logs: [...paid.logs] });
    expect(log?.args.payer).toBe(payer.account);
    expect(log && decodeBatch(log.args).payments).toEqual(payments);
    // Whoever is unsure whether it went through says it again.
    await expect(payBatch(payer, { number, payments })).rejects.toMatchObject({ code: 'BANK_BATCH_OUT_OF_ORDER' });
    expect(await getNextBatch(payer)).toBe(1);
    expect(await findBatch(payer, { number })).toEqual({
      number,
      payments,
      totalWei,
      transaction: paid.hash,
      blockNumber: paid.blockNumber,
    });
    expect(await findBatch(payer, { number: 1 })).toBeUndefined();
    expect(await availableOf(addressOf(payer))).toBe(before - totalWei);
    await expect(
      payBatch(payer, { payments: [{ account: accountOf('payee 1'), amountWei: before }] }),
    ).rejects.toMatchObject({ code: 'BANK_INSUFFICIENT_AVAILABLE' });
    const books = await getBankBooks(payer);
    expect(books.owedWei).toBe(books.heldWei);
  });

  test('costs less where the words it will change are named before, and names the right ones', async () => {
    const { client: payer } = await market.createAccount();
    const payments = Array.from({ length: 50 }, (_, i) => ({ account: accountOf(`listed ${i}`), amountWei: 5n }));
    await payBatch(payer, { payments });
    const named = await payBatch(payer, { payments });
    const [tx, transactionOf24] = [
      await payer.publicClient.getTransaction({ hash: named.hash }),
      await payBatch(payer, { payments: payments.slice(0, 23) }),
    ];
    expect(tx.accessList?.[0]?.storageKeys).toHaveLength(51);
    const short = await payer.publicClient.getTransaction({ hash: transactionOf24.hash });
    expect(short.accessList ?? []).toEqual([]);
    // 27 payees more, and 51 words at 100 gas less, for 2,400 (and a few zero bytes).
    const perPayee = Number(named.gasUsed - transactionOf24.gasUsed + 51n * 100n - 2_400n) / 27;
    expect(perPayee).toBeGreaterThan(5_600);
    expect(perPayee).toBeLessThan(5_800);
  });
});

describe('a wallet without native coin', () => {
  const price = parseEther('0.001');

  async function offerOf(client: SuanliClient): Promise<Offer> {
    return {
      provider: addressOf(client),
      requester: zeroAddress,
      resourceId: 0n,
      capabilityHash: keccak256(toHex('capability')),
      priceWeiPerGwu: price,
      maxWork: 10n ** 12n,
      stakeWei: parseEther('0.1'),
      maxDepositWei: parseEther('1'),
      minAnswerBlocks: 10,
      maxWindowBlocks: 50_400,
      volume: 10,
      expiresAt: (await getChainTime(client)) + 3_600n,
      nonce: 1n,
    };
  }

  test.each(['authorization', 'permit'] as const)('funds a deal through a relayer, by %s', async (road) => {
    const [{ client: provider }, { client: relayer }] = [await market.createAccount(), await market.createAccount(0n)];
    const owner = await penniless(parseEther('10'));
    // All that the owner does is to sign.
    const deposit = await signDepositAuthorization(owner, {
      amountWei: parseEther('8'),
      feeWei: parseEther('0.05'),
      relayer: addressOf(relayer),
      road,
    });
    expect(await isDepositAuthorizationUsed(owner, { deposit })).toBe(false);
    const request: Request = {
      requester: addressOf(owner),
      provider: zeroAddress,
      jobHash: keccak256(toHex('job')),
      maxPriceWeiPerGwu: price,
      maxWork: 64n * 10n ** 9n,
      depositWei: parseEther('0.1'),
      minStakeWei: parseEther('0.01'),
      bountyWei: parseEther('0.01'),
      answerBlocks: 600,
      windowBlocks: 20,
      policy: 0,
      volume: 1,
      expiresAt: (await getChainTime(owner)) + 3_600n,
      nonce: 1n,
    };
    const requestSignature = await signRequest(owner, { request });

    await depositWithAuthorization(relayer, { deposit });
    const offer = await offerOf(provider);
    const signature = await signOffer(provider, { offer });
    const { deals } = await openDeals(relayer, {
      request,
      requestSignature,
      fills: [{ offer, signature, index: 0, maxWork: request.maxWork }],
    });
    expect(await getDealState(owner, { dealId: deals[0]?.dealId ?? '0x' })).toMatchObject({
      status: DealStatus.pending,
    });
    expect(deals[0]?.deal.requester).toBe(owner.account);
    const account = await getBankAccount(owner);
    expect(account.lockedWei).toBe(parseEther('0.064') + request.bountyWei);
    expect(account.availableWei).toBe(parseEther('7.95') - account.lockedWei);
    expect(await getTokenBalance(owner, { address: addressOf(owner) })).toBe(parseEther('2'));
    expect(await availableOf(addressOf(relayer))).toBe(parseEther('0.05'));
    expect(await owner.publicClient.getBalance({ address: addressOf(owner) })).toBe(0n);
    expect(await owner.publicClient.getTransactionCount({ address: addressOf(owner) })).toBe(0);
    expect(await isDepositAuthorizationUsed(owner, { deposit })).toBe(true);
    await expect(depositWithAuthorization(relayer, { deposit })).rejects.toMatchObject({
      code: road === 'permit' ? 'BANK_AUTHORIZATION_USED' : 'TOKEN_AUTHORIZATION_USED',
    });
  });

  test.each(['authorization', 'permit'] as const)('is not robbed on the way, by %s', async (road) => {
    const [{ client: relayer }, { client: thief }] = [await market.createAccount(0n), await market.createAccount(0n)];
    const owner = await penniless(parseEther('10'));
    const parameters = { amountWei: parseEther('8'), feeWei: 5n, relayer: addressOf(relayer), road } as const;
    const deposit = await signDepositAuthorization(owner, parameters);
    await expect(depositWithAuthorization(thief, { deposit })).rejects.toMatchObject({ code: 'BANK_RELAYER_MISMATCH' });
    const invalid = road === 'permit' ? 'BANK_INVALID_SIGNATURE' : 'TOKEN_SIGNATURE_INVALID';
    const changed = (change: Partial<SignedDeposit['authorization']>) => ({
      deposit: { ...deposit, authorization: { ...deposit.authorization, ...change } },
    });
    for (const [sender, change] of [
      [thief, { relayer: zeroAddress }],
      [thief, { relayer: addressOf(thief) }],
      [relayer, { feeWei: 6n }],
      [relayer, { amountWei: parseEther('9') }],
      [relayer, { consentModules: 0xff }],
      [relayer, { owner: addressOf(thief) }],
    ] as const) {
      await expect(depositWithAuthorization(sender, changed(change))).rejects.toMatchObject({ code: invalid });
    }
    await expect(signDepositAuthorization(owner, { amountWei: 5n, feeWei: 5n, road })).rejects.toMatchObject({
      code: 'BANK_FEE_TOO_HIGH',
    });
    const expired = await signDepositAuthorization(owner, { ...parameters, validForSeconds: 0 });
    await expect(depositWithAuthorization(relayer, { deposit: expired })).rejects.toMatchObject({
      code: road === 'permit' ? 'BANK_AUTHORIZATION_EXPIRED' : 'TOKEN_AUTHORIZATION_TIME',
    });
    expect(await availableOf(addressOf(owner))).toBe(0n);
    await depositWithAuthorization(relayer, { deposit });
    expect(await availableOf(addressOf(owner))).toBe(parseEther('8') - 5n);
  });
});
