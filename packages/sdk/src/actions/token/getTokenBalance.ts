import { computeTokenAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetTokenBalanceParameters {
  readonly address: Address;
  /** Default: the market's token. */
  readonly token?: Address;
}

/** The tokens that an address holds outside the bank, in wei. */
export function getTokenBalance(client: SuanliClient, parameters: GetTokenBalanceParameters): Promise<bigint> {
  return readContract(client, {
    abi: computeTokenAbi,
    address: parameters.token ?? client.deployment.token,
    functionName: 'balanceOf',
    args: [parameters.address],
  });
}
