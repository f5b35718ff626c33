import { type Lottery, lotteryAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface FindLotteriesParameters {
  /** Only those of this payer. */
  readonly payer?: Address;
  /** Only those that this account has won and was paid for. */
  readonly winner?: Address;
  readonly signal?: AbortSignal;
}

/** A lottery, from its event, and how it ended. */
export interface FoundLottery {
  readonly lotteryHash: Hex;
  readonly lottery: Lottery;
  /** The block in which it was opened. */
  readonly openedBlock: bigint;
  readonly end:
    | { readonly kind: 'open' }
    | { readonly kind: 'paid'; readonly winner: Address; readonly bountyWei: bigint; readonly blockNumber: bigint }
    | { readonly kind: 'expired'; readonly blockNumber: bigint };
}

/**
 * The lotteries of a market, oldest first, from the events of its contract.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const won = await findLotteries(client, { winner: client.account });
 */
export async function findLotteries(
  client: SuanliClient,
  parameters: FindLotteriesParameters = {},
): Promise<readonly FoundLottery[]> {
  const { payer, winner, signal } = parameters;
  const at = { abi: lotteryAbi, address: client.deployment.lottery } as const;
  const options = signal === undefined ? {} : { signal };
  const opened = await readEvents(
    client,
    { ...at, eventName: 'LotteryOpened', args: payer === undefined ? {} : { payer } },
    options,
  );
  const paid = await readEvents(
    client,
    { ...at, eventName: 'LotteryPaid', args: winner === undefined ? {} : { winner } },
    options,
  );
  const expired = await readEvents(client, { ...at, eventName: 'LotteryExpired', args: {} }, options);
  const ends = new Map<Hex, FoundLottery['end']>();
  for (const { args, blockNumber } of paid) {
    ends.set(args.hash, { kind: 'paid', winner: args.winner, bountyWei: args.bountyWei, blockNumber });
  }
  for (const { args, blockNumber } of expired) ends.set(args.hash, { kind: 'expired', blockNumber });
  return opened
    .map(({ args: { hash, ...lottery }, blockNumber }) => ({
      lotteryHash: hash,
      lottery,
      openedBlock: blockNumber,
      end: ends.get(hash) ?? ({ kind: 'open' } as const),
    }))
    .filter(({ end }) => winner === undefined || end.kind === 'paid');
}
