import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { writeExecution } from './internal/writeExecution.ts';

export interface OpenExecutionMarketParameters {
  /** The factory of the algorithm. */
  readonly factory: Address;
}

/**
 * Opens a vertical market for an algorithm. Anyone may.
 *
 * @throws SuanliError `EXECUTION_MARKET_EXISTS`, `EXECUTION_FACTORY_INVALID`
 *
 * @example
 * await openExecutionMarket(client, { factory });
 */
export function openExecutionMarket(
  client: SuanliClient,
  parameters: OpenExecutionMarketParameters,
): Promise<Transaction> {
  return writeExecution(client, 'openMarket', [parameters.factory]);
}
