import type { Network } from '@suanli/network';
import { type OfferAnnouncement, SuanliError } from '@suanli/protocol';
import { getResource } from '../../actions/asset/getResource.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/**
 * Where the provider of a resource may be reached, the likeliest first: by the addresses in offers that the resource's owner
 * has signed, those for this very resource before its others. Offers of anybody else say nothing about the resource.
 *
 * @throws SuanliError `LEASE_PROVIDER_NOT_FOUND`, `LEASE_ABORTED`, and those of the chain
 */
export async function findLeaseProviders(
  context: { readonly client: SuanliClient; readonly network: Pick<Network, 'offers'> },
  parameters: { readonly resourceId: bigint; readonly waitMs: number },
  signal: AbortSignal,
): Promise<(readonly string[])[]> {
  const { resourceId, waitMs } = parameters;
  const { offers } = context.network;
  const { owner } = await getResource(context.client, { resourceId });

  const candidates = (): (readonly string[])[] => {
    const own = offers.list().filter(({ offer }) => offer.provider.toLowerCase() === owner.toLowerCase());
    const rank = ({ offer }: OfferAnnouncement) => (offer.resourceId === resourceId ? 0 : 1);
    const found = new Map<string, readonly string[]>();
    for (const { capability } of own.sort((a, b) => rank(a) - rank(b))) {
      if (capability.addresses.length > 0) found.set(capability.addresses.join(), capability.addresses);
    }
    return [...found.values()];
  };

  const waited = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  let found = candidates();
  if (found.length > 0) return found;
  void offers.refresh({ signal: waited });
  await new Promise<void>((resolve) => {
    const done = () => {
      unsubscribe();
      waited.removeEventListener('abort', done);
      resolve();
    };
    const unsubscribe = offers.subscribe(() => {
      found = candidates();
      if (found.length > 0) done();
    });
    waited.addEventListener('abort', done, { once: true });
    // What came between the look and the subscription, or an abort before it.
    found = candidates();
    if (found.length > 0 || waited.aborted) done();
  });
  if (found.length > 0) return found;
  if (signal.aborted) throw new SuanliError('LEASE_ABORTED', { cause: signal.reason });
  throw new SuanliError('LEASE_PROVIDER_NOT_FOUND', { parameters: { resource: resourceId, owner, waitedMs: waitMs } });
}
