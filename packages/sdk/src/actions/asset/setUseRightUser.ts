import { useRightAbi } from '@suanli/protocol';
import { type Address, zeroAddress } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface SetUseRightUserParameters {
  readonly useRightId: bigint;
  /** Who may use the right; undefined ends the rental. */
  readonly user: Address | undefined;
  /** When the rental ends, in seconds since 1970; no later than the right. Not needed to end it. */
  readonly expiresAt?: number;
}

/**
 * Lets a use right of the client's account to a user (ERC-4907), or ends that. A transfer of the right ends it as well.
 *
 * @throws SuanliError `USE_RIGHT_UNKNOWN`, `USE_RIGHT_NOT_OWNER`, `USE_RIGHT_EXPIRED`, `USE_RIGHT_RENTAL_TOO_LONG`
 */
export function setUseRightUser(client: SuanliClient, parameters: SetUseRightUserParameters): Promise<Transaction> {
  const { useRightId, user, expiresAt = 0 } = parameters;
  return writeContract(client, {
    abi: useRightAbi,
    address: client.deployment.useRight,
    functionName: 'setUser',
    args: [useRightId, user ?? zeroAddress, user === undefined ? 0n : BigInt(expiresAt)],
  });
}
