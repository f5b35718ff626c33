import { type Lottery, lotteryAbi } from '@suanli/protocol';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';

/** Whether this very lottery is open, now or after a block of the past. */
export async function isLotteryOpen(client: SuanliClient, lottery: Lottery, blockNumber?: bigint): Promise<boolean> {
  try {
    return await client.publicClient.readContract({
      abi: lotteryAbi,
      address: client.deployment.lottery,
      functionName: 'isOpen',
      args: [lottery],
      ...(blockNumber === undefined ? {} : { blockNumber }),
    });
  } catch (error) {
    throw toChainError(client, 'isOpen', error);
  }
}
