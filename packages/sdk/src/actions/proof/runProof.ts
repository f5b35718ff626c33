import { isSuanliError, type ProofTask, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { getResourceTypeTerms } from '../asset/getResourceTypeTerms.ts';
import type { ComputeProof } from './ComputeProof.ts';
import { commitProof } from './commitProof.ts';
import { getProof } from './getProof.ts';
import { beforeDeadline } from './internal/beforeDeadline.ts';
import { nextLook } from './internal/nextLook.ts';
import { issueProof } from './issueProof.ts';
import { openProof } from './openProof.ts';
import { waitForProofChallenges } from './waitForProofChallenges.ts';
import { waitForProofSeed } from './waitForProofSeed.ts';

/** What computes a proof: an executor of `@suanli/executor/proof`, or the machine behind a lease (`LeaseSession.committer`). */
export interface ProofCommitter {
  commit(
    task: ProofTask,
    options?: {
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: { readonly leaves: number; readonly totalLeaves: number }) => void;
    },
  ): Promise<{
    readonly root: Hex;
    /** What the tree took, in milliseconds. */
    readonly elapsedMs?: number;
    /** `leafCountLog2` siblings for each index, from the leaf up. */
    open(indexes: readonly bigint[], options?: { readonly signal?: AbortSignal }): Promise<readonly Hex[]>;
    release?(): void;
  }>;
}

/** What has just been done, or how far the tree is. */
export type ProofStep =
  | { readonly step: 'issued'; readonly proofId: bigint; readonly transaction: Transaction }
  /** The seed is known; computing begins. A second time where the chain was reorganised. */
  | { readonly step: 'computing'; readonly proofId: bigint; readonly task: ProofTask }
  | { readonly step: 'progress'; readonly leaves: number; readonly totalLeaves: number }
  | { readonly step: 'computed'; readonly root: Hex; readonly elapsedMs: number }
  | { readonly step: 'committed'; readonly transaction: Transaction }
  | { readonly step: 'challenged'; readonly indexes: readonly bigint[] }
  | { readonly step: 'opened'; readonly transaction: Transaction };

/** Reorganisations that one proof goes along with. */
const maxSeeds = 3;

export interface RunProofParameters {
  /** A live use right of the client's account. */
  readonly useRightId: bigint;
  readonly committer: ProofCommitter;
  readonly onStep?: (step: ProofStep) => void;
  readonly signal?: AbortSignal;
}

export interface RunProofReturnType {
  /** The proof, which has passed. */
  readonly proof: ComputeProof;
  /** Its transactions: issue, commit, open. */
  readonly transactions: readonly [issue: Transaction, commit: Transaction, open: Transaction];
  /** Gas of all of them. */
  readonly gasUsed: bigint;
}

/**
 * Proves the resource of a use right, from issue to verdict: issues the proof, lets the committer compute it, commits, and opens
 * what the chain asks for. What fails on the way leaves the proof to expire; nothing is paid but gas.
 *
 * @throws SuanliError `PROOF_NOT_OWNER`, `PROOF_TOO_LATE`, `PROOF_OPENING_WRONG` and `PROOF_OPENINGS_INCOMPLETE` where the
 * committer computed wrongly, `PROOF_RANDOMNESS_UNAVAILABLE` also where the chain changes it again and again, `PROOF_ABORTED`, those of the committer and of the chain
 *
 * @example
 * const { proof } = await runProof(client, { useRightId, committer: createCpuProofExecutor() });
 */
export async function runProof(client: SuanliClient, parameters: RunProofParameters): Promise<RunProofReturnType> {
  const { useRightId, committer, signal } = parameters;
  const onStep = (step: ProofStep) => parameters.onStep?.(step);
  const check = () => {
    if (signal?.aborted === true) throw new SuanliError('PROOF_ABORTED', { cause: signal.reason });
  };
  const either = signal ? { signal } : {};

  check();
  const { proofId, ...issued } = await issueProof(client, { useRightId });
  onStep({ step: 'issued', proofId, transaction: issued });
  const { typeId, termsVersion, deadline } = await getProof(client, { proofId });
  const { leafCountLog2, hashesPerLeaf } = await getResourceTypeTerms(client, { typeId, version: termsVersion });

  for (let seeds = 1; seeds <= maxSeeds; seeds++) {
    const seed = await waitForProofSeed(client, { proofId, ...either });
    const task: ProofTask = { seed, leafCountLog2, hashesPerLeaf };
    onStep({ step: 'computing', proofId, task });
    const startedMs = performance.now();
    const commitment = await beforeDeadline(client, { deadline, signal }, async (inTime) => {
      const made = await committer.commit(task, {
        signal: inTime,
        onProgress: ({ leaves, totalLeaves }) => onStep({ step: 'progress', leaves, totalLeaves }),
      });
      // Nobody waits for it any more.
      if (inTime.aborted) made.release?.();
      return made;
    });
    try {
      const elapsedMs = commitment.elapsedMs ?? performance.now() - startedMs;
      onStep({ step: 'computed', root: commitment.root, elapsedMs });
      check();
      // The block that decided may be another one by now.
      if ((await waitForProofSeed(client, { proofId, ...either })) !== seed) continue;
      const committed = await onceMined(client, signal, () => commitProof(client, { proofId, root: commitment.root }));
      onStep({ step: 'committed', transaction: committed });
      const indexes = await waitForProofChallenges(client, { proofId, ...either });
      onStep({ step: 'challenged', indexes });
      const { deadline } = await getProof(client, { proofId });
      const siblings = await beforeDeadline(client, { deadline, signal }, (inTime) =>
        commitment.open(indexes, { signal: inTime }),
      );
      const opened = await onceMined(client, signal, () => openProof(client, { proofId, siblings }));
      onStep({ step: 'opened', transaction: opened });
      return {
        proof: await getProof(client, { proofId }),
        transactions: [issued, committed, opened],
        gasUsed: issued.gasUsed + committed.gasUsed + opened.gasUsed,
      };
    } finally {
      commitment.release?.();
    }
  }
  throw new SuanliError('PROOF_RANDOMNESS_UNAVAILABLE');
}

/** Sends what the chain takes from the next block on: nodes that estimate within the latest one still refuse it. */
async function onceMined(
  client: SuanliClient,
  signal: AbortSignal | undefined,
  send: () => Promise<Transaction>,
): Promise<Transaction> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!isSuanliError(error, 'PROOF_TOO_EARLY')) throw error;
      await nextLook(client, signal);
    }
  }
}
