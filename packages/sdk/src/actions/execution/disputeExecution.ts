import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

export interface DisputeExecutionParameters extends ExecutionParameters {
  /** The inputs of the request, from {@link getExecution}. */
  readonly inputs: Hex;
}

/**
 * Creates the run of a challenged request on chain. Anyone may, and is paid for the gas.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`, `EXECUTION_WRONG_INPUTS`
 *
 * @example
 * await disputeExecution(client, { execution, inputs });
 */
export function disputeExecution(client: SuanliClient, parameters: DisputeExecutionParameters): Promise<Transaction> {
  return writeExecution(client, 'initializeDispute', [parameters.execution, parameters.inputs]);
}
