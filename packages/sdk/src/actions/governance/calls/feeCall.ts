import { marketAbi } from '@suanli/protocol';
import { type Address, encodeFunctionData } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

export interface FeeCallParameters {
  /** The DAO's part of each payment on the market, in hundredths of a percent; the market refuses more than 1000. */
  readonly feeBasisPoints: number;
  /** The account in the bank that gets it. Default: the timelock. */
  readonly treasury?: Address;
}

/** The call that sets the market's fee. */
export function feeCall(client: SuanliClient, parameters: FeeCallParameters): ProposalCall {
  return {
    target: client.deployment.market,
    data: encodeFunctionData({
      abi: marketAbi,
      functionName: 'setFee',
      args: [parameters.feeBasisPoints, parameters.treasury ?? client.deployment.timelock],
    }),
  };
}
