import type { Game, GameEnd, ReceiptLeaf } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { LeafProof } from './LeafProof.ts';

interface GameEvent {
  /** The game as it was from then on. */
  readonly game: Game;
  readonly blockNumber: bigint;
  readonly transactionHash: Hex;
}

/** The challenger wants to be shown a leaf. */
export interface GameDemand extends GameEvent {
  readonly kind: 'demanded';
  readonly position: number;
}

/** The provider has shown it. */
export interface GameReveal extends GameEvent {
  readonly kind: 'revealed';
  readonly leaf: ReceiptLeaf;
  /** That it is a leaf of the answer. */
  readonly proof: LeafProof;
}

/** The challenger claims that a leaf is wrong, and how its program runs. */
export interface GameChallenge extends GameEvent {
  readonly kind: 'challenged';
  readonly leaf: ReceiptLeaf;
  /** Hashes of the states claimed; the last one has halted. */
  readonly hashes: readonly Hex[];
}

/** Who had the turn has picked a segment of the other's hashes, and has posted hashes inside of it. */
export interface GameMove extends GameEvent {
  readonly kind: 'moved';
  readonly by: 'provider' | 'challenger';
  readonly pick: number;
  readonly hashes: readonly Hex[];
}

export type GameEntry = GameDemand | GameReveal | GameChallenge | GameMove;

/** How a game ended. */
export interface GameOutcome {
  readonly end: GameEnd;
  /** What the provider got of the bond, in wei; the rest went back to the challenger. */
  readonly providerWei: bigint;
  readonly blockNumber: bigint;
  readonly transactionHash: Hex;
}

/** A game as the chain's events tell it. */
export interface GameRecord {
  readonly dealId: Hex;
  readonly challenger: Address;
  readonly provider: Address;
  /** As it stands, or stood before its end. */
  readonly game: Game;
  /** What was said in it, oldest first; never empty. */
  readonly entries: readonly GameEntry[];
  /** Undefined while it is open. */
  readonly outcome: GameOutcome | undefined;
}
