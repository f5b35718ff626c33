import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first: else one of these would begin where the others end, and one worker would work alone. */
const longest = [
  'apps/console/e2e/console.test.ts',
  'packages/indexer/test/indexer.test.ts',
  'packages/node/test/provider.test.ts',
  'packages/node/test/verifier.test.ts',
  'packages/cli/test/demoDispute.test.ts',
  'packages/node/test/defence.test.ts',
  'packages/node/test/quorumJobs.test.ts',
  'packages/cli/test/up.test.ts',
  'packages/cli/test/demoUseRight.test.ts',
  'packages/sdk/test/runJob.test.ts',
  'packages/cli/test/market.test.ts',
  'contracts/test/dispute/machineArithmetic.test.ts',
  'packages/node/test/lease.test.ts',
  'packages/workloads/test/renderFaults.test.ts',
  'packages/indexer/test/disputes.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return rank < 0 ? longest.length : rank;
    };
    return rest.sort((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    include: [
      'packages/*/test/**/*.test.ts',
      'contracts/test/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'apps/*/e2e/**/*.test.ts',
      'examples/test/**/*.test.ts',
      'bench/test/**/*.test.ts',
    ],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Against what hangs. On two slow cores, beside the contracts' tests, what takes seconds elsewhere takes a minute.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A condition that is waited for ends with its test, not after a second, which is short on a slow machine.
    expect: { poll: { timeout: 50_000 } },
  },
});
