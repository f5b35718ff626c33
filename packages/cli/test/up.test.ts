import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveConsole } from '../src/up/serveConsole.ts';
import { startUp } from '../src/up/startUp.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suanli-up-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A request whose path is sent as it stands; `fetch` would tidy it up. */
function get(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the server of the console', () => {
  const stack = new AsyncDisposableStack();
  let url: string;
  beforeAll(async () => {
    const built = join(folder, 'built');
    mkdirSync(join(built, 'assets'), { recursive: true });
    writeFileSync(join(built, 'index.html'), 'the page');
    writeFileSync(join(built, 'assets/app-1234.js'), 'the app');
    writeFileSync(join(folder, 'secret.txt'), 'a secret');
    const server = await serveConsole({ folder: built, config: () => ({ chainId: 31_337, deployedBlock: 7n }) });
    stack.defer(() => server.stop());
    url = server.url;
  });
  afterAll(() => stack.disposeAsync());

  test.each([
    ['/', 'the page'],
    ['/market?type=CPU', 'the page'],
    ['/use-rights/7', 'the page'],
    ['/assets/app-1234.js', 'the app'],
    ['/config.json', '{"chainId":31337,"deployedBlock":"7"}'],
  ])('%s is served', async (path, body) => {
    expect(await get(url, path)).toEqual({ status: 200, body });
  });

  test.each(['/missing.js', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%zz'])(
    '%s is not',
    async (path) => {
      const { status, body } = await get(url, path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).toBe('');
    },
  );

  test('a name that is too long for the disk ends its own request alone', async () => {
    expect((await get(url, `/${'a'.repeat(300)}`)).status).toBe(400);
    expect((await get(url, '/')).status).toBe(200);
  });

  test('a page that reached it under a name of its own gets nothing', async () => {
    expect(await get(url, '/config.json', { host: 'attacker.example' })).toEqual({ status: 403, body: '' });
  });
});

describe('a market in a folder', { timeout: 300_000 }, () => {
  test('is the same market after a stop and a start, with its accounts and nothing lost', async () => {
    const parameters = {
      dataDir: join(folder, 'market'),
      port: 0,
      rpcPort: 0,
      indexerPort: 0,
      providers: 1,
      empty: true,
    };
    const first = await startUp(parameters);
    const config = JSON.parse((await get(first.consoleUrl, '/config.json')).body) as {
      deployment: { bank: string };
      bootstrap: string[];
      burnerAccounts: { name: string }[];
    };
    const page = await get(first.consoleUrl, '/');
    await first.stop();
    expect(page.body).toContain('<div id="root"');
    expect(config.deployment.bank).toBe(first.deployment.bank);
    expect(config.bootstrap.some((address) => address.includes('/ws/p2p/'))).toBe(true);
    expect(config.burnerAccounts.map(({ name }) => name)).toEqual(['Provider 1', 'Requester', 'Holder', 'DAO']);

    const second = await startUp(parameters);
    const answer = await fetch(second.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ resourceTypes { items { name } } accounts { items { address } } }' }),
    });
    const { data } = (await answer.json()) as {
      data: { resourceTypes: { items: { name: string }[] }; accounts: { items: { address: string }[] } };
    };
    await second.stop();
    expect(second.deployment).toEqual(first.deployment);
    expect(second.accounts).toEqual(first.accounts);
    expect(data.resourceTypes.items.map(({ name }) => name)).toContain('GTX_1050');
    const members = second.accounts.filter(({ name }) => name !== 'DAO').map(({ address }) => address.toLowerCase());
    expect(data.accounts.items.map(({ address }) => address.toLowerCase())).toEqual(expect.arrayContaining(members));
  });

  test('whose chain is gone is not taken for the same', async () => {
    const dataDir = join(folder, 'chainless');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'market.json'), readFileSync(join(folder, 'market/market.json')));
    await expect(
      startUp({ dataDir, port: 0, rpcPort: 0, indexerPort: 0, providers: 1, empty: true }),
    ).rejects.toMatchObject({ code: 'NODE_MARKET_MISSING' });
  });

  test('that remembers nonsense is refused', async () => {
    const dataDir = join(folder, 'nonsense');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'market.json'), '{"keys":{"Requester":"0x12"},"seeded":[],"used":0}');
    await expect(startUp({ dataDir, port: 0, rpcPort: 0, indexerPort: 0 })).rejects.toMatchObject({
      code: 'CLI_UP_DATA_INVALID',
    });
  });

  test('a port that is taken is named before anything starts', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startUp({ port: 0, rpcPort: port, indexerPort: 0 })).rejects.toMatchObject({ code: 'CLI_PORT_TAKEN' });
    await new Promise((resolve) => other.close(resolve));
  });
});
