import { setTimeout as delay } from 'node:timers/promises';
import { hashJob, hashJobTemplate, isSuanliError, SuanliError, type TaskMessageOf } from '@suanli/protocol';
import type { Address } from 'viem';
import { hashDeal } from '../../../chain/hashDeal.ts';
import type { ProviderChain } from '../../../chain/ProviderChain.ts';
import type { QuorumReconciler } from '../../../reconciler/createQuorumReconciler.ts';
import type { Store, StoredDeal } from '../../../store/Store.ts';
import type { Admission, AdmitOptions } from './admitDeal.ts';
import { requireLimits } from './requireLimits.ts';

export interface AdmitSeatDependencies {
  readonly chain: Pick<ProviderChain, 'blockNumber'>;
  readonly store: Store;
  readonly seats: Pick<QuorumReconciler, 'discover'>;
  readonly provider: Address;
}

/**
 * Checks what a requester says about a seat in a quorum, as {@link admitDeal} does for a deal: the terms must be those that
 * follow from the event of the quorum's opening, the limits this provider's, and the job the one that the quorum commits to.
 *
 * @throws SuanliError with the code that `refused` carries
 */
export async function admitSeat(
  dependencies: AdmitSeatDependencies,
  message: TaskMessageOf<'open'>,
  options: AdmitOptions,
  signal: AbortSignal,
): Promise<Admission> {
  const { store, chain, provider } = dependencies;
  const { dealId, deal, template, tasksRoot, taskCount } = message;
  if (deal.provider.toLowerCase() !== provider.toLowerCase()) {
    throw new SuanliError('NODE_DEAL_OF_ANOTHER', { parameters: { dealId, provider: deal.provider } });
  }
  if (hashJob(hashJobTemplate(template), tasksRoot) !== deal.jobHash.toLowerCase()) {
    throw new SuanliError('NODE_JOB_MISMATCH', { parameters: { dealId } });
  }
  const { limits, verification } = template;
  if (verification !== 'quorum') {
    throw new SuanliError('NODE_POLICY_UNSUPPORTED', { parameters: { policy: deal.policy, verification } });
  }
  requireLimits(limits, deal, options);
  const seat = await find(dependencies, dealId, options, signal);
  if (hashDeal(seat.deal) !== hashDeal(deal)) throw new SuanliError('NODE_DEAL_FORGED', { parameters: { dealId } });
  const over = seat.ended !== undefined;
  const isLate = (await chain.blockNumber()) + 1n >= deal.answerDeadlineBlock;
  const closed = over
    ? new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status: 'ended' } })
    : store.isFixed(dealId)
      ? new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status: 'answered' } })
      : isLate
        ? new SuanliError('NODE_DEAL_LATE', { parameters: { dealId, deadlineBlock: deal.answerDeadlineBlock } })
        : undefined;
  // With nothing to hand out, there is nothing to open it for.
  if (closed && seat.resultCount === 0) throw closed;
  if (store.bindJob({ dealId, template, tasksRoot, taskCount }) !== 'bound') {
    throw new SuanliError('NODE_JOB_MISMATCH', { parameters: { dealId } });
  }
  return { closed, over };
}

/** The seat as the chain tells of it; a requester may be quicker than the node's endpoint. */
async function find(
  { store, seats }: AdmitSeatDependencies,
  dealId: TaskMessageOf<'open'>['dealId'],
  options: AdmitOptions,
  signal: AbortSignal,
): Promise<StoredDeal> {
  const deadline = Date.now() + options.dealPatienceMs;
  for (;;) {
    let failure = new SuanliError('NODE_DEAL_UNKNOWN', { parameters: { dealId } });
    try {
      const seat = store.deal(dealId);
      if (seat) return seat;
      await seats.discover();
      const found = store.deal(dealId);
      if (found) return found;
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
