import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createThreadTrace } from '../../disputes/createThreadTrace.ts';
import { TraceDesk } from '../../disputes/TraceDesk.ts';
import type { TraceFactory } from '../../disputes/TraceFactory.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';

export interface AssembleTraceDeskDependencies {
  readonly engine: Pick<TaskEngine, 'reserve'>;
  /** Default: in threads. */
  readonly openTrace?: TraceFactory | undefined;
}

/** The traces that defences and challenges share. */
export function assembleTraceDesk(
  { engine, openTrace }: AssembleTraceDeskDependencies,
  { disputes }: Pick<NodeConfig, 'disputes'>,
): TraceDesk {
  const defenceTurn = {};
  return new TraceDesk(openTrace ?? createThreadTrace({ heapMb: disputes.traceHeap }), {
    places: disputes.traces,
    // It has a clock that runs, and tasks have none: a processor is left to it.
    onDefending: (defending) => engine.reserve(defenceTurn, defending ? 1 : 0),
  });
}
