import type { Deployment } from '@suanli/protocol';
import { type Address, isAddress } from 'viem';
import { type BurnerAccount, type ConsoleConfig, EMBEDDED_CHAIN_ID } from './ConsoleConfig.ts';

/** Does not leave this file: the table of errors is too large to be loaded before the first page. */
class InvalidField extends Error {
  readonly field: string;
  constructor(field: string) {
    super(field);
    this.field = field;
  }
}

function invalid(field: string): never {
  throw new InvalidField(field);
}

function text(value: unknown, field: string): string {
  return typeof value === 'string' && value !== '' ? value : invalid(field);
}

function url(value: unknown, field: string, base: string): string {
  const resolved = URL.parse(text(value, field), base);
  return resolved && /^https?:$/.test(resolved.protocol) ? resolved.href.replace(/\/$/, '') : invalid(field);
}

/** The contracts that a deployment names. Checked here, not by its schema, which is a quarter of what the first page loads. */
const contracts: Readonly<Record<keyof Omit<Deployment, 'chainId' | 'deployedBlock'>, true>> = {
  accessManager: true,
  token: true,
  bank: true,
  broker: true,
  resourceTypes: true,
  hardware: true,
  resource: true,
  useRight: true,
  revenueRight: true,
  market: true,
  computeProof: true,
  ranking: true,
  machine: true,
  disputes: true,
  quorum: true,
  executionMarket: true,
  creditLine: true,
  lottery: true,
  priceCurve: true,
  timelock: true,
  governor: true,
};

function deploymentOf(value: unknown): Deployment {
  if (typeof value !== 'object' || value === null) invalid('deployment');
  const raw = value as Readonly<Record<string, unknown>>;
  if (!/^\d+$/.test(String(raw.deployedBlock))) invalid('deployment.deployedBlock');
  const addresses = Object.keys(contracts).map((name): [string, Address] => {
    const address = raw[name];
    if (typeof address !== 'string' || !isAddress(address, { strict: false })) invalid(`deployment.${name}`);
    return [name, address as Address];
  });
  return {
    chainId: Number(raw.chainId),
    deployedBlock: BigInt(String(raw.deployedBlock)),
    ...(Object.fromEntries(addresses) as Record<keyof typeof contracts, Address>),
  };
}

function burner(value: unknown, index: number): BurnerAccount {
  const entry = (value ?? {}) as { name?: unknown; privateKey?: unknown };
  const name = text(entry.name, `burnerAccounts[${index}].name`);
  const key = text(entry.privateKey, `burnerAccounts[${index}].privateKey`);
  if (!/^0x[0-9a-f]{64}$/i.test(key)) invalid(`burnerAccounts[${index}].privateKey`);
  return { name, privateKey: key as `0x${string}` };
}

/**
 * Reads the content of `config.json`.
 *
 * @param value the parsed JSON
 * @param base the page's address, which relative addresses are resolved against
 * @returns the configuration, or the name of the field that is missing or wrong
 */
export function parseConsoleConfig(
  value: unknown,
  base: string,
): { readonly config: ConsoleConfig } | { readonly invalidField: string } {
  try {
    return { config: read(value, base) };
  } catch (error) {
    if (error instanceof InvalidField) return { invalidField: error.field };
    throw error;
  }
}

function read(value: unknown, base: string): ConsoleConfig {
  if (typeof value !== 'object' || value === null) invalid('config.json');
  const raw = value as Readonly<Record<string, unknown>>;
  const chainId = raw.chainId;
  if (typeof chainId !== 'number' || !Number.isSafeInteger(chainId) || chainId < 1) invalid('chainId');
  const deployment = deploymentOf(raw.deployment);
  if (deployment.chainId !== chainId) invalid('deployment.chainId');
  const bootstrap = raw.bootstrap ?? [];
  if (!Array.isArray(bootstrap) || !bootstrap.every((peer) => typeof peer === 'string')) invalid('bootstrap');
  const burners = raw.burnerAccounts ?? [];
  if (!Array.isArray(burners)) invalid('burnerAccounts');
  return {
    chainId: chainId as number,
    rpcUrl: url(raw.rpcUrl, 'rpcUrl', base),
    indexerUrl: url(raw.indexerUrl, 'indexerUrl', base),
    deployment,
    bootstrap: bootstrap as readonly string[],
    // Keys that everybody knows must not be offered where anything is worth something.
    burnerAccounts: chainId === EMBEDDED_CHAIN_ID ? (burners as unknown[]).map(burner) : [],
  };
}
