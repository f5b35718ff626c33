import { findLotteries } from '@suanli/sdk';
import type { Address } from 'viem';
import { type LotteryRow, lotteryFields } from '../../data/paymentTables.ts';
import { type Either, useEither } from '../../data/useEither.ts';

export type WhoseLotteries = 'all' | 'payer' | 'winner';

/** So many of the latest are shown. */
const shown = 100;

/** Lotteries, the latest first: all, or those that an account pays or has won. */
export function useLotteries(whose: WhoseLotteries, account: string | undefined): Either<typeof lotteryFields> {
  const own = (whose === 'all' ? undefined : account)?.toLowerCase();
  return useEither(
    {
      table: 'lotterys',
      fields: lotteryFields,
      where: { payer: whose === 'payer' ? own : undefined, winner: whose === 'winner' ? own : undefined },
      orderBy: 'openedBlock',
      descending: true,
      limit: shown,
    },
    {
      key: ['lotteries', whose, own],
      read: async (client, signal) => {
        const found = await findLotteries(client, {
          ...(whose === 'payer' && own !== undefined ? { payer: own as Address } : {}),
          ...(whose === 'winner' && own !== undefined ? { winner: own as Address } : {}),
          signal,
        });
        const rows = found.map(
          ({ lotteryHash, lottery, openedBlock, end }): LotteryRow => ({
            hash: lotteryHash,
            payer: lottery.payer,
            lotteryId: lottery.id,
            valueWei: lottery.valueWei,
            drawBlock: lottery.drawBlock,
            claimBlocks: lottery.claimBlocks,
            status: end.kind,
            winner: end.kind === 'paid' ? end.winner : null,
            bountyWei: end.kind === 'paid' ? end.bountyWei : null,
            openedBlock,
          }),
        );
        return rows.reverse().slice(0, shown);
      },
    },
  );
}
