import { priceCurveAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ReleaseStatementsParameters {
  /** Statements that are over, of whomever; at least one. */
  readonly statementIds: readonly bigint[];
}

/**
 * Unlocks the bonds of statements that are over; each returns to who published it, whoever sends this. Those that were released
 * before are passed over.
 *
 * @throws SuanliError `PRICE_STATEMENT_UNKNOWN`, `PRICE_STATEMENT_LIVE`, and `CHAIN_…`
 */
export async function releaseStatements(
  client: SuanliClient,
  parameters: ReleaseStatementsParameters,
): Promise<Transaction> {
  return writeContract(client, {
    abi: priceCurveAbi,
    address: client.deployment.priceCurve,
    functionName: 'release',
    args: [parameters.statementIds],
  });
}
