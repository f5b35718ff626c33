import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { hardwareFingerprint } from '@suanli/protocol';
import {
  buyUseRight,
  createNetwork,
  createResource,
  createRevenueRight,
  getChainTime,
  getResourceTypes,
  getUseRight,
  issueUseRight,
  listShares,
  listUseRight,
  offerRenewal,
  openLease,
  registerHardware,
  runProof,
  type SuanliClient,
  settleIncome,
} from '@suanli/sdk';
import { parseEther } from 'viem';

export interface SeedMarketParameters {
  /** One for each machine; each lists one. */
  readonly providers: readonly SuanliClient[];
  /** Buys the first two. */
  readonly requester: SuanliClient;
  /** Gets a fifth of all income. */
  readonly holder: SuanliClient;
  /** What an earlier start has put there already: of the first providers, one each. */
  readonly seeded: readonly SeededUseRight[];
  /** Called after each machine; what was done then is not done again. */
  readonly onSeeded?: (seeded: readonly SeededUseRight[]) => void;
}

/** What the seeding put on the market. */
export interface SeededUseRight {
  readonly useRightId: bigint;
  readonly resourceId: bigint;
  readonly type: string;
  readonly model: string;
  readonly priceWei: bigint;
}

const monthSeconds = 30 * 86_400;

/** This machine, and two that claim to be more than it is: their compute proofs show it. */
function machines(): readonly { type: string; model: string; priceWei: bigint }[] {
  const words = (cpus()[0]?.model ?? 'CPU').replace(/\s+/g, ' ').trim();
  return [
    {
      type: 'CPU',
      model: new TextDecoder().decode(new TextEncoder().encode(words).slice(0, 32)).replace(/\uFFFD+$/, ''),
      priceWei: parseEther('12'),
    },
    { type: 'GTX_1050', model: 'GeForce GTX 1050', priceWei: parseEther('20') },
    { type: 'H100', model: 'NVIDIA H100 80GB HBM3', priceWei: parseEther('90') },
  ];
}

/**
 * Puts a machine of each provider on the market, through the same actions that people use: hardware, resource, revenue
 * right, use right, listing, renewals, and some shares of the holder for sale.
 *
 * @throws SuanliError those of the actions
 */
export async function seedMarket(parameters: SeedMarketParameters): Promise<readonly SeededUseRight[]> {
  const { providers, holder } = parameters;
  const seeded = [...parameters.seeded];
  for (const [i, client] of providers.entries()) {
    if (i < parameters.seeded.length) continue;
    const all = machines();
    const machine = all[i % all.length];
    const type = (await getResourceTypes(client)).find(({ name }) => name === machine?.type);
    if (!machine || !type || client.account === undefined || holder.account === undefined) continue;
    const fingerprint = hardwareFingerprint({ identity: `${machine.model} ${i}`, salt: randomUUID() });
    const { hardwareId } = await registerHardware(client, { typeId: type.id, model: machine.model, fingerprint });
    const { resourceId } = await createResource(client, { hardwareIds: [hardwareId] });
    const held = Math.floor(type.terms.revenueShares / 5);
    await createRevenueRight(client, {
      resourceId,
      holders: [
        { holder: client.account, shares: type.terms.revenueShares - held },
        { holder: holder.account, shares: held },
      ],
    });
    const expiresAt = Number(await getChainTime(client)) + monthSeconds;
    const { useRightId } = await issueUseRight(client, { resourceId, expiresAt });
    await listUseRight(client, { useRightId, priceWei: machine.priceWei });
    await offerRenewal(client, {
      useRightId,
      priceWeiPerSecond: machine.priceWei / BigInt(monthSeconds),
      periodSeconds: 86_400,
      until: expiresAt + monthSeconds,
    });
    if (i === 0) {
      const shares = Math.floor(held / 2);
      await listShares(holder, { resourceId, shares, priceWeiPerShare: parseEther('0.2'), until: expiresAt });
    }
    seeded.push({ useRightId, resourceId, ...machine });
    parameters.onSeeded?.(seeded);
  }
  return seeded;
}

export interface UseSeededRightsParameters {
  readonly providers: readonly SuanliClient[];
  readonly requester: SuanliClient;
  readonly seeded: readonly SeededUseRight[];
  /** How many of them an earlier start has used already. */
  readonly used: number;
  /** Called after each. */
  readonly onUsed?: (used: number) => void;
  /** Multiaddrs of the providers. */
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Lets the requester buy the first two use rights, has each machine prove its power over a lease, and settles what that
 * earned: so that every page of the console has something true to show.
 *
 * @throws SuanliError those of the actions
 */
export async function useSeededRights(parameters: UseSeededRightsParameters): Promise<void> {
  const { requester, seeded, used, addresses, providers, signal } = parameters;
  const network = await createNetwork({ domain: requester.domain, bootstrap: [...addresses] });
  try {
    await network.start({ signal });
    for (const [i, { useRightId, resourceId, priceWei }] of seeded.slice(0, 2).entries()) {
      if (i < used) continue;
      signal.throwIfAborted();
      const { owner } = await getUseRight(requester, { useRightId });
      if (owner.toLowerCase() !== requester.account?.toLowerCase()) {
        await buyUseRight(requester, { useRightId, maxPriceWei: priceWei });
      }
      const lease = await openLease(requester, { network, useRightId, signal });
      try {
        await runProof(requester, { useRightId, committer: lease.committer, signal });
      } finally {
        await lease.close();
      }
      const provider = providers[i];
      if (provider?.account !== undefined) await settleIncome(provider, { resourceId, holder: provider.account });
      parameters.onUsed?.(i + 1);
    }
  } finally {
    await network.stop();
  }
}
