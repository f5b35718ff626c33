import type { NodeConfig } from '../../config/NodeConfig.ts';

const pageBytes = 65_536;

/** The linear memory that one task may have, in whole pages of 64 KiB. */
export function taskMemoryPages({ taskMemory }: Pick<NodeConfig['provider'], 'taskMemory'>): number {
  return Math.floor(taskMemory / pageBytes);
}
