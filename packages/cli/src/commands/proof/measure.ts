import { initialResourceTypes, matchingTypes } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatDuration } from '../../output/formatDuration.ts';
import { formatRate } from '../../output/formatRate.ts';
import { formatRows } from '../../output/formatRows.ts';

interface MeasureOptions {
  readonly executor?: 'cpu' | 'gpu';
  readonly threads?: number;
}

/** `suanli proof measure` */
export const proofMeasure: CommandDefinition<[], MeasureOptions> = {
  path: 'proof measure',
  options: [
    { flags: '--executor <kind>', text: 'measureExecutor', parse: parseChoice('--executor', ['cpu', 'gpu']) },
    { flags: '--threads <count>', text: 'proofThreads', parse: parseWholeNumber('--threads', 1, 1_024) },
  ],
  async run(context, { options }) {
    const { text, terminal, signal } = context;
    const { createProofExecutor, measureProofExecutor } = await import('@suanli/node');
    const executor = await createProofExecutor({
      prefer: options.executor ?? 'cpu',
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    try {
      const { device, threads } = executor.describe();
      terminal.note(text.proof.measuring(device));
      const speed = await measureProofExecutor(executor, { signal });
      const level = BigInt(Math.floor(speed.hashesPerSecond));
      // Without a chain: the types that a market begins with.
      const expected = initialResourceTypes.map(({ name, terms }) => ({ name, ...terms }));
      const matching = matchingTypes(level, expected).map(({ name }) => name);
      const words = text.proof;
      return {
        json: { executor: executor.name, device, threads: threads ?? null, ...speed, matchingTypes: matching },
        text: formatRows(
          [
            [words.device, threads === undefined ? device : words.threads(device, threads)],
            [words.rate, formatRate(level)],
            [words.took, formatDuration(speed.elapsedMs)],
            [words.inRangeOf, matching.length === 0 ? words.noType : matching.join(', ')],
          ],
          terminal.style,
        ),
      };
    } finally {
      await executor.stop();
    }
  },
};
