import { SuanliError } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../src/index.ts';
import { createMetrics } from '../src/telemetry/createMetrics.ts';
import { type Health, startTelemetryServer } from '../src/telemetry/startTelemetryServer.ts';
import { codeOf } from './support/codeOf.ts';

describe('the log', () => {
  test('is one JSON object per line: amounts as text, errors with their code and cause, no secrets', () => {
    const lines: string[] = [];
    const logger = createLogger({ destination: { write: (line) => void lines.push(line) } });
    const error = new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: 'x' }, cause: new Error('the cause') });
    logger.info({ paidWei: 10n ** 20n, password: 'hunter2', nested: { privateKey: '0x1' } }, 'hello');
    logger.child({ part: 'x' }).warn({ err: error, underWay: 1n }, 'failed');
    logger.debug('not this');
    expect(lines).toHaveLength(2);
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({ level: 'info', paidWei: '100000000000000000000', msg: 'hello', password: '…' });
    expect(lines.join()).not.toMatch(/hunter2|0x1"/);
    expect(second).toMatchObject({ level: 'warn', part: 'x', underWay: '1', err: { code: 'CHAIN_UNREACHABLE' } });
    expect(second.err.message).toContain('the cause');
  });
});

describe('the telemetry server', () => {
  const zero = () => 0;
  const metrics = createMetrics({
    running: zero,
    queued: () => 7,
    sessions: zero,
    leases: zero,
    openDeals: zero,
    headBlock: zero,
    chainAgeSeconds: zero,
  });

  test('answers 200 while all is well and 503 else; a port in use is named', async () => {
    let health: Health = { status: 'ok', detail: 1 };
    const server = await startTelemetryServer(
      { registry: metrics.registry, health: () => health },
      { host: '127.0.0.1', port: 0 },
    );
    const statusOf = async (path: string) => (await fetch(`${server.url}${path}`)).status;
    expect(await statusOf('/healthz?x=1')).toBe(200);
    for (const status of ['degraded', 'stopping'] as const) {
      health = { status };
      expect(await statusOf('/healthz')).toBe(503);
    }
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^suanli_tasks_queued 7$/m);
    const port = Number(new URL(server.url).port);
    const second = startTelemetryServer(
      { registry: metrics.registry, health: () => health },
      { host: '127.0.0.1', port },
    );
    expect(await codeOf(second)).toBe('NODE_TELEMETRY_LISTEN_FAILED');
    await server.stop();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });
});
