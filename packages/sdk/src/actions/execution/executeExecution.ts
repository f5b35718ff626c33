import { executionMarketAbi } from '@suanli/protocol';
import { parseEventLogs } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { ExecutionParameters } from './Execution.ts';
import { writeExecution } from './internal/writeExecution.ts';

export interface ExecuteExecutionParameters extends ExecutionParameters {
  /**
   * How many steps to take at most. Default: as many as a call must take to be paid for. More in one call cost less in all,
   * as long as they fit a block.
   */
  readonly steps?: number;
}

export interface ExecuteExecutionReturnType extends Transaction {
  /** Steps that were taken. */
  readonly steps: number;
  /** Whether the run is finished, so that the request can be finalized. */
  readonly finished: boolean;
  /** What the sender was paid for the gas, in wei of the token. */
  readonly paidWei: bigint;
}

/**
 * Takes the run of a disputed request on. Anyone may, and is paid for the gas where it takes enough steps or the run finishes.
 *
 * @throws SuanliError `EXECUTION_WRONG_STATUS`
 *
 * @example
 * while (!(await executeExecution(client, { execution })).finished);
 */
export async function executeExecution(
  client: SuanliClient,
  parameters: ExecuteExecutionParameters,
): Promise<ExecuteExecutionReturnType> {
  const { execution, steps = execution.terms.bounds.callSteps } = parameters;
  const transaction = await writeExecution(client, 'executeExecutable', [execution, BigInt(steps)]);
  const events = parseEventLogs({ abi: executionMarketAbi, logs: [...transaction.logs] });
  let taken = 0;
  let paidWei = 0n;
  for (const event of events) {
    if (event.eventName === 'ExecutionAdvanced') taken = Number(event.args.steps);
    if (event.eventName === 'ExecutionGasPaid') paidWei = event.args.amountWei;
  }
  const finished = events.some(({ eventName }) => eventName === 'ExecutionResolved');
  return { ...transaction, steps: taken, finished, paidWei };
}
