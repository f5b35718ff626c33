import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ConcedeGameParameters {
  readonly game: Game;
}

/**
 * Gives a game up; before anything was claimed it costs a quarter of the bond, rounded up, and all of it later. For the challenger.
 *
 * @throws SuanliError `DISPUTE_WRONG_CALLER`, `DISPUTE_WRONG_GAME`, and `CHAIN_…`
 */
export function concedeGame(client: SuanliClient, parameters: ConcedeGameParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'concede',
    args: [encodeGame(parameters.game)],
  });
}
