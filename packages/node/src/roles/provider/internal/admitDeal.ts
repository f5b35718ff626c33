import { setTimeout as delay } from 'node:timers/promises';
import {
  acceptPolicy,
  DealStatus,
  dealStatusName,
  hashJob,
  hashJobTemplate,
  isSuanliError,
  optimisticPolicy,
  quorumPolicy,
  SuanliError,
  type TaskMessageOf,
} from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { hashDeal } from '../../../chain/hashDeal.ts';
import type { ChainDealState, ProviderChain } from '../../../chain/ProviderChain.ts';
import { answerBlockOf, isAnswerTimeTooLong } from '../../../reconciler/decideStep.ts';
import type { Reconciler } from '../../../reconciler/Reconciler.ts';
import type { Store } from '../../../store/Store.ts';
import { requireLimits } from './requireLimits.ts';

export interface AdmitOptions {
  readonly taskMemoryPages: number;
  readonly taskOutputBytes: number;
  readonly taskWallMs: number;
  readonly answerMarginBlocks: number;
  readonly maxAnswerBlocks: number;
  /** How long a chain that is out of reach, or has not seen the deal yet, is asked again. */
  readonly dealPatienceMs: number;
  readonly pollIntervalMs: number;
}

export interface AdmitDependencies {
  readonly chain: ProviderChain;
  readonly store: Store;
  readonly reconciler: Pick<Reconciler, 'isAnswered'>;
  readonly provider: Address;
}

/** What a deal may be used for. */
export interface Admission {
  /** Why it takes no more tasks, where only its results are handed out once more. */
  readonly closed: SuanliError | undefined;
  /** True where nothing at all can be agreed any more, because the chain has an answer or an end. */
  readonly over: boolean;
}

/** Policy numbers of the chain, by the job's word for them. */
const policies = { accept: acceptPolicy, optimistic: optimisticPolicy, quorum: quorumPolicy } as const;

/**
 * Checks what a requester says about a deal against the chain, before anything is fetched or run for it, and writes the deal
 * and its job into the store. Nothing it says is believed: the terms must hash to what the chain keeps.
 *
 * @throws SuanliError with the code that `refused` carries
 */
export async function admitDeal(
  dependencies: AdmitDependencies,
  message: TaskMessageOf<'open'>,
  options: AdmitOptions,
  signal: AbortSignal,
): Promise<Admission> {
  const { chain, store, provider } = dependencies;
  const { dealId, deal, template, tasksRoot, taskCount } = message;
  if (deal.provider.toLowerCase() !== provider.toLowerCase()) {
    throw new SuanliError('NODE_DEAL_OF_ANOTHER', { parameters: { dealId, provider: deal.provider } });
  }
  if (hashJob(hashJobTemplate(template), tasksRoot) !== deal.jobHash.toLowerCase()) {
    throw new SuanliError('NODE_JOB_MISMATCH', { parameters: { dealId } });
  }
  const { verification, limits } = template;
  if (deal.policy !== policies[verification]) {
    throw new SuanliError('NODE_POLICY_UNSUPPORTED', { parameters: { policy: deal.policy, verification } });
  }
  // An answer to it could be challenged, and nobody could show that it is right.
  if (verification === 'optimistic' && !template.provable) throw new SuanliError('JOB_NOT_PROVABLE');
  requireLimits(limits, deal, options);

  const { state, headBlock, spareWei } = await lookUp(chain, dealId, options, signal);
  if (state.status === DealStatus.pending) {
    if (hashDeal(deal) !== state.hash.toLowerCase()) {
      throw new SuanliError('NODE_DEAL_FORGED', { parameters: { dealId } });
    }
    const answered = store.isFixed(dealId);
    const stored = { deal, openedBlock: state.blockNumber };
    const late = headBlock >= answerBlockOf(stored, options);
    const closed = answered
      ? new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status: 'answered' } })
      : late
        ? new SuanliError('NODE_DEAL_LATE', { parameters: { dealId, deadlineBlock: deal.answerDeadlineBlock } })
        : isAnswerTimeTooLong(stored, options)
          ? new SuanliError('NODE_ANSWER_TIME_TOO_LONG', {
              parameters: {
                dealId,
                blocks: deal.answerDeadlineBlock - state.blockNumber,
                maximum: options.maxAnswerBlocks,
              },
            })
          : undefined;
    // With nothing to hand out, there is nothing to open it for.
    if (closed && (store.deal(dealId)?.resultCount ?? 0) === 0) throw closed;
    // From here on nothing is awaited: deals that are opened at the same time must not count on the same balance.
    store.addDeal({ dealId, ...stored });
    if (!closed && store.deal(dealId)?.admitted === false) {
      const depositWei = deal.depositWei + depositsDueWei(dependencies, dealId, options);
      if (depositWei > spareWei) {
        throw new SuanliError('NODE_DEPOSIT_EXHAUSTED', { parameters: { dealId, depositWei, spareWei } });
      }
    }
    bind();
    return { closed, over: false };
  }

  const closed = new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status: dealStatusName(state.status) } });
  const known = store.deal(dealId);
  if (!known || known.resultCount === 0) throw closed;
  // The chain's word covers the answer by now; the terms were checked when the deal was first served.
  if (hashDeal(known.deal) !== hashDeal(deal)) throw new SuanliError('NODE_DEAL_FORGED', { parameters: { dealId } });
  bind();
  return { closed, over: true };

  function bind(): void {
    if (store.bindJob({ dealId, template, tasksRoot, taskCount }) === 'bound') return;
    throw new SuanliError('NODE_JOB_MISMATCH', { parameters: { dealId } });
  }
}

/**
 * The deposits that answers still to be given may need, besides that of one deal. What was never asked for anything is
 * answered only where it has a bounty or leaves too long.
 */
function depositsDueWei({ store, reconciler }: AdmitDependencies, but: Hex, options: AdmitOptions): bigint {
  let sumWei = 0n;
  for (const open of store.openDeals()) {
    if (open.dealId === but || reconciler.isAnswered(open.dealId)) continue;
    const due = open.admitted || open.started || open.deal.bountyWei > 0n || isAnswerTimeTooLong(open, options);
    if (due) sumWei += open.deal.depositWei;
  }
  return sumWei;
}

async function lookUp(
  chain: ProviderChain,
  dealId: TaskMessageOf<'open'>['dealId'],
  options: AdmitOptions,
  signal: AbortSignal,
): Promise<{ state: ChainDealState; headBlock: bigint; spareWei: bigint }> {
  const deadline = Date.now() + options.dealPatienceMs;
  for (;;) {
    let failure: SuanliError;
    try {
      const [state, headBlock, { availableWei, consents }] = await Promise.all([
        chain.dealState(dealId),
        chain.blockNumber(),
        chain.balance(),
      ]);
      // Without its consent the broker can lock nothing.
      if (state.status !== DealStatus.none) return { state, headBlock, spareWei: consents ? availableWei : 0n };
      failure = new SuanliError('NODE_DEAL_UNKNOWN', { parameters: { dealId } });
    } catch (error) {
      if (!isSuanliError(error, 'CHAIN_UNREACHABLE')) throw error;
      failure = error;
    }
    if (Date.now() >= deadline) throw failure;
    await delay(Math.min(options.pollIntervalMs, 1_000), undefined, { signal }).catch(() => {
      throw failure;
    });
  }
}
