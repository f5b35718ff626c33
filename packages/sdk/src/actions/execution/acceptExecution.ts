import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

/**
 * Accepts an answer: the client at any time, anyone once the window has passed.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`, `EXECUTION_WINDOW_OPEN`
 *
 * @example
 * await acceptExecution(client, { execution });
 */
export function acceptExecution(client: SuanliClient, parameters: ExecutionParameters): Promise<Transaction> {
  return writeExecution(client, 'acceptAnswer', [parameters.execution]);
}
