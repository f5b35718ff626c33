import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

test('bundles for a browser without anything of Node', async () => {
  const builtins: string[] = [];
  const modules: string[] = [];
  const result = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'src/index.ts', formats: ['es'] },
      // a browser has no package resolution: whatever were left outside would be missing
      rolldownOptions: { external: [] },
    },
    plugins: [
      {
        name: 'record-builtins',
        enforce: 'pre',
        resolveId(source, importer) {
          if (isBuiltin(source)) builtins.push(`${source} from ${importer ?? 'entry'}`);
          return null;
        },
        moduleParsed({ id }) {
          modules.push(id);
        },
      },
    ],
  });
  expect(builtins).toEqual([]);
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const code = (output?.output ?? []).map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
  expect(code).not.toMatch(/from\s*["']node:|import\s*\(\s*["']node:|require\(/);
  expect(code).toContain('createNetwork');
  // the condition was at work: WebSocket is in, TCP is not
  expect(modules.some((id) => id.includes('transports.browser.ts'))).toBe(true);
  expect(modules.some((id) => id.includes('@libp2p/websockets'))).toBe(true);
  expect(modules.some((id) => id.includes('@libp2p/tcp'))).toBe(false);
});
