import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

/**
 * Pays an answer that was accepted or whose window has passed, or what a dispute said. Anyone may.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`, `EXECUTION_WINDOW_OPEN`
 *
 * @example
 * await finalizeExecution(client, { execution });
 */
export function finalizeExecution(client: SuanliClient, parameters: ExecutionParameters): Promise<Transaction> {
  return writeExecution(client, 'finalize', [parameters.execution]);
}
