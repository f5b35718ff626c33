import type { CommandDefinition } from '../../CommandDefinition.ts';

/** `suanli job cancel` */
export const jobCancel: CommandDefinition<[id: string], { wait: boolean }> = {
  path: 'job cancel',
  arguments: [{ name: '<id>' }],
  options: [{ flags: '--no-wait', text: 'cancelNoWait' }],
  async run(context, { args: [id], options }) {
    const [{ cancelJob }, { carryOn }] = await Promise.all([import('@suanli/sdk'), import('./internal/carryOn.ts')]);
    const result = await carryOn(context, id, { untilSettled: options.wait }, cancelJob);
    // What was asked for is done: that the job did not complete is no failure here.
    return { ...result, exitCode: 0 };
  },
};
