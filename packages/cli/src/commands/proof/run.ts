import type { ProofCommitter, ProofStep, SuanliClient } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import type { CommandContext } from '../../context/CommandContext.ts';
import { openClient } from '../../context/openClient.ts';
import { openNetwork } from '../../context/openNetwork.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { parseId } from '../../input/parseId.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatDuration } from '../../output/formatDuration.ts';
import { formatVerdict } from './internal/formatVerdict.ts';
import { verdictJson } from './internal/verdictJson.ts';

interface RunOptions {
  readonly executor?: 'lease' | 'cpu' | 'gpu';
  readonly threads?: number;
}

interface OpenCommitter {
  readonly committer: ProofCommitter;
  close(): Promise<void>;
}

/** `suanli proof run` */
export const proofRun: CommandDefinition<[useRightId: bigint], RunOptions> = {
  path: 'proof run',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [
    { flags: '--executor <kind>', text: 'proofExecutor', parse: parseChoice('--executor', ['lease', 'cpu', 'gpu']) },
    { flags: '--threads <count>', text: 'proofThreads', parse: parseWholeNumber('--threads', 1, 1_024) },
  ],
  async run(context, { args: [useRightId], options }) {
    const { signal } = context;
    const client = await openClient(context, { wallet: true });
    const { runProof, verifyProof } = await import('@suanli/sdk');
    const { committer, close } =
      options.executor === undefined || options.executor === 'lease'
        ? await openLeased(context, client, useRightId)
        : await openHere(options.executor, options.threads);
    try {
      const onStep = noteSteps(context);
      const { proof, transactions, gasUsed } = await runProof(client, { useRightId, committer, onStep, signal });
      const verdict = await verifyProof(client, { proofId: proof.proofId });
      return {
        json: {
          ...verdictJson(verdict),
          transactions: transactions.map(({ hash, gasUsed }) => ({ hash, gasUsed })),
          gasUsed,
        },
        text: formatVerdict(context, verdict),
        exitCode: verdict.consistent ? 0 : 1,
      };
    } finally {
      await close();
    }
  },
};

/** The machine behind the use right computes. */
async function openLeased(context: CommandContext, client: SuanliClient, useRightId: bigint): Promise<OpenCommitter> {
  const { openLease } = await import('@suanli/sdk');
  const { network, close } = await openNetwork(context, client);
  try {
    const session = await openLease(client, { network, useRightId, signal: context.signal });
    return {
      committer: session.committer,
      close: async () => {
        await session.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openHere(prefer: 'cpu' | 'gpu', threads: number | undefined): Promise<OpenCommitter> {
  const { createProofExecutor } = await import('@suanli/node');
  const executor = await createProofExecutor({ prefer, ...(threads === undefined ? {} : { threads }) });
  return { committer: executor, close: () => executor.stop() };
}

const noteIntervalMs = 2_000;

/** Says on the terminal what has just been done, and every two seconds how far the tree is. */
function noteSteps({ terminal, text }: CommandContext): (step: ProofStep) => void {
  const words = text.proof;
  let notedMs = Date.now();
  return (step) => {
    switch (step.step) {
      case 'issued':
        return terminal.note(words.issued(String(step.proofId), step.transaction.hash));
      case 'computing':
        return terminal.note(words.computing(step.task.leafCountLog2, step.task.hashesPerLeaf));
      case 'progress':
        if (Date.now() - notedMs < noteIntervalMs) return;
        notedMs = Date.now();
        return terminal.note(words.progress(Math.floor((step.leaves / step.totalLeaves) * 100)));
      case 'computed':
        return terminal.note(words.computedIn(formatDuration(step.elapsedMs)));
      case 'committed':
        return terminal.note(words.committed(step.transaction.hash));
      case 'challenged':
        return terminal.note(words.challenged(step.indexes.length));
      case 'opened':
        return terminal.note(words.opened(step.transaction.hash));
    }
  };
}
