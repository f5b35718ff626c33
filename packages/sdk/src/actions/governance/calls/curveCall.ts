import { type CurveTerms, priceCurveAbi } from '@suanli/protocol';
import { encodeFunctionData } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

export interface CurveCallParameters {
  readonly typeId: number;
  /** All of them: what is to stay is given as it is. */
  readonly terms: CurveTerms;
}

/** The call that sets how the price of a resource type follows supply and demand, from the epoch after its execution on; the
 * first terms of a type hold at once.
 */
export function curveCall(client: SuanliClient, parameters: CurveCallParameters): ProposalCall {
  return {
    target: client.deployment.priceCurve,
    data: encodeFunctionData({
      abi: priceCurveAbi,
      functionName: 'setCurve',
      args: [parameters.typeId, parameters.terms],
    }),
  };
}
