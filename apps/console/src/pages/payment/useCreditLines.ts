import { creditEndOf } from '@suanli/protocol';
import { type CreditLine, findCreditLines } from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Address } from 'viem';
import { type CreditLineRow, creditLineFields } from '../../data/paymentTables.ts';
import { type Either, useEither } from '../../data/useEither.ts';

function rowOf({ lineId, terms, depositWei, redeemedWei, redeemedQuantity, status }: CreditLine): CreditLineRow {
  return {
    id: lineId,
    payer: terms.payer,
    payee: terms.payee,
    unit: terms.unit,
    priceWeiPerUnit: terms.priceWeiPerUnit,
    depositWei: status === 'closed' ? terms.depositWei : depositWei,
    redeemedWei,
    redeemedQuantity,
    startsAt: terms.startsAt,
    expiresAt: terms.expiresAt,
    endsAt: creditEndOf(terms),
    status,
  };
}

function useSide(side: 'payer' | 'payee', account: string | undefined): Either<typeof creditLineFields> {
  const own = account?.toLowerCase();
  return useEither(
    {
      table: 'creditLines',
      fields: creditLineFields,
      where: { [side]: own },
      orderBy: 'openedBlock',
      descending: true,
      limit: 100,
      enabled: own !== undefined,
    },
    {
      key: ['creditLines', side, own],
      enabled: own !== undefined,
      read: async (client, signal) =>
        (await findCreditLines(client, { [side]: own as Address, signal })).map(rowOf).reverse(),
    },
  );
}

export interface CreditLines {
  readonly query: UseQueryResult<unknown, Error>;
  /** Those that have not been closed first; undefined while they are read. */
  readonly lines: readonly CreditLineRow[] | undefined;
  readonly fromChain: boolean;
}

/** The lines of credit that an account pays or is paid by. */
export function useCreditLines(account: string | undefined): CreditLines {
  const pays = useSide('payer', account);
  const paid = useSide('payee', account);
  const query = pays.query.data ? paid.query : pays.query;
  const fromChain = pays.fromChain || paid.fromChain;
  if (!pays.query.data || !paid.query.data) return { query, lines: undefined, fromChain };
  // A line of an account with itself is in both.
  const all = new Map([...pays.query.data.items, ...paid.query.data.items].map((row) => [row.id, row]));
  const lines = [...all.values()].sort(
    (a, b) => Number(a.status === 'closed') - Number(b.status === 'closed') || Number(b.startsAt - a.startsAt),
  );
  return { query, lines, fromChain };
}
