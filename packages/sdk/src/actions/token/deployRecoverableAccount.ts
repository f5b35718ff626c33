import { recoverableAccountAbi, SuanliError } from '@suanli/protocol';
import { recoverableAccountBytecode } from '@suanli/protocol/bytecode';
import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { deployContract } from './internal/deployContract.ts';

export interface DeployRecoverableAccountParameters {
  /** Default: the client's own account. */
  readonly owner?: Address;
  /** The key that the owner keeps apart, or gives to somebody it trusts. */
  readonly recoverySigner: Address;
  /** The service that verifies identities. */
  readonly coSigner: Address;
  /** How long the owner may veto a recovery, in seconds; 3600 at least. Default 259200, three days. */
  readonly delaySeconds?: number;
}

export interface DeployRecoverableAccountReturnType {
  readonly account: Address;
  readonly gasUsed: bigint;
}

/**
 * Deploys an account whose owner's key can be replaced where it is lost: by the recovery key and the co-signer together,
 * after a delay in which the owner can veto.
 *
 * @throws SuanliError `RECOVERABLE_PATH_INVALID`, `RECOVERABLE_OWNER_INVALID`, `CHAIN_ACCOUNT_MISSING`
 */
export async function deployRecoverableAccount(
  client: SuanliClient,
  parameters: DeployRecoverableAccountParameters,
): Promise<DeployRecoverableAccountReturnType> {
  const { owner = client.account, recoverySigner, coSigner, delaySeconds = 259_200 } = parameters;
  if (owner === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const contract = { abi: recoverableAccountAbi, bytecode: recoverableAccountBytecode };
  const args = [owner, recoverySigner, coSigner, delaySeconds];
  const { address, gasUsed } = await deployContract(client, 'RecoverableAccount', contract, args);
  return { account: address, gasUsed };
}
