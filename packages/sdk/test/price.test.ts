import { initialResourceTypes, priceCurve, priceCurveAbi } from '@suanli/protocol';
import {
  createResource,
  curveCall,
  decodeProposalCall,
  findPrices,
  findStatements,
  getBankAccount,
  getPriceFigures,
  getPriceQuote,
  getSupplyCapacity,
  moduleConsent,
  publishDemand,
  publishSupply,
  releaseStatements,
  type SuanliClient,
  setConsent,
} from '@suanli/sdk';
import { createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, startUseRightScene, type UseRightScene } from './fixtures/useRightScene.ts';

const gwu = 10n ** 9n;
const epochBlocks = 20;
const cpu = 1;
const [cpuType] = initialResourceTypes;
if (cpuType?.curve === undefined) throw new RangeError('the first type has a curve');
const { curve } = cpuType;

let scene: UseRightScene;
let provider: SuanliClient;
let requester: SuanliClient;
let resourceId: bigint;

const consent = async (client: SuanliClient) =>
  setConsent(client, {
    consentModules: await moduleConsent(client, { modules: ['broker', 'market', 'priceCurve'] }),
  });
const chain = () => createTestClient({ mode: 'anvil', transport: http(scene.market.chain.rpcUrl) });
const nextEpoch = async () => {
  const { untilBlock } = await getPriceQuote(provider, { typeId: cpu });
  await chain().mine({ blocks: Number(untilBlock - (await provider.publicClient.getBlockNumber({ cacheTime: 0 }))) });
};

beforeAll(async () => {
  scene = await startUseRightScene();
  // Blocks come with transactions alone, so that epochs pass when the test says so.
  await chain().setIntervalMining({ interval: 0 });
  await chain().setAutomine(true);
  provider = await scene.newAccount();
  requester = await scene.newAccount();
  await consent(provider);
  await consent(requester);
  resourceId = await scene.newResource(provider, 'CPU');
});
afterAll(() => scene?.market.stop());

describe('the price curve', () => {
  test('quotes the base price where nothing was published, and none for a type without a curve', async () => {
    const quote = await getPriceQuote(provider, { typeId: cpu });
    expect(quote.priceWeiPerGwu).toBe(curve.basePriceWeiPerGwu);
    expect(quote.untilBlock).toBe(BigInt((quote.epoch + 1) * epochBlocks));
    expect(await codeOf(getPriceQuote(provider, { typeId: 2 }))).toBe('PRICE_CURVE_NOT_SET');
    expect(await findPrices(provider, { typeId: 2 })).toEqual([]);
  });

  test('follows order flow from epoch to epoch, as the pure function says, and remembers it', async () => {
    const demands = [0n, 500n, 2_000n, 6_000n, 1_000n].map((work) => work * gwu);
    const supplyWork = 1_000n * gwu;
    const expected: bigint[] = [];
    for (const demandWork of demands) {
      const supplied = await publishSupply(provider, { resourceId, workPerEpoch: supplyWork });
      expect(supplied.typeId).toBe(cpu);
      if (demandWork > 0n) {
        await publishDemand(requester, { typeId: cpu, workPerEpoch: demandWork, maxBondWei: parseEther('20') });
      }
      const figures = await getPriceFigures(provider, { typeId: cpu });
      const price = priceCurve({ ...curve, supplyWork, demandWork });
      expect(figures).toMatchObject({ supplyWork, demandWork, nextPriceWeiPerGwu: price, nextTerms: curve });
      await nextEpoch();
      expect((await getPriceQuote(provider, { typeId: cpu })).priceWeiPerGwu).toBe(price);
      expected.push(price);
    }
    // Less demand than supply is cheap, more is dear.
    expect(expected.map((price) => Number(price / 10n ** 13n))).toEqual([90, 95, 110, 150, 100]);
    const prices = await findPrices(provider, { typeId: cpu, epochs: demands.length });
    expect(prices.map(({ priceWeiPerGwu }) => priceWeiPerGwu)).toEqual(expected);
    // What an epoch's price follows from was published in the one before.
    expect(prices.slice(0, -1).map(({ demandWork }) => demandWork)).toEqual(demands.slice(1));
  });

  test('locks bonds for as long as they matter, and gives them back', async () => {
    const account = requester.account;
    const statements = await findStatements(requester, account === undefined ? {} : { account });
    expect(statements).toHaveLength(4);
    const { lockedWei } = await getBankAccount(requester, {});
    expect(statements.reduce((sum, { bondWei }) => sum + bondWei, 0n)).toBe(lockedWei);
    const { epoch } = await getPriceQuote(provider, { typeId: cpu });
    const last = statements.at(-1);
    expect(last).toMatchObject({ kind: 'demand', typeId: cpu, untilEpoch: epoch, releaseEpoch: epoch + 1 });
    const ids = statements.map(({ statementId }) => statementId);
    expect(await codeOf(releaseStatements(provider, { statementIds: ids }))).toBe('PRICE_STATEMENT_LIVE');
    await nextEpoch();
    await releaseStatements(provider, { statementIds: ids });
    expect((await getBankAccount(requester, {})).lockedWei).toBe(0n);
    expect(await findStatements(requester, account === undefined ? {} : { account })).toEqual([]);
    // Released before: passed over, so that whoever was first does not undo a batch. What never was is refused.
    await releaseStatements(provider, { statementIds: ids });
    expect((await getBankAccount(requester, {})).lockedWei).toBe(0n);
    expect(await codeOf(releaseStatements(provider, { statementIds: [...ids, 1_000n] }))).toBe(
      'PRICE_STATEMENT_UNKNOWN',
    );
    expect(await findStatements(provider, { typeId: cpu })).toHaveLength(5);
  });

  test('bounds supply by devices, and refuses what is not the caller’s or published already', async () => {
    const devices = [await scene.newHardware(provider, 'CPU'), await scene.newHardware(provider, 'CPU')];
    const { resourceId: pair } = await createResource(provider, { hardwareIds: devices });
    const { capacityWork, suppliedUntil, epoch } = await getSupplyCapacity(provider, { resourceId: pair });
    expect(capacityWork).toBe(2n * curve.maxWorkPerDevice);
    expect(suppliedUntil).toBeLessThanOrEqual(epoch);
    const supply = (client: SuanliClient, workPerEpoch: bigint, epochs?: number) =>
      codeOf(publishSupply(client, { resourceId: pair, workPerEpoch, ...(epochs === undefined ? {} : { epochs }) }));
    expect(await supply(provider, capacityWork + 1n)).toBe('PRICE_SUPPLY_TOO_LARGE');
    expect(await supply(provider, 0n)).toBe('PRICE_ZERO_WORK');
    expect(await supply(provider, gwu, 25)).toBe('PRICE_EPOCHS_INVALID');
    expect(await supply(requester, gwu)).toBe('PRICE_NOT_PROVIDER');
    expect(await supply(provider, gwu, 2)).toBe('none');
    expect(await supply(provider, gwu)).toBe('PRICE_SUPPLY_LIVE');
    const demand = { typeId: cpu, workPerEpoch: gwu, maxBondWei: curve.basePriceWeiPerGwu / 2n };
    expect(await codeOf(publishDemand(requester, demand))).toBe('PRICE_BOND_TOO_LARGE');
  });

  test('takes new terms from the DAO, from the next epoch on', async () => {
    const terms = { ...curve, basePriceWeiPerGwu: 7n, floorWeiPerGwu: 0n, alphaE9: 0n };
    const call = curveCall(provider, { typeId: cpu, terms });
    expect(decodeProposalCall(provider, call)).toMatchObject({ contract: 'priceCurve', functionName: 'setCurve' });
    const before = await getPriceQuote(provider, { typeId: cpu });
    await scene.asDao({
      abi: priceCurveAbi,
      address: call.target,
      functionName: 'setCurve',
      args: [cpu, terms],
    });
    expect(await getPriceQuote(provider, { typeId: cpu })).toEqual(before);
    await nextEpoch();
    expect((await getPriceQuote(provider, { typeId: cpu })).priceWeiPerGwu).toBe(7n);
  });
});
