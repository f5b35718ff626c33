import { disputesAbi, encodeGame, type Game } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ProveStepParameters {
  readonly game: Game;
  /** The segment's number, from 0. */
  readonly pick: number;
  /** By `segmentProof`. */
  readonly segment: readonly Hex[];
  /** See docs/machine.md, "Proof of one step". */
  readonly witness: Hex;
}

/**
 * Has the Machine judge a segment of one step, and wins. For who has the turn.
 *
 * @throws SuanliError `DISPUTE_STEP_STANDS` where the other party is right, `DISPUTE_WRONG_GAME`, `DISPUTE_WRONG_STAGE`,
 * `DISPUTE_WRONG_CALLER`, `DISPUTE_CLOCK_EXPIRED`, `DISPUTE_SEGMENT_INVALID`, `DISPUTE_WRONG_ROUND`, and `MACHINE_…`, `CHAIN_…`
 */
export function proveStep(client: SuanliClient, parameters: ProveStepParameters): Promise<Transaction> {
  const { game, pick, segment, witness } = parameters;
  return writeContract(client, {
    abi: disputesAbi,
    address: client.deployment.disputes,
    functionName: 'prove',
    args: [encodeGame(game), BigInt(pick), segment, witness],
  });
}
