import type { CommandDefinition } from '../../CommandDefinition.ts';
import { parseSetting } from '../../input/parseSetting.ts';
import { loadProviderConfig, type ProviderFlags } from './internal/loadProviderConfig.ts';

/** `suanli provider config` */
export const providerConfig: CommandDefinition<[], ProviderFlags> = {
  path: 'provider config',
  options: [
    { flags: '--config <file>', text: 'providerConfig' },
    { flags: '--set <name=value>', text: 'providerSet', parse: parseSetting, repeatable: true },
  ],
  async run(context, { options }) {
    const { terminal, text } = context;
    const { describeConfig, redactConfig } = await import('@suanli/node');
    const current = redactConfig(await loadProviderConfig(context, options));
    const described = describeConfig().map(({ path, description }) => ({
      name: path,
      value: valueAt(current, path) ?? null,
      description,
    }));
    const lines = described.flatMap(({ name, value, description }) => [
      `${terminal.style('bold', name)} = ${value === null ? terminal.style('dim', text.provider.unset) : JSON.stringify(value)}`,
      `    ${terminal.style('dim', description)}`,
    ]);
    return { json: { options: described }, text: `${lines.join('\n')}\n` };
  },
};

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);
}
