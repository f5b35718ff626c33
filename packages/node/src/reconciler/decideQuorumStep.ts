import type { Deal } from '@suanli/protocol';
import type { QuorumStatus } from '@suanli/sdk';

/** What the reconciler does next about one seat in a quorum. */
export type QuorumStep =
  /** Nothing for now. */
  | { readonly type: 'wait' }
  /** Post the sealed result. */
  | { readonly type: 'contribute' }
  /** Reveal it, so that all who are right are paid. */
  | { readonly type: 'finalize' }
  /** Nobody revealed anything in time: get the stake back. */
  | { readonly type: 'expire' }
  /** It is over on chain, deep enough to stay so. */
  | { readonly type: 'end'; readonly finalized: boolean };

/** What {@link decideQuorumStep} looks at. */
export interface QuorumSituation {
  /** The seat's terms: see `quorumSeatDeal`. */
  readonly deal: Deal;
  readonly state: { readonly status: QuorumStatus; readonly blockNumber: bigint };
  readonly headBlock: bigint;
  /** True where the results of all tasks of the job are here. */
  readonly isComplete: boolean;
  readonly hasContributed: boolean;
  /** True where no seat's contribution is missing. */
  readonly allContributed: boolean;
  /** The block in which contributions were first seen to be over. */
  readonly closedBlock: bigint | undefined;
  /** Place of this provider among the seats: they reveal in turn, for one of them is enough. */
  readonly turn: number;
  /** True where this node is about to be away. */
  readonly closing?: boolean;
}

/** See the options of the same names in the configuration. */
export interface QuorumStepOptions {
  readonly settleGraceBlocks: number;
  readonly answerMarginBlocks: number;
  readonly confirmations: number;
}

/** Decides from what the chain and the store say, and from nothing else, like `decideStep`. */
export function decideQuorumStep(situation: QuorumSituation, options: QuorumStepOptions): QuorumStep {
  const { deal, state, headBlock, hasContributed, closedBlock } = situation;
  const contributeDeadline = deal.answerDeadlineBlock;
  const revealDeadline = contributeDeadline + BigInt(deal.windowBlocks);
  const isDeepEnough = state.blockNumber + BigInt(options.confirmations) <= headBlock;
  switch (state.status) {
    case 'none':
      // Undone by a reorganisation, it may come back until its time is over.
      return headBlock >= revealDeadline ? { type: 'end', finalized: false } : { type: 'wait' };
    case 'finalized':
      return isDeepEnough ? { type: 'end', finalized: true } : { type: 'wait' };
    case 'cancelled':
    case 'expired':
      return isDeepEnough ? { type: 'end', finalized: false } : { type: 'wait' };
    case 'open': {
      if (headBlock >= revealDeadline) return { type: 'expire' };
      if (!hasContributed) {
        // The next block is the first that a transaction sent now can be in.
        const isInTime = headBlock + 1n < contributeDeadline;
        return situation.isComplete && isInTime ? { type: 'contribute' } : { type: 'wait' };
      }
      if (!situation.allContributed && headBlock < contributeDeadline) return { type: 'wait' };
      // The requester knows all results and is the first to reveal one; who is about to be away, or short of time, waits for nobody.
      const third = (revealDeadline - contributeDeadline + 2n) / 3n;
      const margin = BigInt(options.answerMarginBlocks) < third ? BigInt(options.answerMarginBlocks) : third;
      const isUrgent = situation.closing === true || headBlock >= revealDeadline - margin;
      const graceBlocks = BigInt(options.settleGraceBlocks + situation.turn);
      const isOurTurn = closedBlock !== undefined && headBlock >= closedBlock + graceBlocks;
      return isUrgent || isOurTurn ? { type: 'finalize' } : { type: 'wait' };
    }
  }
}
