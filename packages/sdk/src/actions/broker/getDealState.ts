import { brokerAbi, type DealStatus } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetDealStateParameters {
  readonly dealId: Hex;
}

/** The one word that the chain keeps of a deal. */
export interface DealState {
  readonly status: DealStatus;
  /** Block of the opening, or of the answer once there is one. */
  readonly blockNumber: bigint;
  /** 26 bytes: hash of the terms, and of the answer once there is one. */
  readonly hash: Hex;
}

/** Where a deal stands on chain; status `none` where it was never opened. */
export async function getDealState(client: SuanliClient, parameters: GetDealStateParameters): Promise<DealState> {
  const [status, blockNumber, hash] = await readContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'dealState',
    args: [parameters.dealId],
  });
  return { status: status as DealStatus, blockNumber: BigInt(blockNumber), hash };
}
