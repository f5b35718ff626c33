import { executionMarketAbi } from '@suanli/protocol';
import { type Address, type Hex, zeroAddress, zeroHash } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { Execution } from './Execution.ts';
import { nobody } from './internal/nobody.ts';
import { writeExecution } from './internal/writeExecution.ts';

export interface RequestExecutionParameters {
  /** The vertical market: the factory of the algorithm. */
  readonly factory: Address;
  /** The inputs, as the algorithm documents them. */
  readonly inputs: Hex;
  /** Blocks from the answer within which it may be challenged; at least 1. In production, hours. */
  readonly windowBlocks: number;
  /** Paid for the right answer, out of the client's balance in the bank. */
  readonly paymentWei: bigint;
  /**
   * Locked by whoever answers and by whoever challenges. It must cover the worst case of a dispute at `gasPriceWei`:
   * {@link getExecutionDeposit} tells how much that is.
   */
  readonly depositWei: bigint;
  /** What those who take a dispute on get per unit of gas, in wei of the token; what gas costs, in production. */
  readonly gasPriceWei: bigint;
  /** Blocks within which the request is to be answered; at least 1. Default 300, an hour of 12-second blocks. */
  readonly answerBlocks?: number;
  /** Who alone may answer. Default: anyone; then an answer can be copied before it is mined. */
  readonly provider?: Address;
}

export interface RequestExecutionReturnType extends Transaction {
  readonly execution: Execution;
}

/**
 * Requests a run of an algorithm, and locks the payment.
 *
 * @throws SuanliError `EXECUTION_MARKET_UNKNOWN`, `EXECUTION_ZERO_BLOCKS`, `EXECUTION_DEPOSIT_TOO_SMALL`,
 * `EXECUTABLE_INVALID_INPUTS`, `BANK_INSUFFICIENT_AVAILABLE`, `BANK_CONSENT_MISSING`
 *
 * @example
 * const { execution } = await requestExecution(client, { factory, inputs, windowBlocks: 600, paymentWei, depositWei, gasPriceWei });
 */
export async function requestExecution(
  client: SuanliClient,
  parameters: RequestExecutionParameters,
): Promise<RequestExecutionReturnType> {
  const { factory, inputs, windowBlocks, paymentWei, depositWei, gasPriceWei } = parameters;
  const order = {
    factory,
    provider: parameters.provider ?? zeroAddress,
    paymentWei,
    depositWei,
    gasPriceWei,
    answerBlocks: parameters.answerBlocks ?? 300,
    windowBlocks,
  };
  const transaction = await writeExecution(client, 'requestExecution', [order, inputs]);
  const { id, terms } = eventOf(transaction, {
    abi: executionMarketAbi,
    address: client.deployment.executionMarket,
    eventName: 'ExecutionRequested',
  });
  return { execution: { id, terms, answer: nobody, challenge: nobody, computedHash: zeroHash }, ...transaction };
}
