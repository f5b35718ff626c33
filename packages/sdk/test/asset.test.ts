import { accessManagerAbi, hardwareAbi, resourceTypesAbi } from '@suanli/protocol';
import {
  createResource,
  createRevenueRight,
  dissolveResource,
  findResources,
  findShareholders,
  getFreeResources,
  getHardware,
  getResource,
  getResourceTypes,
  getResourceTypeTerms,
  getRevenueRight,
  getShares,
  getUseRight,
  giveBackUseRight,
  issueUseRight,
  registerHardware,
  type SuanliClient,
  setUseRightUser,
  transferShares,
} from '@suanli/sdk';
import { type Address, toFunctionSelector } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, startUseRightScene, type UseRightScene } from './fixtures/useRightScene.ts';

let scene: UseRightScene;
let provider: SuanliClient;
let other: SuanliClient;
const addressOf = (client: SuanliClient) => client.account as Address;

beforeAll(async () => {
  scene = await startUseRightScene();
  provider = await scene.newAccount();
  other = await scene.newAccount();
});
afterAll(() => scene?.market.stop());
afterEach(async () => {
  expect(await scene.surplusWei()).toBe(0n);
});

describe('resource types', () => {
  test('are those that the market was deployed with, by number, and keep every version of their terms', async () => {
    expect(scene.types.map(({ id, name }) => [id, name])).toEqual([
      [1, 'CPU'],
      [2, 'GTX_1050'],
      [3, 'GTX_1060'],
      [4, 'A100'],
      [5, 'A800'],
      [6, 'H100'],
      [7, 'H800'],
    ]);
    const { id: typeId, memoryMib, version, terms } = scene.typeOf('GTX_1050');
    expect({ memoryMib, version, shares: terms.revenueShares }).toEqual({ memoryMib: 2_048, version: 1, shares: 100 });
    expect(await getResourceTypeTerms(provider, { typeId, version: 1 })).toEqual(terms);
    expect(await codeOf(getResourceTypeTerms(provider, { typeId, version: 2 }))).toBe('RESOURCE_TYPE_VERSION_UNKNOWN');
  });
});

describe('hardware', () => {
  test('gets a HID of its own; the same device is refused the second time', async () => {
    const { id: typeId } = scene.typeOf('GTX_1050');
    const fingerprint = scene.newFingerprint();
    const { hardwareId } = await registerHardware(provider, { typeId, model: 'GTX 1050 Ti', fingerprint });
    expect(await getHardware(provider, { hardwareId })).toEqual({
      owner: addressOf(provider),
      typeId,
      model: 'GTX 1050 Ti',
      resourceId: undefined,
    });
    expect(await scene.newHardware(provider)).toBe(hardwareId + 1n);
    for (const client of [provider, other]) {
      const again = registerHardware(client, { typeId, model: 'another', fingerprint });
      expect(await codeOf(again)).toBe('HARDWARE_FINGERPRINT_TAKEN');
    }
    const none = registerHardware(provider, { typeId, model: 'x', fingerprint: `0x${'0'.repeat(64)}` });
    expect(await codeOf(none)).toBe('HARDWARE_FINGERPRINT_INVALID');
    const unnamed = registerHardware(provider, { typeId, model: '', fingerprint: scene.newFingerprint() });
    expect(await codeOf(unnamed)).toBe('MODEL_INVALID');
    expect(await codeOf(getHardware(provider, { hardwareId: 999n }))).toBe('HARDWARE_UNKNOWN');
  });

  test('is of a type that the DAO knows and lists', async () => {
    const unknown = registerHardware(provider, { typeId: 99, model: 'x', fingerprint: scene.newFingerprint() });
    expect(await codeOf(unknown)).toBe('RESOURCE_TYPE_UNKNOWN');
    const { id: typeId, terms } = scene.typeOf('H800');
    const setListed = (listed: boolean) =>
      scene.asDao({
        abi: resourceTypesAbi,
        address: scene.market.deployment.resourceTypes,
        functionName: 'setTerms',
        args: [typeId, { ...terms, listed }],
      });
    await setListed(false);
    const closed = registerHardware(provider, { typeId, model: 'H800', fingerprint: scene.newFingerprint() });
    expect(await codeOf(closed)).toBe('RESOURCE_TYPE_NOT_LISTED');
    await setListed(true);
    expect(await scene.newHardware(provider, 'H800')).toBeGreaterThan(0n);
    expect((await getResourceTypes(provider)).find(({ id }) => id === typeId)?.version).toBe(3);
    expect((await getResourceTypeTerms(provider, { typeId, version: 2 })).listed).toBe(false);
  });

  test('is registered by whom the DAO lets: everybody, or holders of a role', async () => {
    const register = hardwareAbi.find((item) => item.type === 'function' && item.name === 'register');
    const { accessManager, hardware } = scene.market.deployment;
    const dao = (functionName: string, args: readonly unknown[]) =>
      scene.asDao({ abi: accessManagerAbi, address: accessManager, functionName, args });
    const roleId = 7n;
    const publicRole = 2n ** 64n - 1n;
    const selectors = [toFunctionSelector(register as never)];
    await dao('setTargetFunctionRole', [hardware, selectors, roleId]);
    await dao('grantRole', [roleId, addressOf(provider), 0]);
    expect(await codeOf(scene.newHardware(other))).toBe('CHAIN_ACCESS_DENIED');
    expect(await scene.newHardware(provider)).toBeGreaterThan(0n);
    await dao('setTargetFunctionRole', [hardware, selectors, publicRole]);
    expect(await scene.newHardware(other)).toBeGreaterThan(0n);
  });
});

describe('resources', () => {
  test('keep their hardware, which nothing else can have meanwhile', async () => {
    const hardwareIds = [await scene.newHardware(provider), await scene.newHardware(provider)];
    const [first = 0n] = hardwareIds;
    const { resourceId } = await createResource(provider, { hardwareIds });
    expect(await getResource(provider, { resourceId })).toEqual({
      owner: addressOf(provider),
      typeId: scene.typeOf('GTX_1050').id,
      model: 'GTX_1050',
      count: 2,
      hardwareIds,
      isFree: true,
      useRightId: undefined,
      boundUntil: undefined,
    });
    expect((await getHardware(provider, { hardwareId: first })).resourceId).toBe(resourceId);
    expect(await codeOf(createResource(provider, { hardwareIds: [first] }))).toBe('HARDWARE_IN_USE');
    const mine = await scene.newHardware(provider);
    const cases: [readonly bigint[], string][] = [
      [[], 'RESOURCE_HARDWARE_COUNT_INVALID'],
      [Array.from({ length: 33 }, () => mine), 'RESOURCE_HARDWARE_COUNT_INVALID'],
      [[999n], 'HARDWARE_UNKNOWN'],
      [[await scene.newHardware(other)], 'HARDWARE_NOT_OWNER'],
      [[mine, await scene.newHardware(provider, 'A100')], 'HARDWARE_MIXED'],
      [[mine, mine], 'HARDWARE_IN_USE'],
    ];
    for (const [ids, code] of cases) expect(await codeOf(createResource(provider, { hardwareIds: ids }))).toBe(code);

    expect(await codeOf(dissolveResource(other, { resourceId }))).toBe('RESOURCE_NOT_OWNER');
    await dissolveResource(provider, { resourceId });
    expect(await codeOf(getResource(provider, { resourceId }))).toBe('RESOURCE_UNKNOWN');
    expect(await codeOf(dissolveResource(provider, { resourceId }))).toBe('RESOURCE_UNKNOWN');
    const { resourceId: next } = await createResource(provider, { hardwareIds });
    expect(next).toBeGreaterThan(resourceId);
  });

  test('that are free are found by their owner, and by nobody else', async () => {
    const client = await scene.newAccount();
    const free = await scene.newResource(client);
    const bound = await scene.newResource(client);
    const ended = await scene.newResource(client);
    await scene.newUseRight(client, bound);
    await scene.newUseRight(client, ended, 100);
    await scene.newResource(other);
    expect(await getFreeResources(client)).toEqual([free]);
    expect(await getFreeResources(other, { owner: addressOf(client) })).toEqual([free]);
    const all = await findResources(client);
    expect(all.map(({ resourceId, isFree }) => [resourceId, isFree])).toEqual([
      [free, true],
      [bound, false],
      [ended, false],
    ]);
    await scene.pass(100);
    expect(await getFreeResources(client)).toEqual([free, ended]);
  });
});

describe('use rights', () => {
  test('say all that a buyer asks: owner, resource, type, model, count and expiry', async () => {
    const resourceId = await scene.newResource(provider);
    const expiresAt = (await scene.now()) + 3_600;
    const { useRightId } = await issueUseRight(provider, { resourceId, expiresAt });
    expect(await getUseRight(provider, { useRightId })).toEqual({
      owner: addressOf(provider),
      resourceId,
      typeId: scene.typeOf('GTX_1050').id,
      model: 'GTX_1050',
      count: 1,
      expiresAt,
      isExpired: false,
      transfers: 0,
      isSold: false,
      rental: undefined,
    });
    expect(await getResource(provider, { resourceId })).toMatchObject({
      isFree: false,
      useRightId,
      boundUntil: expiresAt,
    });
    expect(await codeOf(getUseRight(provider, { useRightId: 999n }))).toBe('USE_RIGHT_UNKNOWN');
  });

  test('bind their resource until they expire or are given back', async () => {
    const resourceId = await scene.newResource(provider);
    const issue = (client: SuanliClient, seconds: number) => scene.newUseRight(client, resourceId, seconds);
    expect(await codeOf(issue(provider, 0))).toBe('USE_RIGHT_EXPIRY_INVALID');
    expect(await codeOf(issue(other, 100))).toBe('RESOURCE_NOT_OWNER');
    expect(await codeOf(scene.newUseRight(provider, 999n))).toBe('RESOURCE_UNKNOWN');
    const useRightId = await issue(provider, 100);
    expect(await codeOf(issue(provider, 100))).toBe('RESOURCE_IN_USE');
    expect(await codeOf(dissolveResource(provider, { resourceId }))).toBe('RESOURCE_IN_USE');
    expect(await codeOf(giveBackUseRight(other, { useRightId }))).toBe('USE_RIGHT_NOT_OWNER');
    await giveBackUseRight(provider, { useRightId });
    expect(await codeOf(giveBackUseRight(provider, { useRightId }))).toBe('USE_RIGHT_UNKNOWN');
    const second = await issue(provider, 100);
    expect(second).toBe(useRightId + 1n);
    await scene.pass(100);
    expect((await getUseRight(provider, { useRightId: second })).isExpired).toBe(true);
    expect(await issue(provider, 100)).toBe(second + 1n);
    // The expired one cannot free what another binds.
    await giveBackUseRight(provider, { useRightId: second });
    expect((await getResource(provider, { resourceId })).useRightId).toBe(second + 1n);
  });

  test('are let to a user within their time, by their owner', async () => {
    const resourceId = await scene.newResource(provider);
    const useRightId = await scene.newUseRight(provider, resourceId, 1_000);
    const { expiresAt } = await getUseRight(provider, { useRightId });
    const user = addressOf(other);
    expect(await codeOf(setUseRightUser(other, { useRightId, user, expiresAt }))).toBe('USE_RIGHT_NOT_OWNER');
    const tooLong = setUseRightUser(provider, { useRightId, user, expiresAt: expiresAt + 1 });
    expect(await codeOf(tooLong)).toBe('USE_RIGHT_RENTAL_TOO_LONG');
    await setUseRightUser(provider, { useRightId, user, expiresAt: expiresAt - 500 });
    expect((await getUseRight(provider, { useRightId })).rental).toEqual({ user, expiresAt: expiresAt - 500 });
    await scene.pass(500);
    expect((await getUseRight(provider, { useRightId })).rental).toBeUndefined();
    await setUseRightUser(provider, { useRightId, user, expiresAt });
    await setUseRightUser(provider, { useRightId, user: undefined });
    expect((await getUseRight(provider, { useRightId })).rental).toBeUndefined();
    await scene.pass(500);
    expect(await codeOf(setUseRightUser(provider, { useRightId, user, expiresAt }))).toBe('USE_RIGHT_EXPIRED');
  });
});

describe('revenue rights', () => {
  test('are created once by the owner of the resource, with exactly the shares of its type', async () => {
    const resourceId = await scene.newResource(provider);
    const create = (client: SuanliClient, ...shares: readonly [Address, number][]) =>
      createRevenueRight(client, { resourceId, holders: shares.map(([holder, count]) => ({ holder, shares: count })) });
    const [mine, theirs] = [addressOf(provider), addressOf(other)];
    expect(await getRevenueRight(provider, { resourceId })).toBeUndefined();
    expect(await codeOf(create(provider, [mine, 99]))).toBe('REVENUE_RIGHT_SHARES_MISMATCH');
    expect(await codeOf(create(provider, [mine, 60], [theirs, 41]))).toBe('REVENUE_RIGHT_SHARES_MISMATCH');
    expect(await codeOf(create(provider, [mine, 100], [theirs, 0]))).toBe('REVENUE_RIGHT_HOLDER_INVALID');
    expect(await codeOf(create(provider))).toBe('REVENUE_RIGHT_HOLDERS_INVALID');
    expect(await codeOf(create(other, [mine, 100]))).toBe('REVENUE_RIGHT_NOT_PROVIDER');
    await create(provider, [mine, 60], [theirs, 30], [mine, 10]);
    expect(await codeOf(create(provider, [mine, 100]))).toBe('REVENUE_RIGHT_EXISTS');
    expect(await getRevenueRight(provider, { resourceId })).toEqual({ totalShares: 100, isValid: true });
    expect(await findShareholders(provider, { resourceId })).toEqual([
      { holder: mine, shares: 70 },
      { holder: theirs, shares: 30 },
    ]);
    const tooMany = transferShares(other, { resourceId, to: mine, shares: 31 });
    expect(await codeOf(tooMany)).toBe('ERC1155_INSUFFICIENT_BALANCE');
    await transferShares(other, { resourceId, to: mine, shares: 30 });
    expect(await getShares(provider, { resourceId })).toBe(100);
    expect(await findShareholders(provider, { resourceId })).toEqual([{ holder: mine, shares: 100 }]);
    // A resource that is no more has no valid revenue right, and its id does not come again.
    await dissolveResource(provider, { resourceId });
    expect(await getRevenueRight(provider, { resourceId })).toEqual({ totalShares: 100, isValid: false });
    expect(await codeOf(create(provider, [mine, 100]))).toBe('RESOURCE_UNKNOWN');
  });
});
