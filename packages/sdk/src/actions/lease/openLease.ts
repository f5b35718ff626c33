import type { Network, PeerTarget } from '@suanli/network';
import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { createLeaseSession } from '../../lease/internal/createLeaseSession.ts';
import { findLeaseProviders } from '../../lease/internal/findLeaseProviders.ts';
import { LeasePayment } from '../../lease/internal/LeasePayment.ts';
import { type OpenLeaseStream, openLeaseStream } from '../../lease/internal/openLeaseStream.ts';
import type { LeaseCredit } from '../../lease/LeaseCredit.ts';
import type { LeaseSession } from '../../lease/LeaseSession.ts';
import { getUseRight } from '../asset/getUseRight.ts';

export interface OpenLeaseParameters {
  /** Started. Its blobs serve the modules and inputs of what is run. */
  readonly network: Pick<Network, 'peerId' | 'offers' | 'leases' | 'blobs'>;
  /** The use right (UID). */
  readonly useRightId: bigint;
  /** Where its provider is reached. Default: found through the offers of the resource's owner. */
  readonly target?: PeerTarget;
  /** The account that owns the right, where that is a contract which takes the client's signature for its own (ERC-1271). */
  readonly owner?: Address;
  /** How to pay where the provider asks for credit; see `configuration.credit`. */
  readonly credit?: LeaseCredit;
  /** How long to look for the provider, in milliseconds. Default 15000. */
  readonly waitMs?: number;
  /** Gives up opening; a session that is open stays. */
  readonly signal?: AbortSignal;
}

export type OpenLeaseReturnType = LeaseSession;

/**
 * Opens a use right at the provider of its resource: shows by a signature that this client's account owns it, and gets the
 * configuration and the use of the resource until the right expires, is sold or given back.
 *
 * @throws SuanliError `LEASE_CREDIT_REQUIRED` where the provider asks for credit and none is given, `CREDIT_…`,
 * `CHAIN_ACCOUNT_MISSING`, `USE_RIGHT_UNKNOWN`, `LEASE_NOT_OWNER`, `LEASE_EXPIRED`,
 * `LEASE_PROVIDER_NOT_FOUND`, `LEASE_RESOURCE_NOT_SERVED`, `LEASE_RELAYED`, `LEASE_ABORTED` and the provider's other reasons;
 * `NETWORK_…`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const lease = await openLease(client, { network, useRightId: 7n });
 * const { tasks } = await lease.run({ job });
 * await lease.close();
 */
export async function openLease(client: SuanliClient, parameters: OpenLeaseParameters): Promise<OpenLeaseReturnType> {
  const { network, useRightId, target, waitMs = 15_000 } = parameters;
  const signal = parameters.signal ?? new AbortController().signal;
  const owner = parameters.owner ?? client.account;
  if (!client.walletClient || owner === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const context = { client, network };
  const payment = parameters.credit && new LeasePayment(client, parameters.credit);

  const open = async (targets: readonly PeerTarget[], opening: AbortSignal): Promise<OpenLeaseStream> => {
    let failure: unknown;
    for (const at of targets) {
      try {
        return await openLeaseStream(context, { useRightId, owner, target: at, payment }, opening);
      } catch (error) {
        failure = error;
        // Another daemon of the same account may serve it.
        const elsewhere = isSuanliError(error, 'LEASE_RESOURCE_NOT_SERVED') || isNetworkError(error);
        if (!elsewhere || opening.aborted) throw error;
      }
    }
    throw failure;
  };

  // What the provider would refuse is found here, before anybody is asked.
  const right = await getUseRight(client, { useRightId });
  if (right.owner.toLowerCase() !== owner.toLowerCase()) {
    throw new SuanliError('LEASE_NOT_OWNER', { parameters: { useRight: useRightId } });
  }
  if (right.isExpired) throw new SuanliError('LEASE_EXPIRED', { parameters: { useRight: useRightId } });
  const { resourceId } = right;
  const targetsOf = (within: AbortSignal) =>
    target === undefined ? findLeaseProviders(context, { resourceId, waitMs }, within) : Promise.resolve([target]);
  const first = await open(await targetsOf(signal), signal);
  return createLeaseSession(
    { network, payment, reopen: async (within) => open(await targetsOf(within), within) },
    first,
  );
}

function isNetworkError(error: unknown): boolean {
  return isSuanliError(error) && error.code.startsWith('NETWORK_');
}
