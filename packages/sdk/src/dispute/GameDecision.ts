import type { ReceiptLeaf } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { GameClaim } from '../actions/dispute/GameClaim.ts';
import type { LeafProof } from '../actions/dispute/LeafProof.ts';

/** Why a party has nothing more to say. */
export type GameSurrender =
  /** The leaf shown is right. */
  | 'leafIsRight'
  /** It knows nothing about the leaf's task. */
  | 'noEvidence'
  /** What the other party posted is how the program runs. */
  | 'otherIsRight'
  /** What was posted in its own name before is not how the program runs. */
  | 'ownMovesDiffer';

/** What a party does next. */
export type GameDecision =
  /** The other party has the turn until `deadlineBlock`, the first block in which it has lost. */
  | { readonly kind: 'wait'; readonly deadlineBlock: bigint }
  /** The other party's clock has run out: `timeoutGame`. */
  | { readonly kind: 'timeout' }
  /** The own clock has run out: nothing can be done. */
  | { readonly kind: 'expired' }
  /** `revealLeaf` */
  | { readonly kind: 'reveal'; readonly proof: LeafProof }
  /** `revealLeafCount` */
  | { readonly kind: 'revealCount'; readonly position: number; readonly count: number; readonly topHash: Hex }
  /** `challengeRevealedLeaf` */
  | { readonly kind: 'claim'; readonly leaf: ReceiptLeaf; readonly claim: GameClaim }
  /** The leaf shown is of a task that the job does not have: `refuteTask` or `refuteTaskIndex`, then `closeGame`. */
  | { readonly kind: 'refute'; readonly leaf: ReceiptLeaf }
  /** `moveGame`; the segment picked begins at state `firstStep` and has `steps`. */
  | {
      readonly kind: 'move';
      readonly pick: number;
      readonly segment: readonly Hex[];
      readonly hashes: readonly Hex[];
      readonly firstStep: bigint;
      readonly steps: bigint;
    }
  /** `proveStep`: of the step from state `step`. */
  | {
      readonly kind: 'prove';
      readonly pick: number;
      readonly segment: readonly Hex[];
      readonly witness: Hex;
      readonly step: bigint;
    }
  /** A challenger gives up: `concedeGame`. */
  | { readonly kind: 'concede'; readonly reason: GameSurrender }
  /** A provider has no such move: it lets its clock run out. */
  | { readonly kind: 'resign'; readonly reason: GameSurrender };
