// Writes how the storage of every upgradeable contract lies to contracts/snapshots/storage.json. It refuses a layout under
// which an upgraded contract would misread what it has stored, unless `--incompatible` says that nothing is deployed yet.
// With --check, it fails where the committed layout differs.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findIncompatibilities } from './internal/findIncompatibilities.ts';
import { readStorageLayout } from './internal/readStorageLayout.ts';
import type { StorageLayout } from './internal/StorageLayout.ts';
import { writeOrCheck } from './internal/writeOrCheck.ts';

const target = 'contracts/snapshots/storage.json';
const file = fileURLToPath(new URL(`../../${target}`, import.meta.url));
const layout = readStorageLayout();
const committed = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StorageLayout) : undefined;
const incompatible = committed === undefined ? [] : findIncompatibilities(committed, layout);
for (const line of incompatible) console.error(line);
if (incompatible.length > 0 && !process.argv.includes('--incompatible')) {
  console.error('An upgraded contract would misread its storage. Append members only, or begin a new namespace.');
  process.exitCode = 1;
} else {
  writeOrCheck(new Map([[target, `${JSON.stringify(layout, null, 2)}\n`]]), []);
}
