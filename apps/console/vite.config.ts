import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What `npm run dev:market` writes; another file by `SUANLI_CONSOLE_CONFIG`. */
const configFile = process.env.SUANLI_CONSOLE_CONFIG ?? fileURLToPath(new URL('dev/config.json', import.meta.url));

/** Serves `/config.json` beside the app, as `suanli up` does. */
function serveConfig(): Plugin {
  const use = (middlewares: {
    use(path: string, handler: (request: unknown, response: ServerResponse) => void): void;
  }) =>
    middlewares.use('/config.json', (_request, response) => {
      if (!existsSync(configFile)) {
        response.statusCode = 404;
        response.end();
        return;
      }
      response.setHeader('content-type', 'application/json');
      createReadStream(configFile).pipe(response as never);
    });
  return {
    name: 'suanli-config',
    configureServer: (server) => use(server.middlewares as never),
    configurePreviewServer: (server) => use(server.middlewares as never),
  };
}

interface ServerResponse {
  statusCode: number;
  setHeader(name: string, value: string): void;
  end(): void;
}

/** Our own packages have no effects on import, so what a page does not use is left out. */
const pure = /\/packages\/(?:protocol|machine|network|sdk)\/src\//;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), serveConfig()],
  build: {
    target: 'es2023',
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !pure.test(id) },
    },
  },
});
