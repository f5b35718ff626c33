import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger, createNode, loadConfig, type SuanliNode } from '../src/index.ts';
import { codeOf } from './support/codeOf.ts';
import { RpcProxy } from './support/RpcProxy.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import { until } from './support/until.ts';

let world: TestMarket;
beforeAll(async () => {
  world = await startTestMarket();
});
afterAll(() => world?.stop());

async function nodeOf(change: Record<string, unknown> = {}, chainId?: number): Promise<SuanliNode> {
  const { signer } = await world.market.createAccount();
  const { deployment } = world.market;
  return createNode(
    {
      account: signer,
      deployment: chainId === undefined ? deployment : { ...deployment, chainId },
      logger: createLogger({ level: 'silent' }),
    },
    loadConfig({ env: {}, flags: world.flags(world.newFolder(), change) }),
  );
}
const reachable = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('the daemon', () => {
  test('keeps its keys and store to itself, and is the same peer after a restart', async () => {
    const dataDir = world.newFolder();
    const { signer } = await world.market.createAccount();
    const first = await world.startNode({ dataDir }, signer);
    const { peerId } = first;
    expect(statSync(dataDir).mode & 0o077).toBe(0);
    expect(statSync(join(dataDir, 'peer.key')).mode & 0o077).toBe(0);
    const url = `${first.telemetryUrl}/healthz`;
    expect(await reachable(url)).toBe(true);
    await Promise.all([first.stop(), first.stop()]);
    expect(await reachable(url)).toBe(false);
    const second = await world.startNode({ dataDir }, signer);
    expect(second.peerId).toBe(peerId);
    // Another account must not use its store.
    const { signer: other } = await world.market.createAccount();
    await second.stop();
    expect(await codeOf(world.startNode({ dataDir }, other))).toBe('NODE_STORE_FOREIGN');
  });

  test('two daemons do not share a folder, and a failed start leaves nothing behind', async () => {
    const dataDir = world.newFolder();
    const { signer } = await world.market.createAccount();
    const first = await world.startNode({ dataDir }, signer);
    expect(await codeOf(world.startNode({ dataDir }, signer))).toBe('NODE_STORE_LOCKED');
    await first.stop();

    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    const failing = await nodeOf({ dataDir: world.newFolder(), 'telemetry.port': address.port });
    expect(await codeOf(failing.start())).toBe('NODE_TELEMETRY_LISTEN_FAILED');
    await failing.stop();
    blocker.close();
    // The folder is free again.
    await (await world.startNode({ dataDir }, signer)).stop();
  });

  test('refuses a chain that is not the one of its market', async () => {
    const node = await nodeOf({}, 31_338);
    expect(await codeOf(node.start())).toBe('NODE_CHAIN_WRONG');
  });

  test('a stop during the start ends the start', async () => {
    const node = await nodeOf();
    const start = codeOf(node.start());
    await node.stop();
    expect(await start).not.toBe('resolved');
    expect(node.telemetryUrl).toBeUndefined();
  });

  test('starts without its chain, says so, and serves as soon as that is there', async () => {
    const proxy = new RpcProxy(world.market.chain.rpcUrl);
    await proxy.mend();
    const { url } = proxy;
    await proxy.cut();
    const node = await nodeOf({ 'chain.rpcUrl': url, 'chain.maxBackoff': 200 });
    await node.start();
    expect(node.offer).toBeUndefined();
    expect(node.health().chain).toMatchObject({ headBlock: null });
    await proxy.mend();
    await until(() => node.offer !== undefined);
    await until(() => (node.health().chain as { headBlock: string | null }).headBlock !== null);
    await node.stop();
    await proxy.cut();
  });

  test('stops while its chain is gone', async () => {
    const proxy = new RpcProxy(world.market.chain.rpcUrl);
    await proxy.mend();
    const node = await nodeOf({ 'chain.rpcUrl': proxy.url });
    await node.start();
    await until(() => node.offer !== undefined);
    await proxy.cut();
    await node.stop();
    expect(node.telemetryUrl && (await reachable(node.telemetryUrl))).toBe(false);
  });

  test('a provider that is not enabled announces nothing', async () => {
    const dataDir = world.newFolder();
    const node = await nodeOf({ dataDir, 'provider.enabled': false, 'telemetry.enabled': false });
    await node.start();
    await until(() => (node.health().chain as { headBlock: string | null }).headBlock !== null);
    expect(node.offer).toBeUndefined();
    expect(node.telemetryUrl).toBeUndefined();
    expect(existsSync(join(dataDir, 'node.sqlite'))).toBe(true);
    await node.stop();
  });
});
