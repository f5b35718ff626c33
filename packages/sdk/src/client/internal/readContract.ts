import { contractErrors } from '@suanli/protocol';
import type { Abi, Address, ContractFunctionArgs, ContractFunctionName, ContractFunctionReturnType } from 'viem';
import type { SuanliClient } from '../SuanliClient.ts';
import { toChainError } from './toChainError.ts';

/** Calls a view function; every failure is a coded error. */
export async function readContract<
  const abi extends Abi,
  functionName extends ContractFunctionName<abi, 'view' | 'pure'>,
  const args extends ContractFunctionArgs<abi, 'view' | 'pure', functionName>,
>(
  client: SuanliClient,
  call: { abi: abi; address: Address; functionName: functionName; args: args },
): Promise<ContractFunctionReturnType<abi, 'view' | 'pure', functionName, args>> {
  try {
    const result = await client.publicClient.readContract({
      ...call,
      abi: [...call.abi, ...contractErrors],
    } as never);
    return result as ContractFunctionReturnType<abi, 'view' | 'pure', functionName, args>;
  } catch (error) {
    throw toChainError(client, call.functionName, error);
  }
}
