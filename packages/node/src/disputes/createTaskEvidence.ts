import { type JobTask, taskOpening } from '@suanli/protocol';
import type { TaskEvidence } from '@suanli/sdk';
import { bytesToHex, type Hex } from 'viem';
import type { ReceivedTemplate } from '../store/Store.ts';
import { type FetchBlob, loadTraceJob } from './loadTraceJob.ts';
import type { TraceDesk, TraceLoan, TracePurpose } from './TraceDesk.ts';

/** A task that may be disputed. */
export interface DisputedTask {
  readonly template: ReceivedTemplate;
  readonly task: JobTask;
  readonly taskHash: Hex;
}

/** Evidence about tasks, as a game asks for it. */
export interface TaskEvidenceSource {
  /**
   * What is to be known of a task. Its trace is borrowed until {@link rest}.
   *
   * @throws SuanliError `JOB_NOT_PROVABLE`, `JOB_PROGRAM_MISMATCH`, `JOB_INPUT_MISMATCH`, `NODE_TRACE_STOPPED`, `BLOB_…`, …
   */
  of(task: DisputedTask, signal: AbortSignal): Promise<TaskEvidence>;
  /** Gives the trace back, for now. */
  rest(): void;
}

/** Makes a source for one game. */
export function createTaskEvidence(
  dependencies: { readonly desk: TraceDesk; readonly fetchBlob: FetchBlob },
  options: { readonly purpose: TracePurpose },
): TaskEvidenceSource {
  const { desk, fetchBlob } = dependencies;
  let loan: TraceLoan | undefined;
  const rest = (): void => {
    loan?.release();
    loan = undefined;
  };
  return {
    rest,
    async of(disputed, signal) {
      rest();
      const { template, task, taskHash } = disputed;
      const borrowed = await desk.borrow(taskHash, (loading) => loadTraceJob(disputed, fetchBlob, loading), {
        purpose: options.purpose,
        signal,
      });
      loan = borrowed;
      const { trace } = borrowed;
      const opening = taskOpening(template, task, { first: bytesToHex(trace.first), levels: trace.levels });
      return { opening, trace };
    },
  };
}
