import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CloseGameParameters {
  readonly game: Game;
}

/**
 * Ends a game about an answer that was refuted in another way: the bond goes back. Anyone may.
 *
 * @throws SuanliError `DISPUTE_NOT_REFUTED`, `DISPUTE_WRONG_GAME`, and `CHAIN_…`
 */
export function closeGame(client: SuanliClient, parameters: CloseGameParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'close',
    args: [encodeGame(parameters.game)],
  });
}
