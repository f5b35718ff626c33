import type { Address } from 'viem';
import { deployment } from './deployment.ts';

const names = new Map(
  Object.entries(deployment).flatMap(([name, value]) =>
    typeof value === 'string' && value.startsWith('0x') ? [[value.toLowerCase(), name] as const] : [],
  ),
);

/** The name in the deployment of the market's contract at an address; null: it is none of them. */
export function contractName(address: Address): string | null {
  return names.get(address.toLowerCase()) ?? null;
}
