import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

test('a page that deploys, deals and runs jobs bundles without anything of Node', async () => {
  const builtins: string[] = [];
  const result = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'test/fixtures/page.ts', formats: ['es'] },
      // A page has no package resolution: whatever were left outside would be missing.
      rolldownOptions: { external: [] },
    },
    plugins: [
      {
        name: 'page',
        enforce: 'pre',
        resolveId(source, importer) {
          if (isBuiltin(source)) builtins.push(`${source} from ${importer ?? 'entry'}`);
          return null;
        },
      },
    ],
  });
  expect(builtins).toEqual([]);
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const code = (output?.output ?? []).map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
  expect(code).not.toMatch(/from\s*["']node:|import\s*\(\s*["']node:|\brequire\(/);
  for (const name of ['runJob', 'deployMarket', 'createNetwork']) expect(code).toContain(name);
});
