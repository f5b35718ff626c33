import { presaleMigrationAbi } from '@suanli/protocol';
import { presaleMigrationBytecode } from '@suanli/protocol/bytecode';
import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { deployContract } from './internal/deployContract.ts';

export interface DeployPresaleMigrationParameters {
  /** What is burned; its holders approve, `burnFrom` burns. */
  readonly presaleToken: Address;
  /** When migrations end, in seconds since 1970. */
  readonly deadline: bigint;
  /** Who gets what is left over. Default: the DAO's timelock. */
  readonly beneficiary?: Address;
}

export interface DeployPresaleMigrationReturnType {
  readonly migration: Address;
  readonly gasUsed: bigint;
}

/**
 * Deploys the migration of a presale token: two of the market's tokens for each. It pays once twice the presale token's supply
 * was sent to it; `getPresaleMigration` says what is missing.
 *
 * @throws SuanliError `PRESALE_TERMS_INVALID`, `CHAIN_ACCOUNT_MISSING`
 */
export async function deployPresaleMigration(
  client: SuanliClient,
  parameters: DeployPresaleMigrationParameters,
): Promise<DeployPresaleMigrationReturnType> {
  const { presaleToken, deadline, beneficiary = client.deployment.timelock } = parameters;
  const contract = { abi: presaleMigrationAbi, bytecode: presaleMigrationBytecode };
  const args = [presaleToken, client.deployment.token, beneficiary, deadline];
  const { address, gasUsed } = await deployContract(client, 'PresaleMigration', contract, args);
  return { migration: address, gasUsed };
}
