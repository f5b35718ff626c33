import { tokenSaleAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getTokenBalance } from './getTokenBalance.ts';

export interface GetTokenSaleParameters {
  readonly sale: Address;
}

/** A sale of tokens at a fixed price; times in seconds since 1970. */
export interface TokenSale {
  readonly token: Address;
  /** Gets the proceeds and what is not sold. */
  readonly beneficiary: Address;
  /** What 10^18 base units cost, in wei of the coin. */
  readonly priceWei: bigint;
  /** The most that is sold. */
  readonly capWei: bigint;
  readonly soldWei: bigint;
  /** What the sale holds: it should be all that is left to sell. */
  readonly heldWei: bigint;
  readonly startTime: bigint;
  readonly endTime: bigint;
}

/** The terms of a sale, and how far it is. */
export async function getTokenSale(client: SuanliClient, parameters: GetTokenSaleParameters): Promise<TokenSale> {
  const { sale: address } = parameters;
  const contract = { abi: tokenSaleAbi, address, args: [] } as const;
  const [token, beneficiary, priceWei, capWei, soldWei, startTime, endTime] = await Promise.all([
    readContract(client, { ...contract, functionName: 'token' }),
    readContract(client, { ...contract, functionName: 'beneficiary' }),
    readContract(client, { ...contract, functionName: 'priceWei' }),
    readContract(client, { ...contract, functionName: 'capWei' }),
    readContract(client, { ...contract, functionName: 'soldWei' }),
    readContract(client, { ...contract, functionName: 'startTime' }),
    readContract(client, { ...contract, functionName: 'endTime' }),
  ]);
  const heldWei = await getTokenBalance(client, { address, token });
  return { token, beneficiary, priceWei, capWei, soldWei, heldWei, startTime, endTime };
}
