import type { CommandDefinition } from '../../CommandDefinition.ts';

/** `suanli job watch` */
export const jobWatch: CommandDefinition<[id: string], { resultsOnly?: boolean }> = {
  path: 'job watch',
  arguments: [{ name: '<id>' }],
  options: [{ flags: '--results-only', text: 'watchResultsOnly' }],
  async run(context, { args: [id], options }) {
    const [{ watchJob }, { carryOn }] = await Promise.all([import('@suanli/sdk'), import('./internal/carryOn.ts')]);
    return carryOn(context, id, { untilSettled: options.resultsOnly !== true }, watchJob);
  },
};
