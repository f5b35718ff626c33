/**
 * How often results are executed again, after BOINC's adaptive replication
 * (https://github.com/BOINC/boinc/wiki/AdaptiveReplication): a provider's record is the number of its results in a row that
 * another provider confirmed. Below `trustAfter` all of its results are executed again; from there on each with probability
 * 1 / record. A wrong result sets the record to zero.
 */
export interface AdaptiveReplicationOptions<Result> {
  /** Confirmed results in a row from which a provider is trusted at all. Default 10, as BOINC has it; in production not less. */
  readonly trustAfter?: number;
  /** Executions of one task after which no more are asked for. Default 5. */
  readonly maxExecutions?: number;
  /** Whether two results of one task are the same. Two results of one provider are never compared. */
  readonly isSame: (a: Result, b: Result) => boolean;
  /** Records to start with, from earlier jobs. Default: nobody has one. */
  readonly records?: Iterable<readonly [provider: string, record: number]>;
  /**
   * A number from 0 up to 1. Default: from the generator for keys, for a provider must not be able to foresee which of its
   * results are executed again. Give another one only to tests and simulations.
   */
  readonly random?: () => number;
}

/** What follows from a result. */
export interface ReplicationStep {
  /** The task has its result: the one that this provider gave. */
  readonly accepted?: { readonly taskIndex: number; readonly provider: string };
  /** These tasks need another execution, each by a provider that `mayExecute` it. */
  readonly execute: readonly number[];
  /** These providers are proven wrong by two others: they get no more tasks. Their unconfirmed results are void. */
  readonly wrong: readonly string[];
  /** So many executions disagree that nothing can be said of this task. */
  readonly undecided?: number;
}

interface Execution<Result> {
  readonly provider: string;
  readonly result: Result;
}

/** One task, from its first result on. Invariant: each provider executed it at most once. */
interface AuditedTask<Result> {
  readonly executions: Execution<Result>[];
  /** Who gave the accepted result. */
  accepted?: string;
  /** Two providers agreed, so it is never looked at again. */
  confirmed: boolean;
}

/**
 * Decides, result by result, which tasks are executed again on another provider. The decision is made when the result is
 * there, and nobody is told, so that a provider knows neither before nor after whether it is checked.
 *
 * What two providers that are not proven wrong agree on is right: whoever said otherwise is proven wrong. All results of
 * that provider that were accepted unconfirmed are then void, and their tasks are executed anew.
 *
 * What it does not see: a wrong result that was not chosen, of a provider that is never caught; and two providers that give
 * the same wrong result to one task.
 *
 * @example
 * const replication = new AdaptiveReplication<Hex>({ isSame: (a, b) => a === b });
 * const { accepted, execute } = replication.submit({ taskIndex, provider, result: outputHash });
 */
export class AdaptiveReplication<Result> {
  readonly #options: AdaptiveReplicationOptions<Result>;
  readonly #records = new Map<string, number>();
  readonly #wrong = new Set<string>();
  readonly #tasks = new Map<number, AuditedTask<Result>>();
  readonly #random: () => number;
  #executions = 0;

  constructor(options: AdaptiveReplicationOptions<Result>) {
    this.#options = options;
    this.#random = options.random ?? unforeseeable;
    for (const [provider, record] of options.records ?? []) this.#records.set(keyOf(provider), record);
  }

  /** Results submitted until now. */
  get executions(): number {
    return this.#executions;
  }

  /** Confirmed results in a row of every provider that has given one. */
  get records(): ReadonlyMap<string, number> {
    return this.#records;
  }

  /** True where two others proved the provider wrong. */
  isWrong(provider: string): boolean {
    return this.#wrong.has(keyOf(provider));
  }

  /** Whether the provider may execute the task: it is not proven wrong, and has not done so before. */
  mayExecute(taskIndex: number, provider: string): boolean {
    const key = keyOf(provider);
    if (this.#wrong.has(key)) return false;
    return !this.#tasks.get(taskIndex)?.executions.some((execution) => execution.provider === key);
  }

  /** The probability with which the provider's next result is executed again. */
  rateOf(provider: string): number {
    const record = this.#records.get(keyOf(provider)) ?? 0;
    return record < (this.#options.trustAfter ?? 10) ? 1 : 1 / record;
  }

  /** Takes a result of a provider. What it may not execute, or what is confirmed already, changes nothing. */
  submit(given: { readonly taskIndex: number; readonly provider: string; readonly result: Result }): ReplicationStep {
    const { taskIndex, result } = given;
    const provider = keyOf(given.provider);
    const task = this.#tasks.get(taskIndex) ?? { executions: [], confirmed: false };
    if (!this.mayExecute(taskIndex, provider)) return { execute: [], wrong: [] };
    this.#tasks.set(taskIndex, task);
    this.#executions++;
    task.executions.push({ provider, result });
    if (task.confirmed) {
      // A copy that was under way: it says something of its provider, though nothing new of the task.
      const right = task.executions.find((execution) => execution.provider === task.accepted);
      if (right && !this.#options.isSame(right.result, result)) return this.#convict([provider]);
      this.#confirm(provider);
      return { execute: [], wrong: [] };
    }
    if (task.executions.length === 1) {
      if (this.#random() < this.rateOf(provider)) return { execute: [taskIndex], wrong: [] };
      task.accepted = provider;
      return { accepted: { taskIndex, provider }, execute: [], wrong: [] };
    }
    return this.#compare(taskIndex, task, { provider, result });
  }

  /** A further result of a task is there: two that agree decide. */
  #compare(taskIndex: number, task: AuditedTask<Result>, last: Execution<Result>): ReplicationStep {
    const { isSame, maxExecutions = 5 } = this.#options;
    const agrees = ({ provider, result }: Execution<Result>) =>
      provider !== last.provider && !this.#wrong.has(provider) && isSame(result, last.result);
    const first = task.executions.find(agrees);
    if (!first) {
      const undecided = task.accepted === undefined && task.executions.length >= maxExecutions;
      return undecided ? { execute: [], wrong: [], undecided: taskIndex } : { execute: [taskIndex], wrong: [] };
    }
    task.confirmed = true;
    task.accepted = first.provider;
    const losers: string[] = [];
    for (const { provider, result } of task.executions) {
      if (isSame(result, last.result)) this.#confirm(provider);
      else losers.push(provider);
    }
    return { ...this.#convict(losers), accepted: { taskIndex, provider: first.provider } };
  }

  #confirm(provider: string): void {
    if (!this.#wrong.has(provider)) this.#records.set(provider, (this.#records.get(provider) ?? 0) + 1);
  }

  /** Voids all that these providers gave and nobody confirmed. */
  #convict(providers: readonly string[]): ReplicationStep {
    const wrong = providers.filter((provider) => !this.#wrong.has(provider));
    for (const provider of wrong) {
      this.#wrong.add(provider);
      this.#records.set(provider, 0);
    }
    if (wrong.length === 0) return { execute: [], wrong };
    const execute: number[] = [];
    for (const [taskIndex, task] of this.#tasks) {
      if (task.confirmed || task.accepted === undefined || !wrong.includes(task.accepted)) continue;
      this.#tasks.delete(taskIndex);
      execute.push(taskIndex);
    }
    return { execute, wrong };
  }
}

/** Addresses are written with and without a checksum. */
function keyOf(provider: string): string {
  return provider.toLowerCase();
}

function unforeseeable(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
