import type { EvidenceSession } from '@suanli/network';
import {
  type EvidenceMessageOf,
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobTask,
  type ReceiptLeaf,
  SuanliError,
  TaskStatus,
} from '@suanli/protocol';
import type { AnsweredDeal } from '@suanli/sdk';
import { type Hex, zeroHash } from 'viem';
import { MerkleSumAccumulator } from '../../../store/MerkleSumAccumulator.ts';
import type { ReceivedTemplate } from '../../../store/Store.ts';

/** What a provider shows of an answer, after it was held against the chain. */
export interface Evidence {
  readonly template: ReceivedTemplate;
  readonly templateHash: Hex;
  /** All leaves of the answer, in its order. */
  readonly leaves: readonly ReceiptLeaf[];
  /** The task of each leaf that was asked for, by the leaf's position. */
  readonly tasks: ReadonlyMap<number, JobTask>;
  /** The hashes of all tasks of the job, in order, where the answer has all of them. */
  readonly taskHashes: readonly Hex[] | undefined;
}

export interface CollectEvidenceOptions {
  /** Which tasks to keep, by position; the provider cannot tell which, since it shows all. */
  readonly wanted: (position: number) => boolean;
  readonly maxLeaves: number;
  /** How long the provider may take for one message, in milliseconds. */
  readonly replyMs: number;
  readonly signal: AbortSignal;
}

/**
 * Has a provider show an answer. Nothing that it says is believed: the job has to be the one whose hash the chain has, the leaves
 * have to make up the answer's root and work, and each task has to have the hash of its leaf.
 *
 * The session is over afterwards, whatever came of it.
 *
 * @throws SuanliError `NODE_EVIDENCE_REFUSED`, `NODE_EVIDENCE_INVALID`, `NODE_EVIDENCE_TOO_LARGE`, `NODE_EVIDENCE_SILENT`, `NETWORK_…`
 */
export async function collectEvidence(
  session: EvidenceSession,
  answer: AnsweredDeal,
  options: CollectEvidenceOptions,
): Promise<Evidence> {
  const { dealId } = answer;
  const messages = session.messages[Symbol.asyncIterator]();
  const invalid = (what: string): SuanliError =>
    new SuanliError('NODE_EVIDENCE_INVALID', { parameters: { dealId, what } });
  const onAbort = (): void => session.abort();
  options.signal.addEventListener('abort', onAbort, { once: true });

  async function ask<Type extends 'job' | 'leaves'>(
    question: EvidenceMessageOf<'getJob' | 'getLeaves'>,
    type: Type,
  ): Promise<EvidenceMessageOf<Type>> {
    const silent = new SuanliError('NODE_EVIDENCE_SILENT', { parameters: { dealId, timeoutMs: options.replyMs } });
    const timeout = setTimeout(() => session.abort(silent), options.replyMs);
    try {
      await session.send(question);
      for (;;) {
        const { done, value } = await messages.next();
        if (done) {
          options.signal.throwIfAborted();
          throw (await session.closed) ?? invalid('the session ended');
        }
        if (value.type === 'heartbeat') continue;
        if (value.type === 'refused') {
          throw new SuanliError('NODE_EVIDENCE_REFUSED', { parameters: { dealId, code: value.code } });
        }
        if (value.type !== type || value.dealId !== dealId) throw invalid(`${value.type} message`);
        return value as EvidenceMessageOf<Type>;
      }
    } finally {
      clearTimeout(timeout);
    }
  }

  try {
    options.signal.throwIfAborted();
    const job = await ask({ type: 'getJob', dealId }, 'job');
    const { template, leafCount, taskCount } = job;
    const templateHash = hashJobTemplate(template);
    if (hashJob(templateHash, job.tasksRoot) !== answer.deal.jobHash.toLowerCase()) throw invalid('job');
    if (leafCount > options.maxLeaves) {
      throw new SuanliError('NODE_EVIDENCE_TOO_LARGE', {
        parameters: { dealId, count: leafCount, maximum: options.maxLeaves },
      });
    }
    const leaves: ReceiptLeaf[] = [];
    const tasks = new Map<number, JobTask>();
    // Both trees grow with each page: a root over all leaves at once would take seconds of the event loop.
    const answered = new MerkleSumAccumulator();
    const listed = new MerkleSumAccumulator();
    while (leaves.length < leafCount) {
      const position = leaves.length;
      const page = await ask({ type: 'getLeaves', dealId, position }, 'leaves');
      if (page.position !== position || page.leaves.length === 0 || position + page.leaves.length > leafCount) {
        throw invalid('page of leaves');
      }
      for (const { task, ...leaf } of page.leaves) {
        if (hashTask(templateHash, task) !== leaf.taskHash.toLowerCase()) throw invalid('task');
        if (options.wanted(leaves.length)) tasks.set(leaves.length, task);
        const whole = { ...leaf, taskIndex: task.index };
        answered.add(whole);
        // As `tasksRoot` has it.
        listed.add({
          taskIndex: leaves.length,
          taskHash: leaf.taskHash,
          outputHash: zeroHash,
          work: 0n,
          status: TaskStatus.completed,
        });
        leaves.push(whole);
      }
      // Hashing a page takes some tens of milliseconds; others have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const root = answered.root();
    if (root.root !== answer.root.toLowerCase() || root.totalWork !== answer.work) throw invalid('root of the answer');
    const hashes = leaves.map(({ taskHash }) => taskHash);
    const isWhole = leafCount === taskCount && listed.root().root === job.tasksRoot.toLowerCase();
    await session.close();
    return { template, templateHash, leaves, tasks, taskHashes: isWhole ? hashes : undefined };
  } catch (error) {
    session.abort(error instanceof SuanliError ? error : undefined);
    throw error;
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}
