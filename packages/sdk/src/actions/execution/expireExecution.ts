import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

/**
 * Ends a request that nobody answered in time; the client has its payment back. Anyone may.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`, `EXECUTION_NOT_EXPIRED`
 *
 * @example
 * await expireExecution(client, { execution });
 */
export function expireExecution(client: SuanliClient, parameters: ExecutionParameters): Promise<Transaction> {
  return writeExecution(client, 'expireRequest', [parameters.execution]);
}
