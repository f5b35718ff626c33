import type { SuanliClient, TokenCapabilities } from '@suanli/sdk';
import type { Address } from 'viem';
import { printable } from '../../dao/internal/printable.ts';

export interface TokenDescription extends TokenCapabilities {
  /** How its amounts are followed by its symbol, without what a terminal would obey; empty where it has none. */
  readonly unit: string;
}

/** What a token, of this market or a stranger's, is called and can do. */
export async function describeToken(
  client: SuanliClient,
  parameters: { readonly token: Address; readonly holder?: Address },
): Promise<TokenDescription> {
  const { detectTokenCapabilities } = await import('@suanli/sdk');
  const found = await detectTokenCapabilities(client, parameters);
  return { ...found, unit: found.symbol === undefined ? '' : ` ${printable(found.symbol)}` };
}
