import { type ErrorCode, isSuanliError, SuanliError } from '@suanli/protocol';
import type { DemoRefusal } from '../DemoStep.ts';

/**
 * Tries what must not be possible and returns how it was refused; any other refusal is an error of the step.
 *
 * @throws SuanliError `CLI_DEMO_NOT_REFUSED` where it was possible, and what else it was refused with
 */
export async function refusalOf(
  what: DemoRefusal['what'],
  code: ErrorCode,
  attempt: () => Promise<unknown>,
): Promise<DemoRefusal> {
  try {
    await attempt();
  } catch (error) {
    if (isSuanliError(error, code)) return { what, code };
    throw error;
  }
  throw new SuanliError('CLI_DEMO_NOT_REFUSED', { parameters: { what, code } });
}
