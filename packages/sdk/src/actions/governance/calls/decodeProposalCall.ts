import { decodeFunctionData, isAddressEqual } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { type ContractName, contractAbis } from '../internal/contractAbis.ts';
import type { ProposalCall } from '../ProposalCall.ts';

export type { ContractName } from '../internal/contractAbis.ts';

/** What a call of a proposal does. */
export interface DecodedCall {
  readonly contract: ContractName;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/**
 * What a call of a proposal does, where it is to a contract of this market and one of its functions; else undefined, and
 * whoever votes should be careful.
 *
 * @example
 * decodeProposalCall(client, call); // { contract: 'market', functionName: 'setFee', args: [100, '0x…'] }
 */
export function decodeProposalCall(client: SuanliClient, call: ProposalCall): DecodedCall | undefined {
  for (const contract of Object.keys(contractAbis) as ContractName[]) {
    if (!isAddressEqual(client.deployment[contract], call.target)) continue;
    try {
      const { functionName, args } = decodeFunctionData({ abi: contractAbis[contract], data: call.data });
      return { contract, functionName, args: args ?? [] };
    } catch {
      return undefined;
    }
  }
  return undefined;
}
