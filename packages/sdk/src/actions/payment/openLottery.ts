import { type Lottery, lotteryAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface OpenLotteryParameters {
  /** Of {@link prepareLottery}. */
  readonly lottery: Lottery;
  /** The payer's, of `signLottery`, where another account sends it. */
  readonly signature?: Hex;
}

export interface OpenLotteryReturnType extends Transaction {
  /** The name of the lottery. */
  readonly lotteryHash: Hex;
}

/**
 * Opens a lottery and locks its prize. The payer has consented to `lottery`. Its gas does not depend on how many take part.
 * Whoever is to count it as payment must be told before the draw.
 *
 * @throws SuanliError `LOTTERY_DRAW_BLOCK_OUT_OF_RANGE`, `LOTTERY_ID_USED`, `LOTTERY_LANE_BUSY`,
 * `LOTTERY_VALUE_OUT_OF_RANGE`, `LOTTERY_CLAIM_BLOCKS_OUT_OF_RANGE`, `LOTTERY_INVALID_SIGNATURE`,
 * `BANK_INSUFFICIENT_AVAILABLE`, `BANK_CONSENT_MISSING`, and `CHAIN_…`
 *
 * @example
 * const { lotteryHash } = await openLottery(client, { lottery });
 */
export async function openLottery(
  client: SuanliClient,
  parameters: OpenLotteryParameters,
): Promise<OpenLotteryReturnType> {
  const { lottery, signature } = parameters;
  const { id, valueWei, drawBlock, claimBlocks, root } = lottery;
  const at = { abi: lotteryAbi, address: client.deployment.lottery } as const;
  const transaction = await (signature === undefined
    ? writeContract(client, { ...at, functionName: 'open', args: [id, valueWei, drawBlock, claimBlocks, root] })
    : writeContract(client, { ...at, functionName: 'openSigned', args: [lottery, signature] }));
  const { hash: lotteryHash } = eventOf(transaction, { ...at, eventName: 'LotteryOpened' });
  return { ...transaction, lotteryHash };
}
