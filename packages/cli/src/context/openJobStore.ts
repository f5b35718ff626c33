import { join } from 'node:path';
import type { SqliteJobStore } from '../store/SqliteJobStore.ts';
import type { CommandContext } from './CommandContext.ts';

/**
 * Opens the jobs of the data directory.
 *
 * @throws SuanliError `CLI_STORE_UNUSABLE`, `CLI_STORE_VERSION`
 */
export async function openJobStore(context: Pick<CommandContext, 'config'>): Promise<SqliteJobStore> {
  const { createSqliteJobStore } = await import('../store/createSqliteJobStore.ts');
  return createSqliteJobStore({ file: join(context.config.dataDir, 'jobs.sqlite') });
}
