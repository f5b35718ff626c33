import { promotionFundAbi } from '@suanli/protocol';
import { type Address, encodeFunctionData } from 'viem';
import type { ProposalCall } from '../governance/ProposalCall.ts';

export interface PromotionGrantCallParameters {
  readonly fund: Address;
  /** Who signs requests that the grant pays for. */
  readonly operator: Address;
  readonly amountWei: bigint;
  /** Until when, in seconds since 1970. */
  readonly expiresAt: bigint;
}

/** The call of a proposal that grants an application a part of the promotion fund, for free trials. */
export function promotionGrantCall(parameters: PromotionGrantCallParameters): ProposalCall {
  const { fund, operator, amountWei, expiresAt } = parameters;
  const args = [operator, amountWei, expiresAt] as const;
  return { target: fund, data: encodeFunctionData({ abi: promotionFundAbi, functionName: 'grant', args }) };
}
