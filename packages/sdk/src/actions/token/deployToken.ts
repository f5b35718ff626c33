import { deployableTokenAbi, SuanliError } from '@suanli/protocol';
import { deployableTokenBytecode } from '@suanli/protocol/bytecode';
import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { deployContract } from './internal/deployContract.ts';

export interface DeployTokenParameters {
  readonly name: string;
  readonly symbol: string;
  /** Decimals that amounts are shown with. Default 18. */
  readonly decimals?: number;
  /** All there will ever be, in base units. */
  readonly supply: bigint;
  /** Who receives it all. Default: the client's own account. */
  readonly holder?: Address;
}

export interface DeployTokenReturnType {
  readonly token: Address;
  readonly gasUsed: bigint;
}

/**
 * Deploys a token of one's own: ERC-20 with permit, a fixed supply, burnable by its holders, owned by nobody.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`, `CHAIN_TRANSACTION_REVERTED`,
 * `CHAIN_TRANSACTION_UNCONFIRMED`, `CHAIN_DEPLOYMENT_DISTURBED`
 *
 * @example
 * const { token } = await deployToken(client, { name: 'Presale', symbol: 'SPT', supply: parseEther('1000') });
 */
export async function deployToken(
  client: SuanliClient,
  parameters: DeployTokenParameters,
): Promise<DeployTokenReturnType> {
  const { name, symbol, decimals = 18, supply, holder = client.account } = parameters;
  if (holder === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const contract = { abi: deployableTokenAbi, bytecode: deployableTokenBytecode };
  const { address, gasUsed } = await deployContract(client, 'DeployableToken', contract, [
    name,
    symbol,
    decimals,
    supply,
    holder,
  ]);
  return { token: address, gasUsed };
}
