import type { ReceiptLeaf } from '@suanli/protocol';
import type { GameParty } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { DisputeChain } from '../../chain/DisputeChain.ts';
import { createGameKeeper } from '../../disputes/createGameKeeper.ts';
import { createTaskEvidence } from '../../disputes/createTaskEvidence.ts';
import type { FetchBlob } from '../../disputes/loadTraceJob.ts';
import type { TraceDesk } from '../../disputes/TraceDesk.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';

/** Defends this provider's answers; see {@link createDefence}. */
export interface Defence {
  /** Takes up the games about a deal that the chain says is disputed, unless they are being played already. */
  defend(dealId: Hex): void;
  stop(): Promise<void>;
  /** Games that are being played. */
  readonly games: number;
}

export interface DefenceDependencies {
  readonly chain: Pick<DisputeChain, 'gamesAgainst' | 'play'>;
  readonly store: Pick<Store, 'job' | 'task' | 'leaves'>;
  readonly desk: TraceDesk;
  readonly fetchBlob: FetchBlob;
  readonly metrics: Pick<Metrics, 'gameDecisions' | 'gamesEnded'>;
  readonly logger: Logger;
}

/**
 * Makes the provider's defence: reveals what is demanded, moves with traces of its own, and times out challengers who fall silent. All it
 * goes by is the chain and the store, so it goes on after a restart or a reorganisation as if nothing had happened.
 */
export function createDefence(dependencies: DefenceDependencies, options: { readonly confirmations: number }): Defence {
  const { chain, store, desk, fetchBlob, metrics, logger } = dependencies;
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
  const looking = new Map<Hex, Promise<void>>();
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
    async stop() {
      stopped = true;
      await Promise.all(looking.values());
      await keeper.stop();
    },
    get games() {
      return keeper.playing;
    },
  };
}
