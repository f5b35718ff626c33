import { recoverableAccountAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetRecoverableAccountParameters {
  readonly account: Address;
}

/** An account that can be recovered. */
export interface RecoverableAccount {
  readonly owner: Address;
  readonly recoverySigner: Address;
  readonly coSigner: Address;
  /** How long the owner may veto, in seconds. */
  readonly delaySeconds: number;
  /** The nonce of the next recovery. */
  readonly recoveryNonce: bigint;
  /** The recovery that is under way; `readyAt` in seconds since 1970. */
  readonly recovery: { readonly newOwner: Address; readonly readyAt: bigint } | undefined;
}

/** Owner, path of recovery, and the recovery that is under way. */
export async function getRecoverableAccount(
  client: SuanliClient,
  parameters: GetRecoverableAccountParameters,
): Promise<RecoverableAccount> {
  const contract = { abi: recoverableAccountAbi, address: parameters.account, args: [] } as const;
  const [owner, [recoverySigner, coSigner, delaySeconds], recoveryNonce, [newOwner, readyAt]] = await Promise.all([
    readContract(client, { ...contract, functionName: 'owner' }),
    readContract(client, { ...contract, functionName: 'recoveryPath' }),
    readContract(client, { ...contract, functionName: 'recoveryNonce' }),
    readContract(client, { ...contract, functionName: 'recovery' }),
  ]);
  const recovery = readyAt === 0n ? undefined : { newOwner, readyAt };
  return { owner, recoverySigner, coSigner, delaySeconds, recoveryNonce, recovery };
}
