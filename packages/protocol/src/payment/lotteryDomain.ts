import type { Address } from 'viem';

/** The EIP-712 domain that the lotteries of one contract on one chain belong to. */
export interface LotteryDomain {
  readonly name: 'Suanli';
  readonly version: '1';
  readonly chainId: number;
  readonly verifyingContract: Address;
}

/**
 * The EIP-712 domain of the lotteries of a deployment.
 *
 * @example
 * const domain = lotteryDomain(client.deployment);
 */
export function lotteryDomain(deployment: { readonly chainId: number; readonly lottery: Address }): LotteryDomain {
  return { name: 'Suanli', version: '1', chainId: deployment.chainId, verifyingContract: deployment.lottery };
}
