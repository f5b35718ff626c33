import type { LeaseSession } from '@suanli/sdk';
import { useSyncExternalStore } from 'react';

/** Sessions of this page with providers, by use right. They last while one looks at other pages. */
const sessions = new Map<string, LeaseSession>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

/** Keeps a session until it ends. */
export function keepLease(useRightId: bigint, session: LeaseSession): void {
  const key = useRightId.toString();
  sessions.set(key, session);
  changed();
  void session.closed.then(() => {
    if (sessions.get(key) !== session) return;
    sessions.delete(key);
    changed();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The open session of a use right; undefined where there is none. */
export function useLease(useRightId: bigint): LeaseSession | undefined {
  return useSyncExternalStore(subscribe, () => sessions.get(useRightId.toString()));
}
