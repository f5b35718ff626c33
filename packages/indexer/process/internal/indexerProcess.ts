// The process behind `startIndexerProcess`: runs Ponder, tells its parent where it listens, and ends with it.
import { tracingChannel } from 'node:diagnostics_channel';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { DATA_IN_USE_EXIT_CODE } from './exitCodes.ts';
import { guardRequests } from './guardRequests.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { SUANLI_INDEXER_DIR, SUANLI_INDEXER_SCHEMA = 'suanli', SUANLI_INDEXER_PORT = '0' } = process.env;
const listOf = (text: string | undefined, initial: string) =>
  (text ?? initial).split(',').filter((item) => item !== '');

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

// PGlite keeps nobody out of its folder. This lock is the operating system's, so it ends with this process, however that ends.
let lock: DatabaseSync | undefined;
if (SUANLI_INDEXER_DIR) {
  fs.mkdirSync(SUANLI_INDEXER_DIR, { recursive: true, mode: 0o700 });
  try {
    lock = new DatabaseSync(join(SUANLI_INDEXER_DIR, '..', 'indexer.lock'));
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    process.exit(DATA_IN_USE_EXIT_CODE);
  }
}
process.once('exit', () => lock?.close());

// Ponder writes two generated files beside its sources at every start. One is committed, nobody reads the other, and an
// installation need not be writable.
const { writeFileSync, mkdirSync } = fs;
const isOurs = (path: unknown) => typeof path === 'string' && path.startsWith(root);
fs.writeFileSync = (...args: Parameters<typeof writeFileSync>) => {
  if (!isOurs(args[0])) writeFileSync(...args);
};
fs.mkdirSync = ((...args: Parameters<typeof mkdirSync>) =>
  isOurs(args[0]) ? undefined : mkdirSync(...args)) as typeof mkdirSync;
syncBuiltinESMExports();

guardRequests({
  hosts: listOf(process.env.SUANLI_INDEXER_HOSTS, ''),
  origins: listOf(process.env.SUANLI_INDEXER_ORIGINS, 'http://127.0.0.1:*,http://localhost:*'),
});

// The last one to listen is the one that stays.
tracingChannel('net.server.listen').subscribe({
  asyncEnd(message) {
    const address = (message as { server?: Server }).server?.address() as AddressInfo | null | undefined;
    if (address?.port) process.send?.({ port: address.port });
  },
});

process.argv = [
  process.execPath,
  'ponder',
  ...['--root', root, '--log-format', 'json', ...(process.env.SUANLI_INDEXER_DEBUG ? ['-v'] : []), 'start'],
  ...['--schema', SUANLI_INDEXER_SCHEMA, '--hostname', '127.0.0.1', '--port', SUANLI_INDEXER_PORT],
];
await import(new URL('./bin/ponder.js', import.meta.resolve('ponder')).href);
