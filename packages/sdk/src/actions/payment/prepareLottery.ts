import {
  type Lottery,
  type LotteryTree,
  lotteryAbi,
  lotteryId,
  lotteryParticipants,
  lotteryTree,
  SuanliError,
} from '@suanli/protocol';
import { type Address, hexToBigInt } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBlockNumber } from '../chain/getBlockNumber.ts';

export interface PrepareLotteryParameters {
  /** What is due to whom, in wei. An account may come more than once. */
  readonly payments: readonly { readonly account: Address; readonly amountWei: bigint }[];
  /** Default: the client's account. */
  readonly payer?: Address;
  /**
   * The draw is so many blocks after the latest. Participants count only what they have verified before, under their number
   * of confirmations, and, where they mind who produces the block that draws, only what was opened before anybody could know
   * that. Default 80: the producers of Ethereum's blocks are known up to 64 ahead. An hour is cheap: the winner is paid that
   * much later.
   */
  readonly drawBlocks?: number;
  /**
   * Blocks after the draw in which all of the prize is the winner's; 1 to 4096. Default 3600, half a day of 12-second blocks. On
   * chains without EIP-2935, which remember 256 blocks, 128 at most.
   */
  readonly claimBlocks?: number;
  /**
   * Lanes to choose from, each of which has one open lottery at a time. A lane that had one before makes the next cheaper by
   * 17,100 gas. Default: 0 to 15.
   */
  readonly lanes?: readonly number[];
}

export interface PrepareLotteryReturnType {
  readonly lottery: Lottery;
  /** With everybody's ticket. In production store both before the lottery is opened: without the tree nobody can be paid. */
  readonly tree: LotteryTree;
  /** The sum of the amounts; the prize is that, rounded up. */
  readonly dueWei: bigint;
}

/**
 * Makes a lottery out of what is due to many: the prize is the sum, and everybody's chance its own part. Nothing is sent, and
 * nothing reserved: two that are prepared before either is opened have the same id.
 *
 * @throws SuanliError `LOTTERY_PARTICIPANTS_INVALID`, `LOTTERY_NO_LANE_FREE`, `CHAIN_ACCOUNT_MISSING` where there is no payer,
 * `CHAIN_UNREACHABLE`
 *
 * @example
 * const { lottery, tree } = await prepareLottery(client, { payments });
 * await openLottery(client, { lottery });
 * const ticket = tree.ticketOf(account); // goes to that account, before the draw
 */
export async function prepareLottery(
  client: SuanliClient,
  parameters: PrepareLotteryParameters,
): Promise<PrepareLotteryReturnType> {
  const { payments, payer = client.account, drawBlocks = 80, claimBlocks = 3_600 } = parameters;
  if (!payer) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const { participants, valueWei, dueWei } = lotteryParticipants(payments);
  const tree = lotteryTree(participants);
  const id = await nextId(client, payer, parameters.lanes ?? Array.from({ length: 16 }, (_, lane) => lane));
  const drawBlock = (await getBlockNumber(client)) + BigInt(drawBlocks);
  return { lottery: { payer, id, valueWei, drawBlock, claimBlocks, root: tree.root }, tree, dueWei };
}

/** One lane after another: most payers use the first. */
async function nextId(client: SuanliClient, payer: Address, lanes: readonly number[]): Promise<bigint> {
  for (const lane of lanes) {
    const [sequence, hash] = await readContract(client, {
      abi: lotteryAbi,
      address: client.deployment.lottery,
      functionName: 'laneOf',
      args: [payer, lane],
    });
    if (hexToBigInt(hash) === 0n) return lotteryId({ lane, sequence: BigInt(sequence) + 1n });
  }
  throw new SuanliError('LOTTERY_NO_LANE_FREE', { parameters: { lanes: lanes.length } });
}
