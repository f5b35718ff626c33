import { disputesAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from '../broker/AnsweredDeal.ts';
import { answerArgument } from './internal/answerArgument.ts';

export interface DemandLeafParameters {
  readonly answer: AnsweredDeal;
  /** Which leaf, from 0. Who knows none of them demands number 0. */
  readonly position: number;
}

/**
 * Wants a leaf of an answer to be shown: opens a game, and locks a bond as large as the provider's deposit. For who was not
 * given the leaves. A challenger who then finds nothing wrong loses a quarter of the bond; all of it where there is no such leaf.
 *
 * @throws SuanliError `DISPUTE_GAME_EXISTS`, `DISPUTE_POLICY_NOT_DISPUTABLE`, `BROKER_WINDOW_CLOSED`, … and `BANK_…`, `CHAIN_…`
 */
export function demandLeaf(client: SuanliClient, parameters: DemandLeafParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'demand',
    args: [answerArgument(parameters.answer), BigInt(parameters.position)],
  });
}
