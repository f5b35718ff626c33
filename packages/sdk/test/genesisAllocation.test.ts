// The genesis supply from its parts to those who hold it in the end; each part with the contract that gives it out.
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { computeTokenAbi, promotionFundAbi, SuanliError } from '@suanli/protocol';
import {
  buyTokens,
  type DeployGenesisAllocationReturnType,
  deployGenesisAllocation,
  deployPresaleMigration,
  deployToken,
  deposit,
  distributeDailyFund,
  distributorCall,
  finishGrantReturn,
  genesisAllocation,
  getBankAccount,
  getBankBooks,
  getChainTime,
  getDailyFund,
  getPresaleMigration,
  getTokenBalance,
  getTokenSale,
  getVesting,
  migratePresale,
  openDeals,
  type ProposalCall,
  promotionGrantCall,
  releaseVested,
  requestGrantReturn,
  returnPresaleLeftover,
  returnUnsoldTokens,
  type SuanliClient,
  signOffer,
  signRequest,
  transferToken,
  withdrawSaleProceeds,
} from '@suanli/sdk';
import { type Address, createTestClient, createWalletClient, http, parseEther, zeroAddress, zeroHash } from 'viem';
import { generatePrivateKey } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventOf } from '../src/client/internal/eventOf.ts';

const day = 86_400n;
const year = 365n * day;
const priceWei = parseEther('0.0003');
const founders = [
  { beneficiary: '0x00000000000000000000000000000000000000f1', amountWei: parseEther('9000000.000000000000000001') },
  { beneficiary: '0x00000000000000000000000000000000000000f2', amountWei: parseEther('5999999.999999999999999999') },
] as const;

let market: EmbeddedMarket;
let deployer: SuanliClient;
let allocation: DeployGenesisAllocationReturnType;
let startTime: bigint;
const chain = () => createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });

/** An account with coins and no tokens. */
async function newAccount(): Promise<SuanliClient & { account: Address }> {
  const { client, signer } = market.openAccount(generatePrivateKey());
  await chain().setBalance({ address: signer.address, value: parseEther('10000') });
  return { ...client, account: signer.address };
}

/** What a proposal that passed does: the timelock sends the call. */
async function asTimelock(call: ProposalCall) {
  const account = market.deployment.timelock;
  await chain().impersonateAccount({ address: account });
  await chain().setBalance({ address: account, value: parseEther('1') });
  const wallet = createWalletClient({ account, transport: http(market.chain.rpcUrl) });
  const hash = await wallet.sendTransaction({ to: call.target, data: call.data, chain: null });
  const receipt = await deployer.publicClient.waitForTransactionReceipt({ hash });
  await chain().stopImpersonatingAccount({ address: account });
  if (receipt.status !== 'success') throw new SuanliError('CHAIN_TRANSACTION_REVERTED', { parameters: { hash } });
  return { hash, blockNumber: receipt.blockNumber, gasUsed: receipt.gasUsed, logs: receipt.logs };
}

async function passTo(time: bigint): Promise<void> {
  await chain().setNextBlockTimestamp({ timestamp: time });
  await chain().mine({ blocks: 1 });
}

const held = (address: Address) => getTokenBalance(deployer, { address });

beforeAll(async () => {
  // The chain's clock passes what is waited for here only where a test moves it.
  market = await startEmbeddedMarket({ blockTimeSeconds: 3_600 });
  deployer = market.deployer;
});
afterAll(() => market?.stop());

test('C40: the parts are 30, 30, 25 and 15 million, and sum to all there is', async () => {
  startTime = await getChainTime(deployer);
  const terms = { priceWei, startTime, endTime: startTime + 30n * day };
  const refused = [
    { sale: terms, founders: founders.slice(1) },
    { sale: terms, founders: [...founders, { beneficiary: zeroAddress, amountWei: 0n }] },
  ];
  for (const parameters of refused) {
    await expect(deployGenesisAllocation(deployer, parameters)).rejects.toMatchObject({
      code: 'TOKEN_GENESIS_INVALID',
    });
  }
  await expect(deployGenesisAllocation(deployer, { sale: { ...terms, priceWei: 0n }, founders })).rejects.toMatchObject(
    {
      code: 'TOKEN_SALE_TERMS_INVALID',
    },
  );
  allocation = await deployGenesisAllocation(deployer, {
    sale: terms,
    founders,
    vesting: { startTime },
    rewardsStartTime: startTime,
  });
  const { dailyFund, promotionFund, sale, vestings } = allocation;
  expect(await held(dailyFund)).toBe(parseEther('30000000'));
  expect(await held(promotionFund)).toBe(parseEther('30000000'));
  expect(await held(sale)).toBe(parseEther('25000000'));
  const vested = await Promise.all(vestings.map(({ vesting }) => held(vesting)));
  expect(vested).toEqual(founders.map(({ amountWei }) => amountWei));
  expect(vested.reduce((sum, part) => sum + part, 0n)).toBe(parseEther('15000000'));
  expect(Object.values(genesisAllocation).reduce((sum, part) => sum + part, 0n)).toBe(parseEther('100000000'));
  expect(await held(deployer.account ?? zeroAddress)).toBe(0n);
  // G23: and there is no more of it after anything below either; see the last test.
  await expect(
    deployGenesisAllocation(deployer, { sale: { priceWei, endTime: startTime + day }, founders }),
  ).rejects.toMatchObject({ code: 'TOKEN_GENESIS_INVALID' });
});

test('C39, E4: the sale has one price and a cap, and its proceeds and leftover are the DAO’s', async () => {
  const buyer = await newAccount();
  const { sale } = allocation;
  const first = await buyTokens(buyer, { sale, paymentWei: parseEther('3') });
  expect(first).toMatchObject({ tokensWei: parseEther('10000'), paidWei: parseEther('3') });
  const rest = await buyTokens(buyer, { sale, paymentWei: parseEther('9000') });
  expect(rest.tokensWei).toBe(parseEther('24990000'));
  expect(rest.paidWei).toBe(parseEther('7497'));
  expect(await held(buyer.account)).toBe(parseEther('25000000'));
  await expect(buyTokens(buyer, { sale, paymentWei: 1n })).rejects.toMatchObject({ code: 'TOKEN_SALE_ENDED' });
  expect(await getTokenSale(buyer, { sale })).toMatchObject({
    priceWei,
    soldWei: parseEther('25000000'),
    heldWei: 0n,
    beneficiary: market.deployment.timelock,
  });
  const before = await buyer.publicClient.getBalance({ address: market.deployment.timelock });
  await withdrawSaleProceeds(buyer, { sale });
  const after = await buyer.publicClient.getBalance({ address: market.deployment.timelock });
  expect(after - before).toBe(parseEther('7500'));
  await expect(returnUnsoldTokens(buyer, { sale })).rejects.toMatchObject({ code: 'TOKEN_SALE_NOTHING_LEFT' });
  // What the others below have.
  await transferToken(buyer, { to: deployer.account ?? zeroAddress, amountWei: parseEther('1000000') });
});

test('C37: the DAO names who shares a day out, by points, and no more than a day’s part', async () => {
  const { dailyFund: fund } = allocation;
  const foundation = await newAccount();
  const recipients = [
    { account: '0x00000000000000000000000000000000000000c1', points: 1n },
    { account: '0x00000000000000000000000000000000000000c2', points: 3n },
  ] as const;
  const amountWei = parseEther('8000');
  await expect(distributeDailyFund(foundation, { fund, recipients, amountWei })).rejects.toMatchObject({
    code: 'DAILY_FUND_NOT_DISTRIBUTOR',
  });
  await asTimelock(distributorCall({ fund, distributor: foundation.account }));
  await distributeDailyFund(foundation, { fund, recipients, amountWei });
  expect(await held(recipients[0].account)).toBe(parseEther('2000'));
  expect(await held(recipients[1].account)).toBe(parseEther('6000'));
  const { dailyCapWeiDown, leftTodayWei } = await getDailyFund(foundation, { fund });
  expect(dailyCapWeiDown).toBe(8_219_178_082_191_780_821_917n);
  expect(leftTodayWei).toBe(dailyCapWeiDown - amountWei);
  await expect(distributeDailyFund(foundation, { fund, recipients, amountWei })).rejects.toMatchObject({
    code: 'DAILY_FUND_DAY_EXHAUSTED',
  });
});

test('C38: a sponsored request is paid by the promotion fund, and what is left of the grant returns', async () => {
  const { promotionFund: fund } = allocation;
  const application = await newAccount();
  const provider = await newAccount();
  await transferToken(deployer, { to: provider.account, amountWei: parseEther('10') });
  await deposit(provider, { amountWei: parseEther('10') });
  const expiresAt = (await getChainTime(deployer)) + 10n * day;
  const grantWei = parseEther('100');
  const granted = await asTimelock(
    promotionGrantCall({ fund, operator: application.account, amountWei: grantWei, expiresAt }),
  );
  const { account: grant } = eventOf(granted, { abi: promotionFundAbi, address: fund, eventName: 'PromotionGranted' });
  expect(await held(fund)).toBe(parseEther('30000000') - grantWei);

  const offer = {
    provider: provider.account,
    requester: zeroAddress,
    resourceId: 0n,
    capabilityHash: zeroHash,
    priceWeiPerGwu: parseEther('0.01'),
    maxWork: 10n ** 12n,
    stakeWei: 0n,
    maxDepositWei: 0n,
    minAnswerBlocks: 1,
    maxWindowBlocks: 100,
    volume: 5,
    expiresAt,
    nonce: 1n,
  };
  const request = {
    requester: grant,
    provider: zeroAddress,
    jobHash: zeroHash,
    maxPriceWeiPerGwu: parseEther('0.01'),
    maxWork: 10n ** 11n,
    depositWei: 0n,
    minStakeWei: 0n,
    bountyWei: 0n,
    answerBlocks: 100,
    windowBlocks: 10,
    policy: 0,
    volume: 2,
    expiresAt,
    nonce: 7n,
  };
  const fills = [
    { offer, signature: await signOffer(provider, { offer }), index: 0, maxWork: request.maxWork },
  ] as const;
  // The user pays nothing and holds nothing: whoever sends it, the application's signature counts.
  const user = await newAccount();
  const forged = await signRequest(user, { request });
  await expect(openDeals(user, { request, requestSignature: forged, fills })).rejects.toMatchObject({
    code: 'BROKER_INVALID_SIGNATURE',
  });
  const requestSignature = await signRequest(application, { request });
  const { deals } = await openDeals(user, { request, requestSignature, fills });
  expect(deals[0]?.deal.requester).toBe(grant);
  expect(await getBankAccount(deployer, { account: grant })).toMatchObject({
    availableWei: parseEther('99'),
    lockedWei: parseEther('1'),
  });
  await expect(requestGrantReturn(user, { grant })).rejects.toMatchObject({ code: 'SPONSORED_NOT_EXPIRED' });
  await passTo(expiresAt);
  await requestGrantReturn(user, { grant });
  await passTo(expiresAt + day);
  await finishGrantReturn(user, { grant });
  expect(await held(fund)).toBe(parseEther('29999999'));
  const { owedWei, heldWei } = await getBankBooks(deployer);
  expect(owedWei).toBe(heldWei);
});

test('H8: presale tokens are burned for twice as many, once, and the leftover is the DAO’s', async () => {
  const investor = await newAccount();
  const supply = parseEther('100');
  const { token: presaleToken } = await deployToken(investor, { name: 'Presale', symbol: 'SPT', supply });
  const deadline = (await getChainTime(deployer)) + 5n * day;
  await expect(
    deployPresaleMigration(deployer, { presaleToken: market.deployment.token, deadline }),
  ).rejects.toMatchObject({ code: 'PRESALE_TERMS_INVALID' });
  const { migration } = await deployPresaleMigration(deployer, { presaleToken, deadline });
  expect((await getPresaleMigration(deployer, { migration })).shortfallWei).toBe(2n * supply);
  await expect(migratePresale(investor, { migration, units: supply })).rejects.toMatchObject({
    code: 'PRESALE_UNDERFUNDED',
  });
  // More than the presale's tokens can call for, so that what refuses below is that there are no more of them.
  await transferToken(deployer, { to: migration, amountWei: 2n * supply + parseEther('2') });
  const { paidWei } = await migratePresale(investor, { migration, units: parseEther('70') });
  expect(paidWei).toBe(parseEther('140'));
  expect(await held(investor.account)).toBe(parseEther('140'));
  await expect(migratePresale(investor, { migration, units: parseEther('31') })).rejects.toMatchObject({
    code: 'ERC20_INSUFFICIENT_BALANCE',
  });
  await expect(returnPresaleLeftover(investor, { migration })).rejects.toMatchObject({ code: 'PRESALE_NOT_OVER' });
  await passTo(deadline);
  await expect(migratePresale(investor, { migration, units: 1n })).rejects.toMatchObject({ code: 'PRESALE_TOO_LATE' });
  const before = await held(market.deployment.timelock);
  await returnPresaleLeftover(investor, { migration });
  expect((await held(market.deployment.timelock)) - before).toBe(parseEther('62'));
});

test('C40: founders get nothing before the cliff, and their parts over four years', async () => {
  for (const { vesting, beneficiary, amountWei } of allocation.vestings) {
    expect(await getVesting(deployer, { vesting })).toMatchObject({
      beneficiary: expect.stringMatching(new RegExp(beneficiary, 'i')),
      cliffTime: startTime + year,
      endTime: startTime + 4n * year,
      releasableWei: 0n,
    });
    expect(await held(vesting)).toBe(amountWei);
  }
  await passTo(startTime + year);
  for (const { vesting, beneficiary, amountWei } of allocation.vestings) {
    await releaseVested(deployer, { vesting });
    const got = await held(beneficiary);
    expect(got).toBeGreaterThanOrEqual(amountWei / 4n);
    expect(got).toBeLessThan(amountWei / 4n + amountWei / 1_000n);
  }
  await passTo(startTime + 4n * year);
  for (const { vesting, beneficiary, amountWei } of allocation.vestings) {
    await releaseVested(deployer, { vesting });
    expect(await held(beneficiary)).toBe(amountWei);
  }
  // G23: after all of this, and four years of blocks, there are as many as at genesis.
  const totalSupply = await deployer.publicClient.readContract({
    abi: computeTokenAbi,
    address: market.deployment.token,
    functionName: 'totalSupply',
  });
  expect(totalSupply).toBe(parseEther('100000000'));
});
