import { dailyFundAbi } from '@suanli/protocol';
import { type Address, encodeFunctionData } from 'viem';
import type { ProposalCall } from '../governance/ProposalCall.ts';

export interface DistributorCallParameters {
  readonly fund: Address;
  /** Who shares the fund out from then on; the zero address: nobody. */
  readonly distributor: Address;
}

/** The call of a proposal that names who shares a daily fund out. */
export function distributorCall(parameters: DistributorCallParameters): ProposalCall {
  const { fund, distributor } = parameters;
  const data = encodeFunctionData({ abi: dailyFundAbi, functionName: 'setDistributor', args: [distributor] });
  return { target: fund, data };
}
