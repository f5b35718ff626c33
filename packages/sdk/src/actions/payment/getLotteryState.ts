import { hashLottery, isSuanliError, type Lottery, lotteryAbi, lotteryDomain } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBlockNumber } from '../chain/getBlockNumber.ts';
import { isLotteryOpen } from './internal/isLotteryOpen.ts';

export interface GetLotteryStateParameters {
  readonly lottery: Lottery;
}

/**
 * Where a lottery stands.
 * - `closed`: its hash is not stored. It was never opened, or is over; see `findLotteries`.
 * - `open`: not drawn yet.
 * - `drawn`: the winner can be paid all of the prize.
 * - `overdue`: so it can, but the winner's own time is over, and who claims for it earns the bounty.
 * - `forgotten`: the chain knows the hash of the block that drew no more. All that is left is `expireLottery`.
 */
export type LotteryStage = 'closed' | 'open' | 'drawn' | 'overdue' | 'forgotten';

export interface GetLotteryStateReturnType {
  readonly lotteryHash: Hex;
  readonly stage: LotteryStage;
  /** The position that won, as the chain says; undefined where it is not drawn, or forgotten. */
  readonly position: bigint | undefined;
  /** The block in which this was so. */
  readonly blockNumber: bigint;
}

/**
 * Where a lottery stands on chain.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const { stage } = await getLotteryState(client, { lottery });
 */
export async function getLotteryState(
  client: SuanliClient,
  parameters: GetLotteryStateParameters,
): Promise<GetLotteryStateReturnType> {
  const { lottery } = parameters;
  const blockNumber = await getBlockNumber(client);
  const found = { lotteryHash: hashLottery(lottery, lotteryDomain(client.deployment)), blockNumber };
  if (!(await isLotteryOpen(client, lottery))) return { ...found, stage: 'closed', position: undefined };
  try {
    const position = await readContract(client, {
      abi: lotteryAbi,
      address: client.deployment.lottery,
      functionName: 'positionOf',
      args: [lottery],
    });
    // A transaction sent now is in the next block at the earliest.
    const isOverdue = blockNumber >= lottery.drawBlock + BigInt(lottery.claimBlocks);
    return { ...found, stage: isOverdue ? 'overdue' : 'drawn', position };
  } catch (error) {
    if (isSuanliError(error, 'LOTTERY_NOT_DRAWN')) return { ...found, stage: 'open', position: undefined };
    if (isSuanliError(error, 'LOTTERY_DRAW_FORGOTTEN')) return { ...found, stage: 'forgotten', position: undefined };
    throw error;
  }
}
