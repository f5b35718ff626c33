import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

export interface AnswerExecutionParameters extends ExecutionParameters {
  /** keccak256 of the result. */
  readonly resultHash: Hex;
}

/**
 * Answers a request with the hash of its result, and locks the deposit; the challenge window runs from this block.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`, `EXECUTION_ANSWER_TOO_LATE`, `EXECUTION_WRONG_CALLER` where the client named
 * another provider, `BANK_INSUFFICIENT_AVAILABLE`
 *
 * @example
 * await answerExecution(client, { execution, resultHash: keccak256(result) });
 */
export function answerExecution(client: SuanliClient, parameters: AnswerExecutionParameters): Promise<Transaction> {
  return writeExecution(client, 'answerRequest', [parameters.execution, parameters.resultHash]);
}
