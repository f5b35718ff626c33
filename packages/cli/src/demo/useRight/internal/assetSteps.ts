import { hardwareFingerprint } from '@suanli/protocol';
import {
  createResource,
  createRevenueRight,
  getChainTime,
  getFreeResources,
  giveBackUseRight,
  issueUseRight,
  listUseRight,
  registerHardware,
} from '@suanli/sdk';
import { parseEther } from 'viem';
import type { DemoOutcome, DemoRefusal, DemoTransaction } from '../DemoStep.ts';
import type { Scenario, UseRightWorld } from '../UseRightWorld.ts';
import { demoIds } from './demoIds.ts';
import { refusalOf } from './refusalOf.ts';

/** What a day of the machine costs. */
export const demoPriceWei = { 1: parseEther('5'), 2: parseEther('4') } as const satisfies Record<Scenario, bigint>;

/** 1.1: the device becomes a HID, once. */
export async function registerStep({ provider, type }: UseRightWorld): Promise<DemoOutcome> {
  const { client, address } = provider;
  const fingerprint = hardwareFingerprint({ identity: `demo ${address}` });
  const registration = { typeId: type.id, model: type.name, fingerprint };
  const { hardwareId, hash, gasUsed } = await registerHardware(client, registration);
  const again = await refusalOf('sameDevice', 'HARDWARE_FINGERPRINT_TAKEN', () =>
    registerHardware(client, registration),
  );
  const unlisted = await refusalOf('unknownType', 'RESOURCE_TYPE_UNKNOWN', () =>
    registerHardware(client, { ...registration, typeId: 999, fingerprint: hardwareFingerprint({ identity: 'x' }) }),
  );
  return {
    id: `HID ${hardwareId}`,
    facts: [
      ['owner', address],
      ['type', `${type.name} (${type.id})`],
    ],
    refusals: [again, unlisted],
    transactions: [{ what: 'register', hash, gasUsed }],
  };
}

/** 1.2: a resource is made of it, and locks it. */
export async function resourceStep({ provider: { client } }: UseRightWorld): Promise<DemoOutcome> {
  const hardwareIds = [demoIds.hardware];
  const { resourceId, hash, gasUsed } = await createResource(client, { hardwareIds });
  const again = await refusalOf('hardwareInUse', 'HARDWARE_IN_USE', () => createResource(client, { hardwareIds }));
  return {
    id: `VID ${resourceId}`,
    facts: [['hardware', `HID ${demoIds.hardware}`]],
    refusals: [again],
    transactions: [{ what: 'createResource', hash, gasUsed }],
  };
}

/** 1.3 and 2.2: a use right of a free resource. */
export async function useRightStep({ provider: { client } }: UseRightWorld): Promise<DemoOutcome> {
  const resourceId = demoIds.resource;
  const expiresAt = Number(await getChainTime(client)) + 86_400;
  const { useRightId, hash, gasUsed } = await issueUseRight(client, { resourceId, expiresAt });
  const again = await refusalOf('resourceInUse', 'RESOURCE_IN_USE', () =>
    issueUseRight(client, { resourceId, expiresAt }),
  );
  return {
    id: `UID ${useRightId}`,
    facts: [
      ['resource', `VID ${resourceId}`],
      ['expires', { at: expiresAt }],
    ],
    refusals: [again],
    transactions: [{ what: 'issueUseRight', hash, gasUsed }],
  };
}

/** 1.4 and 2.3: the use right is listed; the first time the revenue right comes first, later there is none to come. */
export async function listStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { provider, investor, users, type } = world;
  const { client } = provider;
  const resourceId = demoIds.resource;
  const useRightId = demoIds.useRight[scenario];
  const priceWei = demoPriceWei[scenario];
  const list = () => listUseRight(client, { useRightId, priceWei });
  const total = type.terms.revenueShares;
  const investors = Math.floor((total * 2) / 5);
  const holders = [
    { holder: provider.address, shares: total - investors },
    { holder: investor.address, shares: investors },
  ];
  const createRight = () => createRevenueRight(client, { resourceId, holders });
  const refusals: DemoRefusal[] = [];
  const transactions: DemoTransaction[] = [];
  if (scenario === 1) {
    refusals.push(await refusalOf('noRevenueRight', 'MARKET_REVENUE_RIGHT_MISSING', list));
    refusals.push(
      await refusalOf('sharesMismatch', 'REVENUE_RIGHT_SHARES_MISMATCH', () =>
        createRevenueRight(client, { resourceId, holders: holders.slice(0, 1) }),
      ),
    );
    const { hash, gasUsed } = await createRight();
    transactions.push({ what: 'createRevenueRight', hash, gasUsed });
  } else refusals.push(await refusalOf('secondRevenueRight', 'REVENUE_RIGHT_EXISTS', createRight));
  const stranger = () => listUseRight(users[2].client, { useRightId, priceWei });
  if (scenario === 1) refusals.push(await refusalOf('notOwner', 'MARKET_NOT_OWNER', stranger));
  const { hash, gasUsed } = await list();
  transactions.push({ what: 'list', hash, gasUsed });
  return {
    id: `UID ${useRightId}`,
    facts: [
      ['revenueRight', `RID ${resourceId}`],
      ['shares', holders.map(({ holder, shares }) => `${holder} ${shares}/${total}`).join(', ')],
      ['price', { wei: priceWei }],
    ],
    refusals,
    transactions,
  };
}

/** 2.1: the first right is given back, which ends its lease, and its resource is found free by its owner. */
export async function freeStep(world: UseRightWorld): Promise<DemoOutcome> {
  const { provider, users, scenarios, signal } = world;
  const useRightId = demoIds.useRight[1];
  const before = await getFreeResources(provider.client);
  const { hash, gasUsed } = await giveBackUseRight(users[1].client, { useRightId });
  // The daemon sees it on chain and ends the access.
  const { session } = scenarios[1];
  const cut = session && (await Promise.race([session.closed, whenAborted(signal)]));
  scenarios[1].session = undefined;
  const free = await getFreeResources(provider.client);
  return {
    id: free.map((id) => `VID ${id}`).join(', '),
    facts: [
      ['freeBefore', before.length],
      ['freeNow', free.length],
      ['accessEnded', cut?.code ?? ''],
    ],
    refusals: [],
    transactions: [{ what: 'giveBack', hash, gasUsed }],
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
