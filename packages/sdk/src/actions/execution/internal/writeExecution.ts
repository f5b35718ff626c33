import { executionMarketAbi } from '@suanli/protocol';
import type { ContractFunctionArgs, ContractFunctionName } from 'viem';
import { writeContract } from '../../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { Transaction } from '../../../client/Transaction.ts';

type Name = ContractFunctionName<typeof executionMarketAbi, 'nonpayable'>;

/** Sends a transaction to the market of executions. */
export function writeExecution<const name extends Name>(
  client: SuanliClient,
  functionName: name,
  args: ContractFunctionArgs<typeof executionMarketAbi, 'nonpayable', name>,
): Promise<Transaction> {
  const address = client.deployment.executionMarket;
  return writeContract(client, { abi: executionMarketAbi, address, functionName, args });
}
