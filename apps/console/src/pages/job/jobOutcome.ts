import { TaskStatus } from '@suanli/protocol';
import type { JobRecord } from '@suanli/sdk';
import type { ReceiptLine } from './receiptLines.ts';

/** What became of a job: open as long as a task is missing or a deal is not settled. */
export type JobOutcome = 'open' | 'done' | 'failed' | 'cancelled';

/** What became of a job, by its record and receipts. */
export function jobOutcome(
  record: Pick<JobRecord, 'phase' | 'cancelled' | 'tasks'>,
  receipts: readonly Pick<ReceiptLine, 'status'>[],
): JobOutcome {
  if (record.phase !== 'ended') return 'open';
  const completed = receipts.filter(({ status }) => status === TaskStatus.completed).length;
  if (completed === record.tasks.length) return 'done';
  return record.cancelled ? 'cancelled' : 'failed';
}
