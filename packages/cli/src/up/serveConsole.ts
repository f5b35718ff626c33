import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

export interface ServeConsoleParameters {
  /** The built console. */
  readonly folder: string;
  /** TCP port on loopback; 0 takes any free one. Default 0. */
  readonly port?: number;
  /** What `config.json` holds, asked at every request. */
  readonly config: () => unknown;
}

/** A web server of the console. */
export interface ConsoleServer {
  readonly url: string;
  stop(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Serves the built console on loopback: its files, `config.json`, and the first page for every path of the app.
 *
 * Trust: for one's own machine. Other names than localhost are refused, so that no page of another site can read what
 * is here by way of the name service. The embedded chain itself takes calls from every page: nothing on it is worth anything.
 *
 * @example
 * const server = await serveConsole({ folder: 'apps/console/dist', config: () => ({ chainId: 31337 }) });
 */
export async function serveConsole(parameters: ServeConsoleParameters): Promise<ConsoleServer> {
  const folder = resolve(parameters.folder);
  const server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-frame-options', 'DENY');
    try {
      answer(request, response);
    } catch {
      // Whatever a stranger asks for, such as a name that is too long for the disk, ends its own request alone.
      end(response, 400);
    }
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (host !== '127.0.0.1' && host !== 'localhost') {
      end(response, 403);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      end(response, 405);
      return;
    }
    const path = pathOf(request.url ?? '/');
    if (path === undefined) {
      end(response, 400);
      return;
    }
    if (path === '/config.json') {
      const text = JSON.stringify(parameters.config(), (_key, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      );
      response.setHeader('cache-control', 'no-store');
      response.setHeader('content-type', 'application/json');
      response.end(request.method === 'HEAD' ? undefined : text);
      return;
    }
    const wanted = join(folder, path);
    if (wanted !== folder && !wanted.startsWith(folder + sep)) {
      end(response, 400);
      return;
    }
    const isFile = statSync(wanted, { throwIfNoEntry: false })?.isFile() === true;
    // A path of the app has no ending; a file that is not there has one.
    if (!isFile && extname(path) !== '') {
      end(response, 404);
      return;
    }
    const file = isFile ? wanted : join(folder, 'index.html');
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    // Names of built files carry a hash of what is in them.
    const named = path.startsWith('/assets/');
    response.setHeader('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (request.method === 'HEAD') response.end();
    else {
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
    }
  }

  await new Promise<void>((resolveListening, reject) => {
    server.once('error', reject);
    server.listen(parameters.port ?? 0, '127.0.0.1', () => resolveListening());
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolveClosed) => {
        server.close(() => resolveClosed());
        server.closeAllConnections();
      }),
  };
}

function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
