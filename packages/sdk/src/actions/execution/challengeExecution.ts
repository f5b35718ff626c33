import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

export interface ChallengeExecutionParameters extends ExecutionParameters {
  /** keccak256 of the result that is right. */
  readonly resultHash: Hex;
}

/**
 * Challenges an answer within its window with another result, and locks the same deposit.
 *
 * @throws SuanliError `EXECUTION_WINDOW_CLOSED`, `EXECUTION_SAME_RESULT`, `EXECUTION_OWN_ANSWER`, `BANK_INSUFFICIENT_AVAILABLE`
 *
 * @example
 * await challengeExecution(client, { execution, resultHash: keccak256(result) });
 */
export function challengeExecution(
  client: SuanliClient,
  parameters: ChallengeExecutionParameters,
): Promise<Transaction> {
  return writeExecution(client, 'challengeAnswer', [parameters.execution, parameters.resultHash]);
}
