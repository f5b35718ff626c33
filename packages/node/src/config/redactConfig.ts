import type { NodeConfig } from './NodeConfig.ts';

function redactUrl(url: string): string {
  const { protocol, host, pathname, search, username, password } = new URL(url);
  const hidden = username !== '' || password !== '' || search !== '' || pathname.length > 1;
  return `${protocol}//${host}${hidden ? '/…' : ''}`;
}

/**
 * A copy of a configuration that may be printed and logged: no password, no key within an RPC address; numbers beyond
 * 2^53 as text.
 */
export function redactConfig(config: NodeConfig): Record<string, unknown> {
  const plain = JSON.parse(
    JSON.stringify(config, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  ) as Record<string, unknown> & { chain: Record<string, unknown> };
  if (config.password !== undefined) plain.password = '…';
  plain.chain.rpcUrl = redactUrl(config.chain.rpcUrl);
  return plain;
}
