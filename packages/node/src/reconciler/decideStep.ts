import { DealStatus } from '@suanli/protocol';
import { hashDeal } from '../chain/hashDeal.ts';
import type { ChainDealState } from '../chain/ProviderChain.ts';
import type { StoredAcceptance, StoredAnswer, StoredDeal } from '../store/Store.ts';

/** What the reconciler does next about one deal. */
export type DealStep =
  /** Nothing for now. */
  | { readonly type: 'wait' }
  /** Post the answer over all results, with the deposit. */
  | { readonly type: 'answer' }
  /** End the deal with both signatures. */
  | { readonly type: 'settle' }
  /** The window has passed, or the requester has accepted: get paid. */
  | { readonly type: 'finalize' }
  /** It ran out without an answer: get the stake back. */
  | { readonly type: 'expire' }
  /** It is challenged: its games are to be played. */
  | { readonly type: 'defend' }
  /** It is over on chain, deep enough to stay so. */
  | { readonly type: 'end'; readonly paid: boolean }
  /** The chain holds an answer that this store does not know; only its window can be waited for. */
  | { readonly type: 'foreign' };

/** What {@link decideStep} looks at. */
export interface DealSituation {
  readonly deal: StoredDeal;
  readonly answer: StoredAnswer | undefined;
  readonly acceptance: StoredAcceptance | undefined;
  readonly state: ChainDealState;
  /** The head of the chain. */
  readonly headBlock: bigint;
  /** True where the chain refused the last step: do not rely on the requester's signature then. */
  readonly refused: boolean;
  /** True where this node is about to be away. */
  readonly closing?: boolean;
}

/** See the options of the same names in the configuration. */
export interface StepOptions {
  readonly answerMarginBlocks: number;
  readonly maxAnswerBlocks: number;
  readonly settleGraceBlocks: number;
  readonly confirmations: number;
}

type AnswerTime = Pick<StoredDeal, 'deal' | 'openedBlock'>;

/** True where a deal leaves more time than this node waits: its stake must not be frozen as long as the requester likes. */
export function isAnswerTimeTooLong(deal: AnswerTime, options: Pick<StepOptions, 'maxAnswerBlocks'>): boolean {
  return deal.deal.answerDeadlineBlock > deal.openedBlock + BigInt(options.maxAnswerBlocks);
}

/** The first block in which what was delivered is answered on chain without the requester's agreement. */
export function answerBlockOf(
  deal: AnswerTime,
  options: Pick<StepOptions, 'answerMarginBlocks' | 'maxAnswerBlocks'>,
): bigint {
  const deadline = deal.deal.answerDeadlineBlock;
  const thirdUp = (deadline - deal.openedBlock + 2n) / 3n;
  const margin = BigInt(options.answerMarginBlocks) < thirdUp ? BigInt(options.answerMarginBlocks) : thirdUp;
  const block = deadline - margin;
  const latest = deal.openedBlock + BigInt(options.maxAnswerBlocks);
  return block < latest ? block : latest;
}

/**
 * Decides from what the chain and the store say, and from nothing else: the same situation gives the same step, after a
 * restart, a lost event or an outage as well. That is what makes the reconciler level-triggered.
 */
export function decideStep(situation: DealSituation, options: StepOptions): DealStep {
  const { deal, answer, acceptance, state, headBlock, refused, closing = false } = situation;
  const terms = deal.deal;
  const agreed =
    !refused &&
    answer !== undefined &&
    acceptance !== undefined &&
    acceptance.root === answer.root &&
    acceptance.work === answer.work;
  const graceOver =
    acceptance !== undefined && (closing || headBlock >= acceptance.receivedBlock + BigInt(options.settleGraceBlocks));
  const deepEnough = state.blockNumber + BigInt(options.confirmations) <= headBlock;

  switch (state.status) {
    case DealStatus.none:
      // Its opening was undone by a reorganisation: it may come back until its time is over.
      return headBlock >= terms.answerDeadlineBlock ? { type: 'end', paid: false } : { type: 'wait' };

    case DealStatus.pending: {
      // The next block is the first that a transaction sent now can be in.
      const late = headBlock + 1n >= terms.answerDeadlineBlock;
      // Settling has no deadline of its own, but from the answer's deadline on anyone may expire the deal.
      if (agreed) return graceOver || headBlock >= answerBlockOf(deal, options) ? { type: 'settle' } : { type: 'wait' };
      if (late) return headBlock >= terms.answerDeadlineBlock ? { type: 'expire' } : { type: 'wait' };
      if ((deal.answerNow || closing) && deal.resultCount > 0) return { type: 'answer' };
      if (headBlock < answerBlockOf(deal, options)) return { type: 'wait' };
      if (deal.resultCount > 0 || answer !== undefined) return { type: 'answer' };
      // Whatever came of it, waiting for the deadline would freeze the stake: an empty answer has a bounded window.
      if (isAnswerTimeTooLong(deal, options)) return { type: 'answer' };
      // Never asked for anything: an empty answer keeps a third party from taking the bounty out of the stake.
      // One who took tasks and finished none has earned that.
      return terms.bountyWei > 0n && !deal.started ? { type: 'answer' } : { type: 'wait' };
    }

    case DealStatus.waitingForResolution: {
      if (answer === undefined || hashDeal(terms, answer) !== state.hash) return { type: 'foreign' };
      if (agreed && graceOver) return { type: 'settle' };
      return headBlock >= state.blockNumber + BigInt(terms.windowBlocks) ? { type: 'finalize' } : { type: 'wait' };
    }

    case DealStatus.softResolution:
      if (answer === undefined || hashDeal(terms, answer) !== state.hash) return { type: 'foreign' };
      return { type: 'finalize' };

    case DealStatus.firmResolution:
      if (answer === undefined) return { type: 'foreign' };
      if (hashDeal(terms, answer) === state.hash) return { type: 'finalize' };
      // Refuted: the chain's word covers whoever did it, and nothing of the deal comes back to this provider.
      return deepEnough ? { type: 'end', paid: false } : { type: 'wait' };

    case DealStatus.needsResolution:
    case DealStatus.resolving:
      if (answer === undefined || hashDeal(terms, answer) !== state.hash) return { type: 'foreign' };
      return { type: 'defend' };

    case DealStatus.finalized: {
      if (!deepEnough) return { type: 'wait' };
      const isRefuted = answer !== undefined && hashDeal(terms, answer) !== state.hash;
      return { type: 'end', paid: !isRefuted };
    }

    case DealStatus.cancelled:
      return deepEnough ? { type: 'end', paid: false } : { type: 'wait' };
  }
}
