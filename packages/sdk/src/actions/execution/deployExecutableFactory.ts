import { executableSourceHashes, fibonacciFactoryAbi, SuanliError } from '@suanli/protocol';
import {
  fibonacciFactoryBytecode,
  fibonacciTableFactoryBytecode,
  primeCountFactoryBytecode,
} from '@suanli/protocol/bytecode';
import type { Address, Hex } from 'viem';
import { toChainError } from '../../client/internal/toChainError.ts';
import { waitForReceipt } from '../../client/internal/waitForReceipt.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

const algorithms = {
  fibonacci: fibonacciFactoryBytecode,
  fibonacciTable: fibonacciTableFactoryBytecode,
  primeCount: primeCountFactoryBytecode,
} as const satisfies Record<string, Hex>;

/**
 * An algorithm with an implementation in Solidity: `fibonacci` (stateless) and `fibonacciTable` (stateful) compute F(n) of
 * abi.encode(uint256 n), n up to 370; `primeCount` counts and adds the primes up to abi.encode(uint256 limit), 65535 at most.
 */
export type ExecutableAlgorithm = keyof typeof algorithms;

export interface DeployExecutableFactoryParameters {
  readonly algorithm: ExecutableAlgorithm;
}

export interface DeployExecutableFactoryReturnType {
  readonly factory: Address;
  readonly hash: Hex;
  readonly gasUsed: bigint;
}

/**
 * Deploys the factory of one of the algorithms that come with this package. Its market is opened with
 * {@link openExecutionMarket}.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`, `CHAIN_TRANSACTION_REVERTED`,
 * `CHAIN_TRANSACTION_UNCONFIRMED`
 *
 * @example
 * const { factory } = await deployExecutableFactory(client, { algorithm: 'primeCount' });
 */
export async function deployExecutableFactory(
  client: SuanliClient,
  parameters: DeployExecutableFactoryParameters,
): Promise<DeployExecutableFactoryReturnType> {
  const { walletClient } = client;
  if (!walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const { algorithm } = parameters;
  let hash: Hex;
  try {
    hash = await walletClient.deployContract({
      // The constructors are alike.
      abi: fibonacciFactoryAbi,
      bytecode: algorithms[algorithm],
      args: [executableSourceHashes[algorithm]],
    });
  } catch (error) {
    throw toChainError(client, 'deployContract', error);
  }
  const { status, contractAddress, gasUsed } = await waitForReceipt(client, hash);
  if (status !== 'success' || !contractAddress) {
    throw new SuanliError('CHAIN_TRANSACTION_REVERTED', { parameters: { hash } });
  }
  return { factory: contractAddress, hash, gasUsed };
}
