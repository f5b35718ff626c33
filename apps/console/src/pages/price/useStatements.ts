import { findStatements, type PriceStatement } from '@suanli/sdk';
import { type PriceStatementRow, priceStatementFields } from '../../data/paymentTables.ts';
import { type Either, useEither } from '../../data/useEither.ts';

function rowOf({ statementId, resourceId, ...rest }: PriceStatement): PriceStatementRow {
  const { kind, account, typeId, workPerEpoch, fromEpoch, untilEpoch, bondWei } = rest;
  return {
    id: statementId,
    kind,
    account,
    typeId,
    resourceId: resourceId ?? null,
    workPerEpoch,
    fromEpoch,
    untilEpoch,
    bondWei,
  };
}

/** What is published of a type and still locks a bond, the latest first. */
export function useStatements(typeId: number): Either<typeof priceStatementFields> {
  return useEither(
    {
      table: 'priceStatements',
      fields: priceStatementFields,
      where: { typeId, releasedAt: null },
      orderBy: 'id',
      descending: true,
      limit: 100,
    },
    {
      key: ['statements', typeId],
      read: async (client, signal) => (await findStatements(client, { typeId, signal })).map(rowOf).reverse(),
    },
  );
}
