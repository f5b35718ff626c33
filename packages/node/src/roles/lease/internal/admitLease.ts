import { type LeaseOpening, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { ChainLeaseDevices, ChainUseRight, LeaseChain } from '../../../chain/LeaseChain.ts';
import type { ChainClock } from './ChainClock.ts';

export interface AdmitLeaseDependencies {
  readonly chain: LeaseChain;
  readonly clock: ChainClock;
  /** The account that serves. */
  readonly account: Address;
  /** Resources that are served; empty for all that the account owns. */
  readonly resources: readonly bigint[];
}

const isSame = (a: Address | undefined, b: Address): boolean => a?.toLowerCase() === b.toLowerCase();

/**
 * Checks on chain that a right lives, is the signer's and for a resource that is served here.
 *
 * @throws SuanliError with the code that `refused` carries
 */
export async function admitLease(
  dependencies: AdmitLeaseDependencies,
  claim: { readonly owner: Address; readonly opening: LeaseOpening; readonly signature: Hex },
): Promise<{ right: ChainUseRight; devices: ChainLeaseDevices }> {
  const { chain, clock, account, resources } = dependencies;
  const { owner, opening, signature } = claim;
  const { useRight } = opening;
  const parameters = { useRight };
  const { right, chainTime } = await chain.useRight(useRight);
  clock.observe(chainTime);
  if (!right) throw new SuanliError('LEASE_UNKNOWN', { parameters });
  if (!isSame(right.owner, owner)) throw new SuanliError('LEASE_NOT_OWNER', { parameters });
  // Not before: where the account is a contract, its code is run, which only the owner may have done.
  if (!(await chain.hasSigned({ account: owner, opening, signature }))) {
    throw new SuanliError('LEASE_OPENING_FORGED', { parameters });
  }
  if (clock.nowMs() >= Number(right.expiresAt) * 1_000) throw new SuanliError('LEASE_EXPIRED', { parameters });
  const { resource } = right;
  const isServed =
    resources.length > 0 ? resources.includes(resource) : isSame(await chain.resourceOwner(resource), account);
  if (!isServed) throw new SuanliError('LEASE_RESOURCE_NOT_SERVED', { parameters: { resource } });
  const devices = await chain.devices(useRight);
  return { right, devices };
}
