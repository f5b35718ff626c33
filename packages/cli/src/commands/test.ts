import type { CommandDefinition } from '../CommandDefinition.ts';
import { runScript } from './internal/runScript.ts';

/** `suanli test …` */
export const test: CommandDefinition = {
  path: 'test',
  arguments: [{ name: '[arguments...]' }],
  passesThrough: true,
  async run(context) {
    return { exitCode: await runScript(context, 'test', 'scripts/test.ts') };
  },
};
