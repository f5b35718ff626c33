import { executionMarketAbi, fibonacciFactoryAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { GasBounds } from './Execution.ts';

export interface GetExecutionDepositParameters {
  readonly factory: Address;
  readonly inputs: Hex;
  /** In wei of the token per unit of gas. */
  readonly gasPriceWei: bigint;
}

export interface GetExecutionDepositReturnType {
  readonly bounds: GasBounds;
  /** The most gas that a dispute about these inputs is paid for. */
  readonly worstCaseGas: bigint;
  /** The smallest deposit that a request may ask for. */
  readonly depositWei: bigint;
}

/**
 * What a run on these inputs costs at most, and which deposit covers a dispute about it.
 *
 * @throws SuanliError `EXECUTABLE_INVALID_INPUTS`, `CHAIN_CALL_FAILED` where there is no factory
 *
 * @example
 * const { depositWei } = await getExecutionDeposit(client, { factory, inputs, gasPriceWei });
 */
export async function getExecutionDeposit(
  client: SuanliClient,
  parameters: GetExecutionDepositParameters,
): Promise<GetExecutionDepositReturnType> {
  const { factory, inputs, gasPriceWei } = parameters;
  const bounds = await readContract(client, {
    // All factories have the same functions.
    abi: fibonacciFactoryAbi,
    address: factory,
    functionName: 'gasBounds',
    args: [inputs],
  });
  const worstCaseGas = await readContract(client, {
    abi: executionMarketAbi,
    address: client.deployment.executionMarket,
    functionName: 'worstCaseGas',
    args: [bounds],
  });
  const depositWei = worstCaseGas * gasPriceWei;
  return { bounds, worstCaseGas, depositWei: depositWei === 0n ? 1n : depositWei };
}
