import { optimisticPolicy, type ReceiptLeaf } from '@suanli/protocol';
import type { GameParty } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { DisputeChain } from '../../chain/DisputeChain.ts';
import { createGameKeeper } from '../../disputes/createGameKeeper.ts';
import { createTaskEvidence } from '../../disputes/createTaskEvidence.ts';
import type { FetchBlob } from '../../disputes/loadTraceJob.ts';
import type { TraceDesk } from '../../disputes/TraceDesk.ts';
import type { ContentStore } from '../../store/openContentStore.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';

const pageLeaves = 4_096;

/** Defends this provider's answers; see {@link createDefence}. */
export interface Defence {
  /** Takes up the games about a deal that the chain says is disputed, unless they are being played already. */
  defend(dealId: Hex): void;
  /** Keeps all that a defence of a deal would need for as long as the deal is open; what is kept already costs nothing. */
  prepare(dealId: Hex): void;
  /** Drops what no open deal needs any more. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
  /** Games that are being played. */
  readonly games: number;
}

export interface DefenceDependencies {
  readonly chain: Pick<DisputeChain, 'gamesAgainst' | 'play'>;
  readonly store: Pick<Store, 'job' | 'task' | 'leaves' | 'leafPage' | 'openDeals'>;
  readonly contents: ContentStore;
  readonly desk: TraceDesk;
  /** From the network, where it is not kept. */
  readonly fetchBlob: FetchBlob;
  readonly metrics: Pick<Metrics, 'gameDecisions' | 'gamesEnded'>;
  readonly logger: Logger;
}

/**
 * Makes the provider's defence: reveals what is demanded, moves with traces of its own, and times out challengers who fall silent. All it
 * goes by is the chain and the store, so it goes on after a restart or a reorganisation as if nothing had happened.
 */
export function createDefence(dependencies: DefenceDependencies, options: { readonly confirmations: number }): Defence {
  const { chain, store, contents, desk, metrics, logger } = dependencies;
  const keeper = createGameKeeper(
    {
      chain,
      role: 'provider',
      logger,
      onDecision: (kind) => metrics.gameDecisions.inc({ role: 'provider', kind }),
      onEnded: (_, end) => metrics.gamesEnded.inc({ role: 'provider', end }),
    },
    options,
  );
  const fetchBlob: FetchBlob = async (cid, signal) => (await contents.get(cid)) ?? dependencies.fetchBlob(cid, signal);
  const looking = new Map<Hex, Promise<void>>();
  /** Deals whose contents are kept, or about to be. */
  const prepared = new Map<Hex, Promise<void>>();
  const ended = new AbortController();
  let stopped = false;

  function partyOf(dealId: Hex): { readonly party: GameParty; readonly rest: () => void } {
    const source = createTaskEvidence({ desk, fetchBlob }, { purpose: 'defence' });
    const never = new AbortController().signal;
    return {
      rest: source.rest,
      party: {
        role: 'provider',
        leaves: async () => store.leaves(dealId),
        async evidence(leaf: ReceiptLeaf, { signal = never }) {
          const job = store.job(dealId);
          const task = store.task(dealId, leaf.taskIndex);
          if (!job || !task) return undefined;
          return source.of({ template: job.template, task, taskHash: leaf.taskHash }, signal);
        },
      },
    };
  }

  /** The CIDs that a run of a deal's tasks depends on. */
  function* cidsOf(dealId: Hex): Generator<string> {
    const template = store.job(dealId)?.template;
    if (!template) return;
    yield template.module;
    yield* Object.values(template.inputs);
    for (let position = 0; ; position += pageLeaves) {
      const page = store.leafPage({ dealId, position, maxLeaves: pageLeaves, maxTaskBytes: Number.POSITIVE_INFINITY });
      for (const { task } of page) yield* Object.values(task?.inputs ?? {});
      if (page.length < pageLeaves) return;
    }
  }

  async function keepContents(dealId: Hex): Promise<void> {
    try {
      for (const cid of new Set(cidsOf(dealId))) {
        await contents.keep(cid, () => dependencies.fetchBlob(cid, ended.signal));
      }
    } catch (error) {
      prepared.delete(dealId);
      if (!ended.signal.aborted)
        logger.error({ err: error, dealId }, 'what a defence would need cannot be kept; trying again');
    }
  }

  async function look(dealId: Hex): Promise<void> {
    try {
      for (const { challenger } of await chain.gamesAgainst(dealId)) {
        if (!stopped) keeper.keep({ dealId, challenger, ...partyOf(dealId) });
      }
    } catch (error) {
      logger.warn({ err: error, dealId }, 'the games about a deal could not be read; looking again');
    }
  }

  return {
    defend(dealId) {
      if (stopped || looking.has(dealId)) return;
      looking.set(
        dealId,
        look(dealId).finally(() => looking.delete(dealId)),
      );
    },
    prepare(dealId) {
      if (stopped || prepared.has(dealId)) return;
      prepared.set(dealId, keepContents(dealId));
    },
    async tidy() {
      const open = store.openDeals().filter(({ deal }) => deal.policy === optimisticPolicy);
      for (const dealId of prepared.keys()) if (!open.some((deal) => deal.dealId === dealId)) prepared.delete(dealId);
      await contents.retain(new Set(open.flatMap(({ dealId }) => [...cidsOf(dealId)])));
    },
    async stop() {
      stopped = true;
      ended.abort();
      await Promise.all([...looking.values(), ...prepared.values()]);
      await keeper.stop();
    },
    get games() {
      return keeper.playing;
    },
  };
}
