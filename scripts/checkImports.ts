// Holds the table of who may import whom (docs/architecture.md) against every source file.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Package → packages of ours that it may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  indexer: ['protocol'],
  machine: ['protocol'],
  network: ['protocol'],
  executor: ['protocol', 'machine'],
  sdk: ['protocol', 'machine', 'network'],
  node: ['protocol', 'machine', 'executor', 'network', 'sdk'],
  workloads: ['protocol', 'sdk'],
  cli: ['protocol', 'sdk', 'workloads'],
  console: ['protocol', 'sdk', 'workloads'],
};
/** Package → packages that it may reach only by `import()`, so that a thin start stays thin. */
const lazily: Readonly<Record<string, readonly string[]>> = { cli: ['node', 'indexer'] };
/**
 * Folder → packages that it may import besides. The demonstration of a dispute puts a liar together out of the parts that honest providers are made of, that of payments runs
 * tasks in sandboxes of its own; the rest of the command line reaches both by `import()` alone.
 */
const besides: Readonly<Record<string, readonly string[]>> = {
  'packages/cli/src/demo/dispute/': ['machine', 'executor', 'node'],
  'packages/cli/src/demo/payments/': ['executor'],
};
/**
 * Packages that run in a browser: no module of Node there, save in files that a `browser` condition replaces, or that ask
 * where they run before they import one.
 */
const forBrowsers = ['protocol', 'machine', 'network', 'sdk', 'workloads', 'console'];
const replacedInBrowsers = /\/(?:transports|pathTracerModule)\.ts$/;

const staticImport = /(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/g;
const dynamicImport = /\bimport\(\s*['"]([^'"]+)['"]/g;
/** `typeof import('…')` and `import('…').Type` in a type position load nothing. */
const typeOnly = /\bimport\stype\s[^'"]*?\sfrom\s['"][^'"]+['"]|typeof\simport\(\s*['"][^'"]+['"]\s*\)/g;

const wrong: string[] = [];
let files = 0;
for (const file of globSync(['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,tsx}'], { cwd: root })) {
  files++;
  const [, from = ''] = file.split('/');
  const source = readFileSync(`${root}/${file}`, 'utf8');
  const lazySource = source.replace(typeOnly, '');
  const also = Object.entries(besides).flatMap(([folder, packages]) => (file.startsWith(folder) ? packages : []));
  const check = (target: string, lazy: boolean) => {
    const to = /^@suanli\/([^/]+)/.exec(target)?.[1];
    if (to !== undefined && to !== from) {
      const may = allowed[from]?.includes(to) || also.includes(to) || (lazy && lazily[from]?.includes(to));
      const typeMay = lazily[from]?.includes(to) && !new RegExp(`['"]${target}['"]`).test(lazySource);
      if (!may && !typeMay)
        wrong.push(
          `${file}: ${from} must not import ${to}${lazily[from]?.includes(to) ? ' other than by import()' : ''}`,
        );
    }
    if (target.startsWith('.') && !/\.(?:tsx?|json|css)$/.test(target))
      wrong.push(`${file}: ${target} has no .ts ending`);
    if (/^\.\.?\//.test(target)) {
      const path = new URL(target, `file:///${file}`).pathname.slice(1);
      if (path.split('/')[1] !== from) wrong.push(`${file}: ${target} leaves its package`);
    }
    if (target.startsWith('node:') && forBrowsers.includes(from) && !replacedInBrowsers.test(file)) {
      wrong.push(`${file}: ${from} runs in browsers and must not import ${target}`);
    }
  };
  for (const [, target = ''] of source.matchAll(staticImport)) check(target, false);
  for (const [, target = ''] of lazySource.matchAll(dynamicImport)) check(target, true);
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${files} files keep the import table`);
