import {
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeGovernorAbi,
  computeProofAbi,
  computeTokenAbi,
  type Deployment,
  hardwareAbi,
  marketAbi,
  rankingAbi,
  resourceAbi,
  resourceTypesAbi,
  revenueRightAbi,
  timelockControllerAbi,
  useRightAbi,
} from '@suanli/protocol';
import { type Abi, decodeFunctionData, isAddressEqual } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

/** A contract of a market, by its name in the deployment. */
export type ContractName = Exclude<keyof Deployment, 'chainId' | 'deployedBlock'>;

/** What a call of a proposal does. */
export interface DecodedCall {
  readonly contract: ContractName;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

const abis: Readonly<Record<ContractName, Abi>> = {
  accessManager: accessManagerAbi,
  token: computeTokenAbi,
  bank: bankAbi,
  broker: brokerAbi,
  resourceTypes: resourceTypesAbi,
  hardware: hardwareAbi,
  resource: resourceAbi,
  useRight: useRightAbi,
  revenueRight: revenueRightAbi,
  market: marketAbi,
  computeProof: computeProofAbi,
  ranking: rankingAbi,
  timelock: timelockControllerAbi,
  governor: computeGovernorAbi,
};

/**
 * What a call of a proposal does, where it is to a contract of this market and one of its functions; else undefined, and
 * whoever votes should be careful.
 *
 * @example
 * decodeProposalCall(client, call); // { contract: 'market', functionName: 'setFee', args: [100, '0x…'] }
 */
export function decodeProposalCall(client: SuanliClient, call: ProposalCall): DecodedCall | undefined {
  for (const contract of Object.keys(abis) as ContractName[]) {
    if (!isAddressEqual(client.deployment[contract], call.target)) continue;
    try {
      const { functionName, args } = decodeFunctionData({ abi: abis[contract], data: call.data });
      return { contract, functionName, args: args ?? [] };
    } catch {
      return undefined;
    }
  }
  return undefined;
}
