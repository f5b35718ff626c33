import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import { parseDocument } from 'yaml';
import { type CliConfig, cliConfigSchema } from './CliConfig.ts';

export interface LoadCliConfigParameters {
  readonly flags: {
    readonly dataDir?: string;
    readonly rpcUrl?: string;
    readonly deployment?: string;
    readonly peer?: readonly string[];
    readonly passwordFile?: string;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

const variables = {
  rpcUrl: 'SUANLI_RPC_URL',
  deployment: 'SUANLI_DEPLOYMENT',
  peers: 'SUANLI_PEERS',
  lang: 'SUANLI_LANG',
  passwordFile: 'SUANLI_PASSWORD_FILE',
} as const;

/** The folder of everything that the command line keeps: `--data-dir`, else SUANLI_DATA_DIR, else `~/.suanli`. */
export function dataDirOf(parameters: Pick<LoadCliConfigParameters, 'flags' | 'env' | 'cwd'>): string {
  const { flags, env, cwd } = parameters;
  return resolve(cwd, flags.dataDir ?? (env.SUANLI_DATA_DIR || join(homedir(), '.suanli')));
}

function readFile(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SuanliError('CLI_FILE_UNREADABLE', { parameters: { file }, cause });
  }
  const document = parseDocument(text, { uniqueKeys: true, stringKeys: true, logLevel: 'error' });
  const first = document.errors[0];
  if (first) throw new SuanliError('CLI_CONFIG_SYNTAX', { parameters: { file }, cause: first });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new SuanliError('CLI_CONFIG_SYNTAX', { parameters: { file }, cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SuanliError('CLI_CONFIG_INVALID', {
      parameters: { count: 1, first: '(top): expected a map of options' },
    });
  }
  return value as Record<string, unknown>;
}

/**
 * Reads the configuration once: a flag wins over a SUANLI_ variable, that over `<data-dir>/config.yaml`, that over the
 * default. Paths in the file are relative to the data directory, others to the working directory.
 *
 * @throws SuanliError `CLI_FILE_UNREADABLE`, `CLI_CONFIG_SYNTAX`, `CLI_CONFIG_INVALID` with one line per wrong option
 */
export function loadCliConfig(
  parameters: LoadCliConfigParameters,
): CliConfig & { readonly lang: 'en' | 'zh' | undefined } {
  const { flags, env, cwd } = parameters;
  const dataDir = dataDirOf(parameters);
  const raw = readFile(join(dataDir, 'config.yaml'));
  for (const name of ['deployment', 'passwordFile']) {
    if (typeof raw[name] === 'string') raw[name] = resolve(dataDir, raw[name]);
  }
  for (const [name, variable] of Object.entries(variables)) {
    const value = env[variable];
    if (value !== undefined && value !== '') raw[name] = value;
  }
  const given = new Set<string>();
  const flag = (name: string, value: unknown) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
    raw[name] = value;
    given.add(name);
  };
  flag('rpcUrl', flags.rpcUrl);
  flag('deployment', flags.deployment);
  flag('peers', flags.peer);
  flag('passwordFile', flags.passwordFile);

  const parsed = cliConfigSchema.safeParse(raw);
  if (!parsed.success) {
    const lines = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `${key}: unknown option`)
        : [`${issue.path.join('.') || '(top)'}: ${issue.message}`],
    );
    throw new SuanliError('CLI_CONFIG_INVALID', {
      parameters: { count: lines.length, first: lines[0] ?? '' },
      metaMessages: lines,
    });
  }
  const { rpcUrl, deployment, peers, lang, passwordFile } = parsed.data;
  return {
    dataDir,
    rpcUrl,
    deploymentFile: deployment === undefined ? join(dataDir, 'deployment.json') : resolve(cwd, deployment),
    peers,
    passwordFile: passwordFile === undefined ? undefined : resolve(cwd, passwordFile),
    lang,
    given,
  };
}
