import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type Connect, defineConfig, type Plugin } from 'vite';

/** A running `suanli up`, whose market the development server shows. */
const marketUrl = process.env.SUANLI_UP_URL ?? 'http://127.0.0.1:4800';

/** Serves `/config.json` in development, as `suanli up` does beside the built app. */
function serveConfig(): Plugin {
  const use = (middlewares: Connect.Server) => {
    middlewares.use('/config.json', (_request, response) => {
      fetch(`${marketUrl}/config.json`)
        .then(async (answer) => {
          response.statusCode = answer.status;
          response.setHeader('content-type', 'application/json');
          response.end(await answer.text());
        })
        .catch(() => {
          response.statusCode = 502;
          response.end();
        });
    });
  };
  return {
    name: 'suanli-config',
    configureServer: ({ middlewares }) => use(middlewares),
    configurePreviewServer: ({ middlewares }) => use(middlewares),
  };
}

/** Programs that people can run without having one of their own. They lie in `/examples/` beside the app. */
const examples = ['hello-c/hello.wasm', 'word-count/word-count.wasm'];

function serveExamples(): Plugin {
  const source = (name: string) => readFile(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));
  return {
    name: 'suanli-examples',
    configureServer: ({ middlewares }) => {
      for (const name of examples) {
        middlewares.use(`/examples/${name}`, (_request, response, next) => {
          response.setHeader('content-type', 'application/wasm');
          source(name).then((bytes) => response.end(bytes), next);
        });
      }
    },
    async generateBundle() {
      for (const name of examples) {
        this.emitFile({ type: 'asset', fileName: `examples/${name}`, source: await source(name) });
      }
    },
  };
}

/** Our own packages have no effects on import, so what a page does not use is left out. */
const pure = /\/packages\/(?:protocol|machine|network|sdk|workloads)\/src\//;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), serveConfig(), serveExamples()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The part that every page needs is one file, and larger than the usual warning allows.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !pure.test(id) },
    },
  },
});
