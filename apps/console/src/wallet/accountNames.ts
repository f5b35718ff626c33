import { useSyncExternalStore } from 'react';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';

/** Lower-case address → name of the built-in accounts; filled once what computes addresses is loaded. */
let names: ReadonlyMap<string, string> = new Map();
let loading = false;
const listeners = new Set<() => void>();

function load({ burnerAccounts }: ConsoleConfig): void {
  if (loading || burnerAccounts.length === 0) return;
  loading = true;
  // After the first paint: a name more is worth no wait.
  setTimeout(async () => {
    const { privateKeyToAddress } = await import('viem/accounts');
    names = new Map(
      burnerAccounts.map(({ name, privateKey }) => [privateKeyToAddress(privateKey).toLowerCase(), name]),
    );
    for (const listener of listeners) listener();
  }, 300);
}

/** The name of a built-in account; undefined for all others. */
export function useAccountName(config: ConsoleConfig, address: string): string | undefined {
  const known = useSyncExternalStore(
    (listener) => {
      load(config);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => names,
  );
  return known.get(address.toLowerCase());
}
