export { benchmarkExecutor, type ExecutorBenchmark } from './benchmarkExecutor.ts';
export type {
  ExecuteOptions,
  Executor,
  PreparedModule,
  PrepareOptions,
  TaskOutcome,
  TaskRun,
} from './Executor.ts';
