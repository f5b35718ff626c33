import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The daemon's Prometheus metrics, in a registry of its own. */
export interface Metrics {
  readonly registry: Registry;
  /** Results by task status. */
  readonly results: Counter<'status'>;
  /** Tasks that have no result, by code. */
  readonly failures: Counter<'code'>;
  /** Deals and leases refused or cut, by code. */
  readonly refusals: Counter<'code'>;
  /** Metered work of all results, in Gwu. */
  readonly workGwu: Counter;
  /** Results per signature. */
  readonly batchSize: Histogram;
  readonly dealsEnded: Counter<'paid'>;
  /** Income, in tokens; for graphs, not for books: binary floating point. */
  readonly paidTokens: Counter;
  readonly transactions: Counter<'action'>;
  readonly gas: Counter<'action'>;
  /** Answers of others that were verified, by what came of it. */
  readonly verifications: Counter<'stage'>;
  /** Tasks of others executed again, by whether they came out as answered. */
  readonly reexecutions: Counter<'agrees'>;
  /** What was done in games of disputes. */
  readonly gameDecisions: Counter<'role' | 'kind'>;
  readonly gamesEnded: Counter<'role' | 'end'>;
}

/** What the gauges show, read when they are scraped. */
export interface MetricSources {
  running(): number;
  queued(): number;
  sessions(): number;
  leases(): number;
  openDeals(): number;
  headBlock(): number;
  chainAgeSeconds(): number;
}

/** Makes the metrics; names and meanings are what `/metrics` prints. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  gauge('suanli_tasks_running', 'Tasks given to the executor', sources.running);
  gauge('suanli_tasks_queued', 'Tasks that wait for a slot', sources.queued);
  gauge('suanli_sessions', 'Open task sessions', sources.sessions);
  gauge('suanli_lease_sessions', 'Open lease sessions', sources.leases);
  gauge('suanli_deals_open', 'Deals that have not ended', sources.openDeals);
  gauge('suanli_chain_head_block', 'Newest block seen', sources.headBlock);
  gauge('suanli_chain_age_seconds', 'Seconds since the chain was last read', sources.chainAgeSeconds);
  return {
    registry,
    results: new Counter({ name: 'suanli_results_total', help: 'Results', labelNames: ['status'], registers }),
    failures: new Counter({
      name: 'suanli_failures_total',
      help: 'Tasks without a result',
      labelNames: ['code'],
      registers,
    }),
    refusals: new Counter({
      name: 'suanli_refusals_total',
      help: 'Deals and leases refused',
      labelNames: ['code'],
      registers,
    }),
    workGwu: new Counter({ name: 'suanli_work_gwu_total', help: 'Metered work in Gwu', registers }),
    batchSize: new Histogram({
      name: 'suanli_results_per_signature',
      help: 'Results under one signature',
      buckets: [1, 4, 16, 64, 256, 1024],
      registers,
    }),
    dealsEnded: new Counter({ name: 'suanli_deals_ended_total', help: 'Deals ended', labelNames: ['paid'], registers }),
    paidTokens: new Counter({ name: 'suanli_paid_tokens_total', help: 'Income in tokens', registers }),
    transactions: new Counter({
      name: 'suanli_transactions_total',
      help: 'Mined transactions',
      labelNames: ['action'],
      registers,
    }),
    gas: new Counter({ name: 'suanli_gas_total', help: 'Gas used', labelNames: ['action'], registers }),
    verifications: new Counter({
      name: 'suanli_verifications_total',
      help: 'Answers of others verified',
      labelNames: ['stage'],
      registers,
    }),
    reexecutions: new Counter({
      name: 'suanli_reexecutions_total',
      help: 'Tasks of others executed again',
      labelNames: ['agrees'],
      registers,
    }),
    gameDecisions: new Counter({
      name: 'suanli_game_decisions_total',
      help: 'Decisions in games of disputes',
      labelNames: ['role', 'kind'],
      registers,
    }),
    gamesEnded: new Counter({
      name: 'suanli_games_ended_total',
      help: 'Games of disputes ended',
      labelNames: ['role', 'end'],
      registers,
    }),
  };
}
