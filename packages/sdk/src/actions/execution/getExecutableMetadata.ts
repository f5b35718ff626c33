import { fibonacciFactoryAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetExecutableMetadataParameters {
  readonly factory: Address;
}

/** What it takes to rebuild an algorithm's code, and to compare it with what is deployed. */
export interface ExecutableMetadata {
  readonly name: string;
  /** Where the code of all runs stands. */
  readonly implementation: Address;
  /** keccak256 of the compiler's standard JSON input, as the deployer said. */
  readonly sourceHash: Hex;
  /** The version of solc. */
  readonly compilerVersion: string;
  /** The deployed code, as the chain tells it. */
  readonly bytecode: Hex;
}

/**
 * Which algorithm a factory creates runs of. Whoever relies on it compiles the sources, and compares.
 *
 * @throws SuanliError `CHAIN_CALL_FAILED` where there is no factory
 *
 * @example
 * const { sourceHash, bytecode } = await getExecutableMetadata(client, { factory });
 */
export async function getExecutableMetadata(
  client: SuanliClient,
  parameters: GetExecutableMetadataParameters,
): Promise<ExecutableMetadata> {
  const contract = { abi: fibonacciFactoryAbi, address: parameters.factory, args: [] } as const;
  const [name, implementation, metadata] = await Promise.all([
    readContract(client, { ...contract, functionName: 'name' }),
    readContract(client, { ...contract, functionName: 'implementation' }),
    readContract(client, { ...contract, functionName: 'metadata' }),
  ]);
  return { name, implementation, ...metadata };
}
