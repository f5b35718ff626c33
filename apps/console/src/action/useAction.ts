import type { SuanliError } from '@suanli/protocol';
import type { SuanliClient, Transaction } from '@suanli/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Hex } from 'viem';
import { toSuanliError } from '../data/toSuanliError.ts';
import { useWriter } from '../wallet/useWriter.ts';
import { tellingClient, type WritePhase } from './tellingClient.ts';

/** One thing to be done on chain; some actions take several, one after another. */
export interface ActionStep {
  readonly label: string;
  /** Done where it resolves. */
  run(client: SuanliClient, signal: AbortSignal): Promise<Transaction | unknown>;
}

/** Where an action stands. A failed one is carried on at the step that failed. */
export interface ActionState {
  readonly phase: 'review' | WritePhase | 'done' | 'error';
  /** The step that it is at; their number where it is done. */
  readonly step: number;
  readonly hash: Hex | undefined;
  readonly gasUsed: bigint;
  readonly error: SuanliError | undefined;
}

const start: ActionState = { phase: 'review', step: 0, hash: undefined, gasUsed: 0n, error: undefined };

export interface Action {
  readonly state: ActionState;
  readonly running: boolean;
  /** Runs the steps that are not done yet. Resolves to whether all are. */
  run(steps: readonly ActionStep[]): Promise<boolean>;
  reset(): void;
}

function isTransaction(value: unknown): value is Transaction {
  return typeof value === 'object' && value !== null && 'gasUsed' in value && 'hash' in value;
}

/** Does things on chain in the name of the connected account, and says where they stand. */
export function useAction(): Action {
  const writer = useWriter();
  const queries = useQueryClient();
  const [state, setState] = useState<ActionState>(start);
  const controller = useRef<AbortController | undefined>(undefined);
  const latest = useRef(state);
  latest.current = state;
  useEffect(() => () => controller.current?.abort(), []);

  const run = useCallback(
    async (steps: readonly ActionStep[]): Promise<boolean> => {
      if (writer.status !== 'ready') return false;
      const abort = new AbortController();
      controller.current = abort;
      let { step, gasUsed } = latest.current.phase === 'error' ? latest.current : start;
      const set = (next: Partial<ActionState>) => {
        if (!abort.signal.aborted) setState((now) => ({ ...now, ...next }));
      };
      set({ ...start, phase: 'checking', step, gasUsed });
      const client = tellingClient(writer.client, (phase, hash) => set({ phase, hash }));
      try {
        for (; step < steps.length; step++) {
          set({ phase: 'checking', step });
          const result = await steps[step]?.run(client, abort.signal);
          const sent = isTransaction(result) ? result : (result as { transaction?: unknown } | undefined)?.transaction;
          if (isTransaction(sent)) {
            gasUsed += sent.gasUsed;
            set({ gasUsed, hash: sent.hash });
          }
          // Whatever the chain says has changed; the indexer's tables follow with its next block.
          void queries.invalidateQueries({ queryKey: ['chain'] });
          void queries.invalidateQueries({ queryKey: ['head'] });
        }
        set({ phase: 'done', step });
        return true;
      } catch (error) {
        set({ phase: 'error', step, error: toSuanliError(error) });
        return false;
      }
    },
    [writer, queries],
  );
  const reset = useCallback(() => {
    controller.current?.abort();
    setState(start);
  }, []);
  return { state, run, reset, running: !['review', 'done', 'error'].includes(state.phase) };
}
