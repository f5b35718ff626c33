import type { en } from './en.ts';

/** Every text of the console in one language; errors have their own table in the protocol. */
export type Text = typeof en;
