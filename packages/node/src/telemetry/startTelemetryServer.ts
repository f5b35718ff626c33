import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SuanliError } from '@suanli/protocol';
import type { Registry } from 'prom-client';

/** What `/healthz` shows. */
export interface Health {
  /** `ok` answers 200, everything else 503. */
  readonly status: 'ok' | 'degraded' | 'stopping';
  readonly [detail: string]: unknown;
}

export interface TelemetryServer {
  /** Where it listens, such as `http://127.0.0.1:4803`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves `/healthz` (JSON) and `/metrics` (Prometheus text) over HTTP. It has no authentication: keep it on loopback or a
 * private interface.
 *
 * @throws SuanliError `NODE_TELEMETRY_LISTEN_FAILED`
 */
export async function startTelemetryServer(
  sources: { readonly registry: Registry; health(): Health },
  options: { readonly host: string; readonly port: number },
): Promise<TelemetryServer> {
  const { host, port } = options;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    const respond = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') respond(405, 'text/plain', 'GET only\n');
    else if (path === '/healthz') {
      const health = sources.health();
      respond(health.status === 'ok' ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`);
    } else if (path === '/metrics') {
      sources.registry.metrics().then(
        (text) => respond(200, sources.registry.contentType, text),
        () => respond(500, 'text/plain', 'metrics failed\n'),
      );
    } else respond(404, 'text/plain', '/healthz or /metrics\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new SuanliError('NODE_TELEMETRY_LISTEN_FAILED', { parameters: { host, port }, cause })),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
