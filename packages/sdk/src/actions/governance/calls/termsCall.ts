import { type ResourceTypeTerms, resourceTypesAbi } from '@suanli/protocol';
import { encodeFunctionData } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

export interface TermsCallParameters {
  readonly typeId: number;
  /** All of them: what is to stay is given as it is. */
  readonly terms: ResourceTypeTerms;
}

/** The call that sets the next version of a resource type's terms: proof parameters, revenue value, whether it is listed.
 * Hardware, revenue rights and proofs that exist keep theirs.
 */
export function termsCall(client: SuanliClient, parameters: TermsCallParameters): ProposalCall {
  return {
    target: client.deployment.resourceTypes,
    data: encodeFunctionData({
      abi: resourceTypesAbi,
      functionName: 'setTerms',
      args: [parameters.typeId, parameters.terms],
    }),
  };
}
