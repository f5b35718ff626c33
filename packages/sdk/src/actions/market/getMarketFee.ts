import { marketAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** The DAO's part of every payment on the market. */
export interface MarketFee {
  /** Hundredths of a percent; the fee is floor(price × this / 10,000). */
  readonly feeBasisPoints: number;
  readonly treasury: Address;
}

/** The DAO's part of every payment on the market. */
export async function getMarketFee(client: SuanliClient): Promise<MarketFee> {
  const [feeBasisPoints, treasury] = await readContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'fee',
    args: [],
  });
  return { feeBasisPoints, treasury };
}
