import type { Network, TaskSession } from '@suanli/network';
import {
  type BrokerDomain,
  type Capability,
  DealStatus,
  dealTypes,
  isSuanliError,
  type Offer,
  optimisticPolicy,
  quorumPolicy,
  SuanliError,
  type TaskMessage,
  type TaskMessageOf,
  tabPolicy,
  verifyOpening,
} from '@suanli/protocol';
import { type Address, type Hex, type LocalAccount, recoverTypedDataAddress } from 'viem';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { QuorumReconciler } from '../../reconciler/createQuorumReconciler.ts';
import type { Reconciler } from '../../reconciler/Reconciler.ts';
import type { Store } from '../../store/Store.ts';
import { limitBacklog } from '../../tasks/limitBacklog.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import { wireError } from '../../tasks/wireError.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';
import { createOfferPublisher, type OfferPublisherOptions } from './createOfferPublisher.ts';
import { ActiveDeal, closedError } from './internal/ActiveDeal.ts';
import { type Admission, type AdmitOptions, admitDeal } from './internal/admitDeal.ts';
import { admitSeat } from './internal/admitSeat.ts';
import type { Provider } from './Provider.ts';
import { admitTab } from './tabs/internal/admitTab.ts';
import type { TabDesk } from './tabs/TabDesk.ts';

export interface ProviderDependencies {
  readonly account: LocalAccount;
  readonly domain: BrokerDomain;
  readonly chain: ProviderChain;
  readonly store: Store;
  /** Started. */
  readonly network: Pick<Network, 'addresses'> & {
    readonly offers: Pick<Network['offers'], 'publish'>;
    readonly tasks: Pick<Network['tasks'], 'handle' | 'unhandle'>;
  };
  /** What it puts must stay as long as the store keeps its result. */
  readonly engine: TaskEngine;
  readonly reconciler: Pick<Reconciler, 'poke' | 'headBlock' | 'isAnswered'>;
  /** Where this provider serves in quorums: finds its seats, and signs its offers for them. */
  readonly seats?: Pick<QuorumReconciler, 'discover'> & {
    /** Undefined where quorums cannot lock its stake. */
    readonly signOffer: (offer: Offer) => Promise<Hex | undefined>;
  };
  /** What a Gwu costs now with a resource (0: without one). Default: always what the offer's options say. */
  readonly priceOf?: (resourceId: bigint) => Promise<bigint>;
  /** Where it works on tabs as well. */
  readonly tabs?: TabDesk;
  /** Rejects where a requester may not be served at all. Default: everybody may. */
  readonly admitRequester?: (requester: Address) => Promise<unknown>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface ProviderOptions extends AdmitOptions {
  /** Resources (VIDs) that offers are made for, one each; none: one offer that names no resource. */
  readonly resources: readonly bigint[];
  readonly offer: Omit<OfferPublisherOptions, 'resourceId' | 'tier'>;
  /** Where who pays more is served first: the prices at which each resource is offered, in ascending order. */
  readonly auctionPricesWei?: readonly bigint[];
  /** Metered instructions per second and slot, measured here. */
  readonly workPerSecond: number;
  readonly maxDeals: number;
  readonly creditPerSlot: number;
  /** What `admitRequester` asks for, so that requesters know it before they open anything. Default: nothing. */
  readonly minRequesterBalanceWei?: bigint;
}

/** Deals that one session may be opening at the same time. */
const maxOpening = 16;
/** Messages that may wait for a peer that does not read, besides one for each task that it may have here. */
const maxUnsent = 1_024;

interface Session {
  readonly session: TaskSession;
  /** Deals opened here, or about to be; one that was refused is forgotten. */
  readonly opening: Map<Hex, Promise<ActiveDeal | undefined>>;
  openingCount: number;
  /** The `finish` or `acceptance` of a deal that is under way. */
  readonly agreeing: Map<Hex, Promise<void>>;
  readonly ended: AbortController;
}

/**
 * Makes the provider role: the provider's side of docs/task-protocol.md.
 *
 * Trust: a requester is believed in nothing. A deal's terms are checked against the chain, modules and inputs against their
 * CIDs, tasks against credit and budget, an acceptance against the deal's requester. A deal is opened only by the peer that
 * its requester has signed for: a template and its salt are no secret, since every other provider of the job knows them.
 */
export function createProvider(dependencies: ProviderDependencies, options: ProviderOptions): Provider {
  const { account, domain, chain, store, network, engine, reconciler, metrics, logger } = dependencies;
  const deals = new Map<Hex, ActiveDeal>();
  const sessions = new Set<Session>();
  const credit = engine.slots * options.creditPerSlot;
  let stopping: SuanliError | undefined;

  const resources = options.resources.length > 0 ? options.resources : [0n];
  const { auctionPricesWei, minRequesterBalanceWei = 0n } = options;
  const tiers = auctionPricesWei ?? [options.offer.priceWeiPerGwu];
  const places = resources.flatMap((resourceId) =>
    tiers.map((priceWeiPerGwu, tier) => ({ resourceId, priceWeiPerGwu, tier })),
  );
  const { priceOf } = dependencies;
  const publishers = places.map(({ resourceId, priceWeiPerGwu, tier }) =>
    createOfferPublisher(
      {
        account,
        domain,
        chain,
        store,
        logger,
        ...(dependencies.seats ? { signForQuorums: dependencies.seats.signOffer } : {}),
        announce: (announcement) => network.offers.publish(announcement),
        capability: () => capability(resourceId),
        ...(priceOf ? { priceWeiPerGwu: () => priceOf(resourceId) } : {}),
        willing: () => !stopping && served() < options.maxDeals,
      },
      { ...options.offer, resourceId, priceWeiPerGwu, tier },
    ),
  );

  /** Deals whose requester is here; those that wait for their window cost nothing. */
  function served(): number {
    let count = 0;
    for (const { session } of deals.values()) if (session) count++;
    return count;
  }

  function capability(resourceId: bigint): Capability {
    const { tabs } = dependencies;
    return {
      version: 1,
      addresses: network.addresses().slice(0, 16),
      executors: [engine.kind],
      slots: engine.slots,
      memoryPages: options.taskMemoryPages,
      outputBytes: options.taskOutputBytes,
      workPerSecond: options.workPerSecond,
      ...(auctionPricesWei ? { auction: true as const } : {}),
      // What a resource earns is its shareholders', and payments for tabs are this account's.
      ...(tabs?.grant && resourceId === 0n ? { tab: tabs.grant } : {}),
      ...(minRequesterBalanceWei > 0n ? { minRequesterBalanceWei } : {}),
    };
  }

  /** Resolves when the peer's stream has taken it: who only provokes refusals is answered no faster than it reads. */
  async function refuse(session: TaskSession, dealId: Hex, error: unknown): Promise<void> {
    const coded = isSuanliError(error)
      ? error
      : new SuanliError('NODE_DEAL_FAILED', { parameters: { dealId }, cause: error });
    metrics.refusals.inc({ code: coded.code });
    logger.warn({ err: error, dealId, peer: session.remotePeer }, 'deal refused');
    await session.send({ type: 'refused', dealId, ...wireError(coded) }).catch(() => {});
  }

  async function admit(message: TaskMessageOf<'open'>, signal: AbortSignal): Promise<Admission> {
    const provider = account.address;
    const { policy, requester } = message.deal;
    // What was taken on is finished, whatever the requester has by now.
    if (store.deal(message.dealId)?.admitted !== true) await dependencies.admitRequester?.(requester);
    if (message.tab || policy === tabPolicy) {
      return admitTab({ store, desk: dependencies.tabs, provider, domain }, message, options);
    }
    if (policy !== quorumPolicy) return admitDeal({ chain, store, reconciler, provider }, message, options, signal);
    const { seats } = dependencies;
    if (!seats) {
      const { verification } = message.template;
      throw new SuanliError('NODE_POLICY_UNSUPPORTED', { parameters: { policy, verification } });
    }
    return admitSeat({ chain, store, seats, provider }, message, options, signal);
  }

  async function openDeal(state: Session, message: TaskMessageOf<'open'>): Promise<ActiveDeal | undefined> {
    const { session, ended } = state;
    const { dealId, deal, template, tasksRoot, taskCount, signature } = message;
    try {
      // First of all, so that a stranger costs neither a look at the chain nor the requester's session.
      const opening = { dealId, peerId: session.remotePeer };
      await verifyOpening({ opening, signature, domain, requester: deal.requester });
      if (stopping) throw stopping;
      const { closed, over } = await admit(message, ended.signal);
      let active = deals.get(dealId);
      if (!active) {
        if (served() >= options.maxDeals && !closed) {
          throw new SuanliError('NODE_DEALS_TOO_MANY', { parameters: { maximum: options.maxDeals } });
        }
        const moduleHash = closed
          ? undefined
          : await engine.prepareJob(template, { from: session.remotePeer, signal: ended.signal });
        // Another session may have come first while this one fetched.
        active =
          deals.get(dealId) ??
          new ActiveDeal(
            { account, domain, store, engine, metrics, logger, credit },
            {
              dealId,
              deal,
              template,
              taskCount,
              tasksRoot,
              moduleHash,
              started: store.deal(dealId)?.started ?? false,
              leaves: store.leaves(dealId),
              tab: message.tab ? dependencies.tabs?.meter({ ...deal, taskWork: template.limits.work }) : undefined,
            },
          );
        deals.set(dealId, active);
      }
      // A reorganisation may have opened it anew.
      active.deal = deal;
      active.closed ??= closed;
      if (ended.signal.aborted) return undefined;
      active.session = session;
      const tab = message.tab && dependencies.tabs?.state(deal.requester);
      await session.send({ type: 'ready', dealId, credit, ...(tab ? { tab } : {}) });
      await active.resend();
      // What was sent again is on the tab already.
      if (tab) await active.send({ type: 'tab', dealId, ...(dependencies.tabs?.state(deal.requester) ?? tab) });
      // The requester has its results now, and need not try any further.
      if (closed && over) await refuse(session, dealId, closed);
      logger.info({ dealId, peer: session.remotePeer, closed: closed?.code }, 'deal served');
      return active;
    } catch (error) {
      await refuse(session, dealId, error);
      return undefined;
    }
  }

  async function finish(active: ActiveDeal, message: TaskMessageOf<'finish'>): Promise<void> {
    const { dealId } = active;
    await active.settleDown((taskIndex) => new SuanliError('NODE_TASK_CANCELLED', { parameters: { taskIndex } }));
    const own = active.receiptIndexes;
    const listed = new Set(message.taskIndexes);
    const missing = new Set([...own].filter((index) => !listed.has(index)));
    const unknown = message.taskIndexes.filter((index) => !own.has(index));
    if (missing.size > 0 && active.finishMismatches++ === 0) {
      logger.warn({ dealId, missing: missing.size }, 'the requester lacks receipts; they are sent again');
      await active.resend(missing);
      return;
    }
    // What it is paid for is what it delivered, whether or not the requester agrees.
    active.closed ??= closedError(dealId, 'answered');
    const { root, work, count } = await store.fixAnswer(dealId);
    if (active.deal.policy === tabPolicy) {
      // There is nothing to answer on chain; what was earned stays on the tab until it is paid.
      store.endDeal({ dealId, status: DealStatus.finalized, paidWei: 0n });
    } else if (missing.size > 0 || unknown.length > 0) {
      logger.warn({ dealId, missing: missing.size, unknown: unknown.length }, 'no agreement; answering on chain');
      store.markAnswerNow(dealId);
      reconciler.poke();
    } else if (active.deal.policy === optimisticPolicy) {
      // Nobody will accept it: its window is what it waits for, so the sooner that starts the better.
      store.markAnswerNow(dealId);
      reconciler.poke();
    }
    const signature = await account.signTypedData({
      domain,
      types: { Answer: dealTypes.Answer },
      primaryType: 'Answer',
      message: { dealId, root, work },
    });
    await active.send({ type: 'answer', dealId, root, work, count, signature });
  }

  async function accept(active: ActiveDeal, message: TaskMessageOf<'acceptance'>): Promise<void> {
    const { dealId, root, work, signature } = message;
    const answer = store.answer(dealId);
    const signer = await recoverTypedDataAddress({
      domain,
      types: { Acceptance: dealTypes.Acceptance },
      primaryType: 'Acceptance',
      message: { dealId, root, work },
      signature,
    }).catch(() => undefined);
    if (
      answer?.root !== root ||
      answer.work !== work ||
      signer?.toLowerCase() !== active.deal.requester.toLowerCase()
    ) {
      throw new SuanliError('NODE_ACCEPTANCE_FORGED', { parameters: { dealId } });
    }
    const receivedBlock = reconciler.headBlock ?? (await chain.blockNumber());
    store.addAcceptance({ dealId, acceptance: { root, work, signature, receivedBlock } });
    reconciler.poke();
  }

  /** Whatever is wrong with a payment is told by the tab, and ends neither deal nor session. */
  async function takePayment(active: ActiveDeal, { dealId, payment }: TaskMessageOf<'payment'>): Promise<void> {
    const { tabs } = dependencies;
    const { requester, policy } = active.deal;
    if (!tabs || policy !== tabPolicy) {
      return refuse(
        active.session as TaskSession,
        dealId,
        new SuanliError('NODE_DEAL_NOT_READY', { parameters: { dealId } }),
      );
    }
    const outcome = tabs.announce({ dealId, requester, payment });
    if (outcome) await active.send(outcome);
  }

  async function handle(state: Session, message: TaskMessage): Promise<void> {
    const { session, opening, agreeing } = state;
    switch (message.type) {
      case 'open': {
        const { dealId } = message;
        // Asked for again, it waits for its first answer.
        await opening.get(dealId);
        state.openingCount++;
        const opened = openDeal(state, message);
        opening.set(dealId, opened);
        const settled = opened.then((active) => {
          state.openingCount--;
          if (!active && opening.get(dealId) === opened) opening.delete(dealId);
        });
        // Opening waits for chain and blobs, which must not hold up the session's other deals, up to a number.
        if (state.openingCount >= maxOpening) await settled;
        return;
      }
      case 'tasks':
      case 'cancel':
      case 'finish':
      case 'payment':
      case 'acceptance': {
        const active = await opening.get(message.dealId);
        if (active?.session !== session) {
          return await refuse(
            session,
            message.dealId,
            new SuanliError('NODE_DEAL_NOT_READY', { parameters: { dealId: message.dealId } }),
          );
        }
        if (message.type === 'tasks') {
          if (stopping) active.closed ??= stopping;
          await active.take(message);
        } else if (message.type === 'cancel') active.cancel(message.taskIndexes);
        else if (message.type === 'payment') await takePayment(active, message);
        else {
          const { dealId } = message;
          // Both wait for signatures; tasks of other deals go on meanwhile, but one deal has one of them under way.
          await agreeing.get(dealId);
          const work = (message.type === 'finish' ? finish(active, message) : accept(active, message))
            .catch((error: unknown) => refuse(session, dealId, error))
            .finally(() => agreeing.delete(dealId));
          agreeing.set(dealId, work);
        }
        return;
      }
      case 'heartbeat':
        return;
      default:
        session.abort(new SuanliError('MESSAGE_MALFORMED', { parameters: { what: `${message.type} message` } }));
    }
  }

  function serve(stream: TaskSession): void {
    const session = limitBacklog(stream, maxUnsent + credit * options.maxDeals);
    const state: Session = {
      session,
      opening: new Map(),
      openingCount: 0,
      agreeing: new Map(),
      ended: new AbortController(),
    };
    sessions.add(state);
    const run = async (): Promise<void> => {
      try {
        for await (const message of session.messages) await handle(state, message);
      } catch (error) {
        logger.error({ err: error, peer: session.remotePeer }, 'session ended by an error here');
        session.abort();
      }
      sessions.delete(state);
      state.ended.abort();
      for (const active of deals.values()) {
        active.detach(session);
        // The store has all of it; a requester who comes back finds it there.
        if (!active.session && active.idle) deals.delete(active.dealId);
      }
      logger.debug({ peer: session.remotePeer, reason: (await session.closed)?.code }, 'session ended');
    };
    void run();
  }

  return {
    async start() {
      await network.tasks.handle(serve);
      for (const publisher of publishers) publisher.start();
    },
    async drain({ timeoutMs }) {
      const reason = new SuanliError('NODE_STOPPING');
      stopping = reason;
      await Promise.all(publishers.map((publisher) => publisher.stop()));
      await network.tasks.unhandle();
      for (const active of deals.values()) await active.refuseQueued(reason);
      const timer = Promise.withResolvers<void>();
      const timeout = setTimeout(timer.resolve, timeoutMs);
      await Promise.race([engine.idle(), timer.promise]);
      clearTimeout(timeout);
      for (const active of deals.values()) await active.settleDown(() => reason);
    },
    async stop() {
      const reason = new SuanliError('NODE_STOPPING');
      stopping ??= reason;
      await Promise.all(publishers.map((publisher) => publisher.stop()));
      await network.tasks.unhandle();
      for (const active of deals.values()) await active.settleDown(() => reason);
      for (const { session } of sessions) await session.close();
    },
    forget(dealId) {
      deals.delete(dealId as Hex);
    },
    tell(message) {
      void deals.get(message.dealId)?.send(message);
    },
    get offer() {
      return publishers[0]?.current;
    },
    get running() {
      return engine.running;
    },
    get queued() {
      return engine.queued;
    },
    get sessions() {
      return sessions.size;
    },
  };
}
