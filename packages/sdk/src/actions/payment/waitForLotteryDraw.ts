import { type Lottery, lotteryDomain, lotteryPosition, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { nextLook } from '../../client/internal/nextLook.ts';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBlockNumber } from '../chain/getBlockNumber.ts';

export interface WaitForLotteryDrawParameters {
  readonly lottery: Lottery;
  /**
   * Blocks on top of the one that draws. Default 1, the least with which the contract can read its hash; a reorganisation that
   * takes the block away draws anew.
   */
  readonly confirmations?: number;
  readonly signal?: AbortSignal;
}

export interface WaitForLotteryDrawReturnType {
  /** The hash of the block that drew. */
  readonly blockHash: Hex;
  /** The ticket whose range holds it wins. */
  readonly position: bigint;
}

/**
 * Waits until a lottery is drawn. The lottery need not be open: what it would draw is fixed by its terms.
 *
 * @throws SuanliError `LOTTERY_ABORTED`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { position } = await waitForLotteryDraw(client, { lottery, signal });
 * const winner = tree.ticketAt(position);
 */
export async function waitForLotteryDraw(
  client: SuanliClient,
  parameters: WaitForLotteryDrawParameters,
): Promise<WaitForLotteryDrawReturnType> {
  const { lottery, confirmations = 1, signal } = parameters;
  for (;;) {
    if (signal?.aborted) throw new SuanliError('LOTTERY_ABORTED', { cause: signal.reason });
    if ((await getBlockNumber(client)) >= lottery.drawBlock + BigInt(confirmations)) break;
    await nextLook(client.publicClient.pollingInterval, signal);
  }
  const blockHash = await hashOf(client, lottery.drawBlock);
  return { blockHash, position: lotteryPosition(lottery, lotteryDomain(client.deployment), blockHash) };
}

async function hashOf(client: SuanliClient, blockNumber: bigint): Promise<Hex> {
  try {
    return (await client.publicClient.getBlock({ blockNumber, includeTransactions: false })).hash;
  } catch (error) {
    throw toChainError(client, 'eth_getBlockByNumber', error);
  }
}
