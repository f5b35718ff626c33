import type { StateTrace } from '@suanli/machine';
import { SuanliError } from '@suanli/protocol';
import type { TraceJob } from '../TraceFactory.ts';

/**
 * The machine's trace of a task.
 *
 * @throws SuanliError `NODE_TRACE_FAILED`
 */
export async function openStateTrace(_job: TraceJob): Promise<StateTrace> {
  throw new SuanliError('NODE_TRACE_FAILED');
}
