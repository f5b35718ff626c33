import { decodeOutput, type JobAudit, type ReceiptLeaf } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { AdaptiveReplication, type ReplicationStep } from '../../verification/AdaptiveReplication.ts';
import { createComparator } from '../../verification/createComparator.ts';
import type { TaskBoard } from './TaskBoard.ts';

interface AuditedResult {
  readonly leaf: ReceiptLeaf;
  /** Kept only where hashes do not tell whether two results are the same. */
  readonly output?: Uint8Array;
}

/** A receipt that was stored, with its output. */
export interface StoredReceipt {
  readonly leaf: ReceiptLeaf;
  readonly output: Uint8Array | undefined;
  readonly dealId: Hex;
  readonly provider: Address;
}

/** Puts what adaptive replication decides into effect on a job's board. */
export class JobAuditor {
  readonly #board: TaskBoard;
  readonly #replication: AdaptiveReplication<AuditedResult>;
  readonly #exact: boolean;
  readonly #dealOf = new Map<string, Hex>();
  readonly #onRefuted: (provider: string) => void;

  constructor(
    audit: JobAudit,
    board: TaskBoard,
    options: {
      readonly records: Iterable<readonly [string, number]>;
      readonly onRefuted: (provider: string) => void;
    },
  ) {
    const comparator = createComparator(audit.comparator);
    this.#board = board;
    this.#exact = comparator.name === 'exact';
    this.#onRefuted = options.onRefuted;
    this.#replication = new AdaptiveReplication<AuditedResult>({
      trustAfter: audit.trustAfter,
      records: options.records,
      isSame: (a, b) => {
        if (a.leaf.status !== b.leaf.status) return false;
        if (a.leaf.outputHash === b.leaf.outputHash) return !this.#exact || a.leaf.work === b.leaf.work;
        if (this.#exact || !a.output || !b.output) return false;
        return comparator.compare(decodeOutput(a.output), decodeOutput(b.output)).same;
      },
    });
  }

  /** Results looked at until now, first and repeated ones. */
  get executions(): number {
    return this.#replication.executions;
  }

  get records(): ReadonlyMap<string, number> {
    return this.#replication.records;
  }

  /** Without outputs, only hashes tell whether two results are the same. */
  get comparesOutputs(): boolean {
    return !this.#exact;
  }

  mayExecute(index: number, provider: Address): boolean {
    return this.#replication.mayExecute(index, provider);
  }

  /** Takes a stored receipt: the task is done, or waits for another provider. */
  take({ leaf, output, dealId, provider }: StoredReceipt): void {
    const { taskIndex } = leaf;
    this.#dealOf.set(keyOf(taskIndex, provider), dealId);
    const result = this.#exact || output === undefined ? { leaf } : { leaf, output };
    const step = this.#replication.submit({ taskIndex, provider, result });
    this.#apply(step);
    // What does not count was taken off the board when it was sent, and must not be lost.
    if (!this.#board.isDone(taskIndex)) this.#board.putBack([taskIndex]);
  }

  #apply(step: ReplicationStep): void {
    // Before tasks wait again: nobody proven wrong may take them.
    for (const provider of step.wrong) this.#onRefuted(provider);
    if (step.accepted) {
      const { taskIndex, provider } = step.accepted;
      const dealId = this.#dealOf.get(keyOf(taskIndex, provider));
      // What was accepted before it was confirmed may now be another's.
      if (dealId !== undefined && !this.#board.complete(taskIndex, dealId)) this.#board.results.set(taskIndex, dealId);
    }
    for (const index of step.execute) this.#board.reopen(index);
    if (step.undecided !== undefined) {
      this.#board.giveUp(step.undecided, { kind: 'provider', code: 'AUDIT_UNDECIDED' });
    }
  }
}

function keyOf(taskIndex: number, provider: string): string {
  return `${taskIndex} ${provider.toLowerCase()}`;
}
