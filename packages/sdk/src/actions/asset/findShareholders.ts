import { revenueRightAbi } from '@suanli/protocol';
import { type Address, zeroAddress } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getShares } from './getShares.ts';

export interface FindShareholdersParameters {
  readonly resourceId: bigint;
}

/** An account and its shares in the income of a resource. */
export interface Shareholder {
  readonly holder: Address;
  readonly shares: number;
}

/**
 * Who holds the shares in the income of a resource, most shares first. It reads every transfer of shares since the
 * deployment: the indexer is the quick way.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function findShareholders(
  client: SuanliClient,
  parameters: FindShareholdersParameters,
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly Shareholder[]> {
  const { resourceId } = parameters;
  const contract = { abi: revenueRightAbi, address: client.deployment.revenueRight };
  const [singles, batches] = await Promise.all([
    readEvents(client, { ...contract, eventName: 'TransferSingle' }, options),
    readEvents(client, { ...contract, eventName: 'TransferBatch' }, options),
  ]);
  const receivers = new Set<Address>([
    ...singles.filter(({ args }) => args.id === resourceId).map(({ args }) => args.to),
    ...batches.filter(({ args }) => args.ids.includes(resourceId)).map(({ args }) => args.to),
  ]);
  receivers.delete(zeroAddress);
  const holders = await Promise.all(
    [...receivers].map(async (holder) => ({ holder, shares: await getShares(client, { resourceId, holder }) })),
  );
  return holders.filter(({ shares }) => shares > 0).sort((a, b) => b.shares - a.shares);
}
