import type { Text } from '../../text/Text.ts';

/** How a thing stands: `missing` is something that has to be there, `warn` something that some commands need. */
export type CheckState = 'ok' | 'warn' | 'missing';

export interface Check {
  readonly id: keyof Text['doctor']['checks'];
  readonly state: CheckState;
  /** What was found. */
  readonly detail: string;
  /** What to do, where it is not all right. */
  readonly next?: string;
}
