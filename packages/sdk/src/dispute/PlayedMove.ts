import type { GameStage } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { GameRole } from './GameParty.ts';

/** One move of a game, of either party, as it stands on chain: what a reader is shown. */
export interface PlayedMove {
  readonly by: GameRole;
  readonly kind: 'demanded' | 'revealed' | 'challenged' | 'moved';
  /** What the game is at after it. */
  readonly stage: GameStage;
  /** How many moves are to follow until a segment is one step. */
  readonly roundsLeft: number;
  /** Number of the segment picked; of a `moved` alone. */
  readonly pick: number | undefined;
  /** The states between which the hashes posted lie; undefined before anything is claimed. */
  readonly steps: { readonly first: bigint; readonly last: bigint } | undefined;
  /** Of its transaction; undefined where the node does not tell. */
  readonly gasUsed: bigint | undefined;
  readonly transactionHash: Hex;
  readonly blockNumber: bigint;
  /** Left on the clocks from then on. */
  readonly providerBlocksLeft: number;
  readonly challengerBlocksLeft: number;
}
