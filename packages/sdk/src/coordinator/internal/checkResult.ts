import {
  type Deal,
  decodeOutput,
  hashOutput,
  type ReceiptLeaf,
  SuanliError,
  type TaskOutput,
  type TaskResult,
  TaskStatus,
} from '@suanli/protocol';
import type { Job } from '../Job.ts';

interface Expected {
  readonly job: Job;
  /** Whoever ran it. */
  readonly deal: Pick<Deal, 'provider'>;
}

/** The error that says a provider sent a receipt which cannot be right. */
export function wrongReceipt(deal: Pick<Deal, 'provider'>, what: string): SuanliError {
  return new SuanliError('RECEIPT_WRONG', { parameters: { provider: deal.provider, what } });
}

/**
 * Checks one result against its job; the signature is checked for its whole batch.
 *
 * @throws SuanliError `RECEIPT_WRONG`
 */
export function checkResult(
  result: TaskResult,
  expected: Expected & { readonly known: ReceiptLeaf | undefined },
): void {
  const { job, deal, known } = expected;
  const { taskIndex, output } = result;
  const wrong = (what: string) => wrongReceipt(deal, `task ${taskIndex}: ${what}`);
  if (result.taskHash !== job.taskHashes[taskIndex]) throw wrong("another task's hash");
  if (result.work > job.template.limits.work) throw wrong('work above its limit');
  if (output === undefined && result.outputCid === undefined) throw wrong('no output');
  if (output !== undefined) checkOutput(result, output, expected);
  const same = known?.outputHash === result.outputHash && known.work === result.work && known.status === result.status;
  if (known && !same) throw wrong('two different receipts');
}

/**
 * Checks that an output is the one signed for, that it is an output at all, and that it fits its status: bytes that hash
 * right may still be junk.
 *
 * @throws SuanliError `RECEIPT_WRONG`
 */
export function checkOutput(result: TaskResult, encoded: Uint8Array, { job, deal }: Expected): void {
  const wrong = (what: string) => wrongReceipt(deal, `task ${result.taskIndex}: ${what}`);
  if (hashOutput(encoded) !== result.outputHash) throw wrong('the output is not the one signed for');
  let output: TaskOutput;
  try {
    output = decodeOutput(encoded);
  } catch {
    throw wrong('what it signed is no output');
  }
  let bytes = output.stdout.length + output.stderr.length;
  for (const file of Object.values(output.files)) bytes += file.length;
  if (bytes > job.template.limits.outputBytes) throw wrong('output above its limit');
  if ((result.status === TaskStatus.completed) !== (output.exitCode === 0)) {
    throw wrong('status and exit code contradict each other');
  }
}
