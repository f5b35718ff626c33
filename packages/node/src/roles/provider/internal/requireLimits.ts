import { type Deal, SuanliError, type TaskLimits } from '@suanli/protocol';
import type { AdmitOptions } from './admitDeal.ts';

/**
 * Refuses a job whose tasks want more than this provider or their deal gives.
 *
 * @throws SuanliError `NODE_LIMIT_TOO_LARGE`
 */
export function requireLimits(
  limits: TaskLimits,
  deal: Pick<Deal, 'maxWork'>,
  options: Pick<AdmitOptions, 'taskMemoryPages' | 'taskOutputBytes' | 'taskWallMs'>,
): void {
  const bounds: [string, number | bigint, number | bigint][] = [
    ['memoryPages', limits.memoryPages, options.taskMemoryPages],
    ['outputBytes', limits.outputBytes, options.taskOutputBytes],
    ['wallMs', limits.wallMs, options.taskWallMs],
    ['work', limits.work, deal.maxWork],
  ];
  for (const [limit, value, maximum] of bounds) {
    if (value > maximum) throw new SuanliError('NODE_LIMIT_TOO_LARGE', { parameters: { limit, value, maximum } });
  }
}
