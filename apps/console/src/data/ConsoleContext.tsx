import type { SuanliClient } from '@suanli/sdk';
import { createContext, useContext } from 'react';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';

/** What every page stands on: the market, and a client that reads its chain. */
export interface ConsoleValue {
  readonly config: ConsoleConfig;
  /** The client that reads; what signs comes from `useWriter`. Loaded when first asked for. */
  loadClient(): Promise<SuanliClient>;
}

export const ConsoleContext = createContext<ConsoleValue | undefined>(undefined);

/** The market that this console shows. */
export function useConsole(): ConsoleValue {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error('useConsole outside of its provider');
  return value;
}
