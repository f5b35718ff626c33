import { priceCurveAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface FindStatementsParameters {
  /** Whose; default: everybody's. */
  readonly account?: Address;
  readonly typeId?: number;
  readonly signal?: AbortSignal;
}

/** A statement of supply or demand whose bond is still locked. */
export interface PriceStatement {
  readonly statementId: bigint;
  readonly kind: 'supply' | 'demand';
  readonly typeId: number;
  readonly account: Address;
  /** The resource that supplies; undefined for a demand. */
  readonly resourceId: bigint | undefined;
  readonly workPerEpoch: bigint;
  readonly fromEpoch: number;
  readonly untilEpoch: number;
  readonly bondWei: bigint;
  readonly feeWei: bigint;
  /** The epoch from which on the bond can be released. */
  readonly releaseEpoch: number;
}

/**
 * The statements that still lock a bond, in the order in which they were published, from the events of the PriceCurve.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const over = (await findStatements(client, { account })).filter(({ releaseEpoch }) => releaseEpoch <= epoch);
 * await releaseStatements(client, { statementIds: over.map(({ statementId }) => statementId) });
 */
export async function findStatements(
  client: SuanliClient,
  parameters: FindStatementsParameters = {},
): Promise<readonly PriceStatement[]> {
  const { account, typeId, signal } = parameters;
  const options = signal ? { signal } : {};
  const contract = { abi: priceCurveAbi, address: client.deployment.priceCurve };
  const ofType = typeId === undefined ? {} : { typeId };
  const supplies = await readEvents(
    client,
    { ...contract, eventName: 'SupplyPublished', args: { ...ofType, ...(account ? { provider: account } : {}) } },
    options,
  );
  const demands = await readEvents(
    client,
    { ...contract, eventName: 'DemandPublished', args: { ...ofType, ...(account ? { requester: account } : {}) } },
    options,
  );
  const releases = await readEvents(
    client,
    { ...contract, eventName: 'StatementReleased', args: account ? { account } : {} },
    options,
  );
  const released = new Set(releases.map(({ args }) => args.id));
  const found: PriceStatement[] = [
    ...supplies.map(({ args: { id, provider, resource, ...rest } }) => ({
      ...rest,
      statementId: id,
      kind: 'supply' as const,
      account: provider,
      resourceId: resource,
      releaseEpoch: rest.untilEpoch + 1,
    })),
    ...demands.map(({ args: { id, requester, ...rest } }) => ({
      ...rest,
      statementId: id,
      kind: 'demand' as const,
      account: requester,
      resourceId: undefined,
      releaseEpoch: rest.untilEpoch + 1,
    })),
  ];
  return found
    .filter(({ statementId }) => !released.has(statementId))
    .sort((a, b) => (a.statementId < b.statementId ? -1 : 1));
}
