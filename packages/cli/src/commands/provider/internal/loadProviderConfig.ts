import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import { parse } from 'yaml';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { keystoreFileOf } from '../../../context/openWallet.ts';

/** The daemon's configuration; its type is the daemon's own. */
type NodeConfig = ReturnType<typeof import('@suanli/node')['loadConfig']>;

export interface ProviderFlags {
  /** YAML file of the daemon. Default `<data-dir>/provider.yaml`, where there is one. */
  readonly config?: string;
  readonly set?: readonly (readonly [name: string, value: string])[];
  readonly price?: string;
  readonly slots?: string;
  readonly listen?: readonly string[];
  readonly announce?: readonly string[];
  /** Share of others' tasks to execute again; turns the verifier on. */
  readonly verify?: string;
}

/**
 * The daemon's configuration: the flags of this command, then SUANLI_ variables, then its file, then what the command
 * line knows anyway (data directory, chain, market, peers), then the daemon's defaults.
 *
 * @throws SuanliError `NODE_CONFIG_INVALID` and the other codes of the daemon's loader
 */
export async function loadProviderConfig(context: CommandContext, options: ProviderFlags): Promise<NodeConfig> {
  const { config, cwd } = context;
  const { loadConfig } = await import('@suanli/node');
  const defaultFile = join(config.dataDir, 'provider.yaml');
  const named = options.config ?? context.env.SUANLI_CONFIG;
  const file = named ? resolve(cwd, named) : existsSync(defaultFile) ? defaultFile : undefined;
  // SUANLI_DATA_DIR is the whole data directory; the daemon has a folder of its own in it.
  const { SUANLI_DATA_DIR: _whole, SUANLI_CONFIG: _file, ...env } = context.env;

  const flags: Record<string, unknown> = {
    'provider.price': options.price,
    'provider.slots': options.slots,
    'network.listen': options.listen?.length ? options.listen : undefined,
    'network.announce': options.announce?.length ? options.announce : undefined,
    'verifier.enabled': options.verify === undefined ? undefined : true,
    'verifier.sampleRate': options.verify,
  };
  const inFile = optionsOf(file);
  const known: [path: string, variable: string, flag: string, value: unknown][] = [
    ['dataDir', '', '', join(config.dataDir, 'node')],
    ['keystoreFile', 'SUANLI_KEYSTORE_FILE', '', keystoreFileOf(context)],
    ['chain.rpcUrl', 'SUANLI_CHAIN_RPC_URL', 'rpcUrl', config.rpcUrl],
    ['chain.deploymentFile', 'SUANLI_CHAIN_DEPLOYMENT_FILE', 'deployment', config.deploymentFile],
    ['network.bootstrap', 'SUANLI_NETWORK_BOOTSTRAP', 'peers', config.peers],
    ['passwordFile', 'SUANLI_PASSWORD_FILE', 'passwordFile', config.passwordFile],
  ];
  for (const [path, variable, flag, value] of known) {
    if (config.given.has(flag) || (!env[variable] && !inFile.has(path))) flags[path] = value;
  }
  for (const [name, value] of options.set ?? []) flags[name] = value;
  return loadConfig({ flags, env, ...(file === undefined ? {} : { file }) });
}

/** The dotted names of the options that a file sets. What is wrong with the file is the daemon's loader to say. */
function optionsOf(file: string | undefined): Set<string> {
  const names = new Set<string>();
  if (file === undefined) return names;
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (!existsSync(file)) throw new SuanliError('NODE_CONFIG_UNREADABLE', { parameters: { file }, cause });
    return names;
  }
  const walk = (at: unknown, path: string): void => {
    if (typeof at === 'object' && at !== null && !Array.isArray(at)) {
      for (const [name, part] of Object.entries(at)) walk(part, path === '' ? name : `${path}.${name}`);
    } else names.add(path);
  };
  walk(value, '');
  return names;
}
