import { disputesAbi, encodeGame } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from '../broker/AnsweredDeal.ts';
import { answerArgument } from './internal/answerArgument.ts';
import type { ProveStepParameters } from './proveStep.ts';

export interface ProveStepAndFinalizeParameters extends ProveStepParameters {
  readonly answer: AnsweredDeal;
}

/**
 * As `proveStep`, and ends the refuted deal in the same transaction: requester and challenger are paid. For a challenger who has the turn.
 *
 * @throws SuanliError what `proveStep` throws; `BROKER_…` where the answer was refuted by somebody else
 */
export function proveStepAndFinalize(
  client: SuanliClient,
  parameters: ProveStepAndFinalizeParameters,
): Promise<Transaction> {
  const { game, pick, segment, witness, answer } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'proveAndFinalize',
    args: [encodeGame(game), BigInt(pick), segment, witness, answerArgument(answer)],
  });
}
