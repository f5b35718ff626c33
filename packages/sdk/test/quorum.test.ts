// Quorums on a chain of their own: what the actions make of the contract.
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import type { Offer } from '@suanli/protocol';
import {
  cancelQuorum,
  contributeResults,
  expireQuorum,
  finalizeQuorum,
  getBankAccount,
  getChainTime,
  getQuorum,
  getReliability,
  moduleConsent,
  openQuorum,
  type Quorum,
  type SuanliClient,
  sealResult,
  setConsent,
  signContribution,
  signOffer,
  signQuorumOffer,
} from '@suanli/sdk';
import { type Address, keccak256, parseEther, toHex, zeroAddress } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';

const right = { root: keccak256(toHex('right')), work: 1_000_000_000n } as const;
const wrong = { root: keccak256(toHex('wrong')), work: 1_000_000_000n } as const;
const stakeWei = parseEther('2');
const price = parseEther('0.001');

let market: EmbeddedMarket;
let requester: SuanliClient;
let providers: readonly SuanliClient[];
let nonce = 0n;

const addressOf = (client: SuanliClient): Address => client.account ?? zeroAddress;

async function offerOf(client: SuanliClient): Promise<Offer> {
  return {
    provider: addressOf(client),
    requester: zeroAddress,
    resourceId: 0n,
    capabilityHash: keccak256(toHex('capability')),
    priceWeiPerGwu: price,
    maxWork: 10n ** 12n,
    stakeWei,
    maxDepositWei: 0n,
    minAnswerBlocks: 5,
    maxWindowBlocks: 1_000,
    volume: 1_000,
    expiresAt: (await getChainTime(client)) + 3_600n,
    nonce: 7n,
  };
}

async function newQuorum(blocks = 100): Promise<Quorum> {
  const fills = await Promise.all(
    providers.map(async (client) => {
      const offer = await offerOf(client);
      return { offer, signature: await signQuorumOffer(client, { offer }) };
    }),
  );
  return openQuorum(requester, {
    jobHash: keccak256(toHex('job')),
    maxPriceWeiPerGwu: price,
    maxWork: 2_000_000_000n,
    contributeBlocks: blocks,
    revealBlocks: blocks,
    nonce: ++nonce,
    fills,
  });
}

const sealed = (client: SuanliClient, quorum: Quorum, result: { root: `0x${string}`; work: bigint }) => ({
  provider: addressOf(client),
  ...sealResult({ quorumId: quorum.quorumId, provider: addressOf(client), ...result }),
});

async function balances(client: SuanliClient): Promise<{ availableWei: bigint; lockedWei: bigint }> {
  const { availableWei, lockedWei } = await getBankAccount(client, { account: addressOf(client) });
  return { availableWei, lockedWei };
}

beforeAll(async () => {
  market = await startEmbeddedMarket();
  const newClient = async () => {
    const { client } = await market.createAccount();
    await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['quorum'] }) });
    return client;
  };
  requester = await newClient();
  providers = [await newClient(), await newClient(), await newClient()];
});
afterAll(() => market?.stop());

test('two agree, each by its own transaction; the third pays for them', async () => {
  const before = await Promise.all(providers.map(balances));
  const quorum = await newQuorum();
  expect(await getQuorum(requester, { quorumId: quorum.quorumId })).toMatchObject({
    status: 'open',
    terms: { requester: addressOf(requester), trust: 2, minAgreeing: 2, kind: 0 },
    seats: quorum.seats,
  });
  const [first, second, liar] = providers as [SuanliClient, SuanliClient, SuanliClient];
  await contributeResults(first, { quorum, contributions: [sealed(first, quorum, right)] });
  await contributeResults(liar, { quorum, contributions: [sealed(liar, quorum, wrong)] });
  await expect(finalizeQuorum(first, { quorum, ...right })).rejects.toMatchObject({
    code: 'QUORUM_CONTRIBUTIONS_OPEN',
  });
  await contributeResults(second, { quorum, contributions: [sealed(second, quorum, right)] });
  await expect(finalizeQuorum(liar, { quorum, ...wrong })).rejects.toMatchObject({ code: 'QUORUM_NO_CONSENSUS' });
  await finalizeQuorum(second, { quorum, ...right });
  expect((await getQuorum(requester, { quorumId: quorum.quorumId })).status).toBe('finalized');
  const gains = (await Promise.all(providers.map(balances))).map(
    ({ availableWei }, i) => availableWei - (before[i]?.availableWei ?? 0n),
  );
  expect(gains).toEqual([price + stakeWei / 2n, price + stakeWei / 2n, -stakeWei]);
  expect(await getReliability(requester, { provider: addressOf(first) })).toEqual({
    score: 1n,
    rightCount: 1n,
    wrongCount: 0n,
    weight: 2,
  });
  expect(await getReliability(requester, { provider: addressOf(liar) })).toMatchObject({ score: 0n, wrongCount: 1n });
});

test('signed contributions of all are posted by the requester in one transaction', async () => {
  const quorum = await newQuorum();
  const contributions = await Promise.all(
    providers.map(async (client) => {
      const contribution = sealed(client, quorum, right);
      const signature = await signContribution(client, { quorumId: quorum.quorumId, ...contribution });
      return { ...contribution, signature };
    }),
  );
  const [first] = contributions;
  if (!first) throw new RangeError('no contribution');
  const forged = [{ ...first, signature: contributions[1]?.signature ?? '0x' }];
  await expect(contributeResults(requester, { quorum, contributions: forged })).rejects.toMatchObject({
    code: 'QUORUM_INVALID_SIGNATURE',
  });
  await expect(
    contributeResults(requester, { quorum, contributions: [{ ...first, provider: addressOf(requester) }] }),
  ).rejects.toMatchObject({ code: 'QUORUM_SEAT_MISSING' });
  await contributeResults(requester, { quorum, contributions });
  await expect(cancelQuorum(requester, { quorum })).rejects.toMatchObject({ code: 'QUORUM_HAS_CONTRIBUTION' });
  await finalizeQuorum(requester, { quorum, ...right });
  expect((await balances(requester)).lockedWei).toBe(0n);
});

test('what nobody contributed to is cancelled or expires, and nothing is lost', async () => {
  const before = await Promise.all([requester, ...providers].map(balances));
  const cancelled = await newQuorum();
  await expect(cancelQuorum(providers[0] as SuanliClient, { quorum: cancelled })).rejects.toMatchObject({
    code: 'QUORUM_WRONG_CALLER',
  });
  await cancelQuorum(requester, { quorum: cancelled });
  const expired = await newQuorum(5);
  await expect(expireQuorum(requester, { quorum: expired })).rejects.toMatchObject({ code: 'QUORUM_NOT_EXPIRED' });
  while ((await requester.publicClient.getBlockNumber({ cacheTime: 0 })) < expired.terms.revealDeadlineBlock) {
    await setConsent(requester, { consentModules: await moduleConsent(requester, { modules: ['quorum'] }) });
  }
  await expireQuorum(providers[0] as SuanliClient, { quorum: expired });
  expect(await Promise.all([requester, ...providers].map(balances))).toEqual(before);
  expect((await getQuorum(requester, { quorumId: expired.quorumId })).status).toBe('expired');
});

test('an offer for plain deals is none for a quorum, and an unknown quorum has a name', async () => {
  const fills = await Promise.all(
    providers.map(async (client) => {
      const offer = { ...(await offerOf(client)), nonce: 8n };
      return { offer, signature: await signOffer(client, { offer }) };
    }),
  );
  await expect(
    openQuorum(requester, {
      jobHash: keccak256(toHex('job')),
      maxPriceWeiPerGwu: price,
      maxWork: 1n,
      contributeBlocks: 10,
      revealBlocks: 10,
      nonce: ++nonce,
      fills,
    }),
  ).rejects.toMatchObject({ code: 'QUORUM_INVALID_SIGNATURE' });
  await expect(getQuorum(requester, { quorumId: keccak256('0x') })).rejects.toMatchObject({ code: 'QUORUM_NOT_FOUND' });
});
