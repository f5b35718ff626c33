import { AdaptiveReplication } from '@suanli/sdk';

/** What adaptive replication costs, and what it lets pass, with simulated providers and the decisions of the real module. */
export interface AuditFigures {
  readonly tasks: number;
  readonly providers: number;
  readonly unreliableProviders: number;
  readonly runs: number;
  /** Executions per task, mean over all runs: 1 is none executed again. Each voided result is counted as an execution too. */
  readonly overheadRatio: number;
  readonly worstOverheadRatio: number;
  /** Wrong results that were accepted, mean over all runs, where nobody else looks. */
  readonly wrongAccepted: number;
  readonly worstWrongAccepted: number;
  /** The same where a verifier executes every accepted result again, and a third execution decides where it differs. */
  readonly wrongAcceptedWithVerifier: number;
  /** Executions per task with such a verifier, its own included. */
  readonly overheadRatioWithVerifier: number;
  /** Unreliable providers proven wrong, of all of them, over all runs. */
  readonly unreliableFound: number;
  /** Reliable providers proven wrong: none, or the rule is at fault. */
  readonly reliableBlamed: number;
  /** What two providers achieve that lie about the same quarter of the tasks, and say the same of each. Means over all runs. */
  readonly colluding: {
    readonly wrongAccepted: number;
    readonly reliableBlamed: number;
    readonly overheadRatio: number;
  };
  /** Executions per task where every result is executed twice, and a third time where those differ: the usual replication. */
  readonly fullReplicationRatio: number;
}

const tasks = 10_000;
const providers = 20;
const unreliable = 2;
const runs = 200;

/** Mulberry32: the simulation is the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Run {
  readonly executions: number;
  readonly wrongAccepted: number;
  readonly found: number;
  readonly blamed: number;
  readonly fullExecutions: number;
}

/** One job of 10,000 tasks. Result 0 is right; wrong ones differ from each other, but for those of colluding liars. */
function simulate(seed: number, parameters: { readonly colluding?: boolean; readonly verifier?: boolean } = {}): Run {
  const random = seeded(seed);
  const errorRates = Array.from({ length: providers }, (_, i) => (i < unreliable ? 0.05 + 0.45 * random() : 0));
  const replication = new AdaptiveReplication<number>({ isSame: (a, b) => a === b, random });
  const accepted = new Map<number, number>();
  const results = new Map<string, number>();
  let lies = 0;
  const resultOf = (index: number, provider: number): number => {
    if (parameters.colluding) return provider < unreliable && index % 4 === 0 ? -1 : 0;
    return random() < (errorRates[provider] ?? 0) ? ++lies : 0;
  };
  const waiting = Array.from({ length: tasks }, (_, index) => tasks - 1 - index);
  const submit = (index: number, provider: string, result: number) => {
    results.set(`${index} ${provider}`, result);
    const step = replication.submit({ taskIndex: index, provider, result });
    if (step.undecided !== undefined) throw new RangeError(`task ${index} is undecided`);
    if (step.accepted) {
      const { taskIndex } = step.accepted;
      accepted.set(taskIndex, results.get(`${taskIndex} ${step.accepted.provider}`) ?? -1);
    }
    for (const again of step.execute) accepted.delete(again);
    waiting.push(...step.execute);
  };
  const runAll = () => {
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const able = errorRates.map((_, i) => i).filter((i) => replication.mayExecute(index as number, `p${i}`));
      const chosen = able[Math.floor(random() * able.length)];
      if (chosen === undefined) throw new RangeError(`nobody is left to execute task ${index}`);
      submit(index, `p${chosen}`, resultOf(index, chosen));
    }
  };
  runAll();
  if (parameters.verifier) {
    for (let index = 0; index < tasks; index++) {
      submit(index, 'verifier', 0);
      runAll();
    }
  }
  if (accepted.size !== tasks) throw new RangeError(`${tasks - accepted.size} tasks have no result`);
  const isFound = (i: number) => replication.isWrong(`p${i}`);
  // Replicating everything, nobody is left out: a wrong result costs a third execution.
  let fullExecutions = 0;
  for (let index = 0; index < tasks; index++) {
    const pair = [Math.floor(random() * providers), Math.floor(random() * providers)];
    fullExecutions += pair.some((i) => random() < (errorRates[i] ?? 0)) ? 3 : 2;
  }
  return {
    executions: replication.executions,
    wrongAccepted: [...accepted.values()].filter((result) => result !== 0).length,
    found: errorRates.filter((rate, i) => rate > 0 && isFound(i)).length,
    blamed: errorRates.filter((rate, i) => rate === 0 && isFound(i)).length,
    fullExecutions,
  };
}

/** Measures adaptive replication over 10,000 tasks on 20 providers, of which two give 5 to 50 % wrong results. */
export async function benchAudit(): Promise<AuditFigures> {
  const seeds = Array.from({ length: runs }, (_, i) => i + 1);
  const all = seeds.map((seed) => simulate(seed));
  const verified = seeds.map((seed) => simulate(seed, { verifier: true }));
  const colluded = seeds.map((seed) => simulate(seed, { colluding: true }));
  const mean = (list: readonly Run[], of: (run: Run) => number) => list.reduce((sum, run) => sum + of(run), 0) / runs;
  return {
    tasks,
    providers,
    unreliableProviders: unreliable,
    runs,
    overheadRatio: mean(all, ({ executions }) => executions) / tasks,
    worstOverheadRatio: Math.max(...all.map(({ executions }) => executions)) / tasks,
    wrongAccepted: mean(all, (run) => run.wrongAccepted),
    worstWrongAccepted: Math.max(...all.map((run) => run.wrongAccepted)),
    wrongAcceptedWithVerifier: Math.max(...verified.map((run) => run.wrongAccepted)),
    overheadRatioWithVerifier: mean(verified, ({ executions }) => executions) / tasks,
    unreliableFound: mean(all, ({ found }) => found) / unreliable,
    reliableBlamed: Math.max(...all.map(({ blamed }) => blamed)),
    colluding: {
      wrongAccepted: mean(colluded, (run) => run.wrongAccepted),
      reliableBlamed: mean(colluded, ({ blamed }) => blamed),
      overheadRatio: mean(colluded, ({ executions }) => executions) / tasks,
    },
    fullReplicationRatio: mean(all, (run) => run.fullExecutions) / tasks,
  };
}
