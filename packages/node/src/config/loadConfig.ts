import { readFileSync } from 'node:fs';
import { SuanliError } from '@suanli/protocol';
import { parseDocument } from 'yaml';
import { optionPaths } from './internal/optionPaths.ts';
import { type NodeConfig, nodeConfigSchema } from './NodeConfig.ts';

export interface LoadConfigParameters {
  /** Dotted option name → text or value, such as `{ 'provider.slots': '2' }`. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** Default `process.env`; read are SUANLI_ names such as SUANLI_PROVIDER_SLOTS. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** YAML file with nested options. Default: the one that SUANLI_CONFIG names, or none. */
  readonly file?: string;
}

/** Options that must not stand where other users can read them: neither on a command line nor in the file. */
const environmentOnly = new Set(['password']);

/** The environment variable of an option: `provider.slots` is SUANLI_PROVIDER_SLOTS. */
function variableOf(path: string): string {
  return `SUANLI_${path
    .replaceAll('.', '_')
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase()}`;
}

function assign(target: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let at = target;
  for (const part of parts) {
    const next = at[part];
    if (typeof next === 'object' && next !== null && !Array.isArray(next)) at = next as Record<string, unknown>;
    else {
      const made: Record<string, unknown> = {};
      at[part] = made;
      at = made;
    }
  }
  at[last] = value;
}

function readFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SuanliError('NODE_CONFIG_UNREADABLE', { parameters: { file }, cause });
  }
  const document = parseDocument(text, { uniqueKeys: true, stringKeys: true, logLevel: 'error' });
  const first = document.errors[0];
  if (first) throw new SuanliError('NODE_CONFIG_SYNTAX', { parameters: { file }, cause: first });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new SuanliError('NODE_CONFIG_SYNTAX', { parameters: { file }, cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SuanliError('NODE_CONFIG_INVALID', {
      parameters: { count: 1, first: '(top): expected a map of options' },
    });
  }
  return value as Record<string, unknown>;
}

/**
 * Reads the daemon's configuration once: a flag wins over an environment variable, that over the file, that over the default.
 *
 * @throws SuanliError `NODE_CONFIG_UNREADABLE`, `NODE_CONFIG_SYNTAX`; `NODE_CONFIG_INVALID` with one line per wrong option
 *
 * @example
 * const config = loadConfig({ flags: { 'provider.slots': '2' }, file: 'node.yaml' });
 */
export function loadConfig(parameters: LoadConfigParameters = {}): NodeConfig {
  const env = parameters.env ?? process.env;
  const file = parameters.file ?? env.SUANLI_CONFIG;
  const problems: string[] = [];

  const raw = file === undefined ? {} : readFile(file);
  for (const name of environmentOnly) {
    if (name in raw) problems.push(`${name}: not taken from a file; use ${variableOf(name)} or passwordFile`);
  }
  for (const path of optionPaths(nodeConfigSchema)) {
    const value = env[variableOf(path)];
    if (value !== undefined && value !== '') assign(raw, path, value);
  }
  const known = new Set(optionPaths(nodeConfigSchema));
  for (const [path, value] of Object.entries(parameters.flags ?? {})) {
    if (value === undefined) continue;
    if (!known.has(path)) problems.push(`${path}: unknown option`);
    else if (environmentOnly.has(path)) {
      problems.push(`${path}: not taken from the command line; use ${variableOf(path)} or passwordFile`);
    } else assign(raw, path, value);
  }

  const parsed = nodeConfigSchema.safeParse(raw);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.map(String);
      if (issue.code === 'unrecognized_keys') {
        problems.push(...issue.keys.map((key) => `${[...path, key].join('.')}: unknown option`));
      } else problems.push(`${path.join('.') || '(top)'}: ${issue.message}`);
    }
  }
  if (problems.length > 0 || !parsed.success) {
    throw new SuanliError('NODE_CONFIG_INVALID', {
      parameters: { count: problems.length, first: problems[0] ?? '' },
      metaMessages: problems,
    });
  }
  return parsed.data;
}
