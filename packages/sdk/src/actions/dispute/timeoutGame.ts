import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface TimeoutGameParameters {
  readonly game: Game;
}

/**
 * Ends a game in which the party whose turn it is has let its clock run out. Anyone may.
 *
 * @throws SuanliError `DISPUTE_CLOCK_RUNNING`, `DISPUTE_WRONG_GAME`, and `CHAIN_…`
 */
export function timeoutGame(client: SuanliClient, parameters: TimeoutGameParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'timeout',
    args: [encodeGame(parameters.game)],
  });
}
