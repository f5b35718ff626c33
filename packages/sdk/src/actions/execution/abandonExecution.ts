import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

/**
 * Ends a dispute that has made no end for 50,400 blocks as if both parties were wrong. Anyone may.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`, `EXECUTION_NOT_STALLED`
 *
 * @example
 * await abandonExecution(client, { execution });
 */
export function abandonExecution(client: SuanliClient, parameters: ExecutionParameters): Promise<Transaction> {
  return writeExecution(client, 'abandonDispute', [parameters.execution]);
}
