import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getBankBooks, getBlockNumber } from '@suanli/sdk';
import { createTestClient, http, type LocalAccount } from 'viem';
import {
  createLogger,
  createNode,
  type EmbeddedMarket,
  loadConfig,
  type NodeDependencies,
  type SuanliNode,
  startEmbeddedMarket,
} from '../../src/index.ts';
import { TestRequester } from './TestRequester.ts';

/** A market with real contracts, and what a test needs around it; `stop` ends all that was started. */
export interface TestMarket {
  readonly market: EmbeddedMarket;
  /** A fresh folder. */
  newFolder(): string;
  /** Options of a provider by dotted name, over those that suit tests. */
  flags(dataDir: string, change?: Record<string, unknown>): Record<string, unknown>;
  startNode(
    change?: Record<string, unknown>,
    account?: LocalAccount,
    dependencies?: Pick<NodeDependencies, 'wrapExecutor' | 'openTrace'>,
  ): Promise<SuanliNode>;
  newRequester(): Promise<TestRequester>;
  /** Does something before the market stops. */
  defer(stop: () => Promise<unknown>): void;
  /** Mines until a block stands. */
  mineTo(block: bigint): Promise<void>;
  /** True where the bank owes exactly what it holds. */
  booksBalance(): Promise<boolean>;
  stop(): Promise<void>;
}

export async function startTestMarket(): Promise<TestMarket> {
  const market = await startEmbeddedMarket();
  const test = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  const root = mkdtempSync(join(tmpdir(), 'suanli-node-'));
  const stops: (() => Promise<unknown>)[] = [];
  let folders = 0;

  const flags = (dataDir: string, change: Record<string, unknown> = {}): Record<string, unknown> => ({
    dataDir,
    'chain.rpcUrl': market.chain.rpcUrl,
    'chain.pollInterval': 100,
    'network.listen': '/ip4/127.0.0.1/tcp/0',
    'provider.slots': 1,
    'provider.creditPerSlot': 128,
    'provider.announceInterval': 200,
    'provider.minAnswerBlocks': 1,
    'provider.dealPatience': 500,
    'provider.fetchTimeout': 5_000,
    'provider.stopTimeout': 5_000,
    'proof.executor': 'cpu',
    'telemetry.port': 0,
    'telemetry.logLevel': 'silent',
    ...change,
  });
  const newFolder = (): string => join(root, String(folders++));

  return {
    market,
    newFolder,
    flags,
    async startNode(change = {}, account, dependencies = {}) {
      const { logLevel = 'silent', ...rest } = change;
      const config = loadConfig({ env: {}, flags: flags(newFolder(), rest) });
      const node = createNode(
        {
          account: account ?? (await market.createAccount()).signer,
          deployment: market.deployment,
          logger: createLogger({ level: String(logLevel) }),
          ...dependencies,
        },
        config,
      );
      await node.start();
      stops.push(() => node.stop());
      return node;
    },
    async newRequester() {
      const { client, signer } = await market.createAccount();
      const requester = await TestRequester.start(client, signer);
      stops.push(() => requester.stop());
      return requester;
    },
    defer: (stop) => void stops.push(stop),
    async mineTo(block) {
      const head = await getBlockNumber(market.deployer);
      if (head < block) await test.mine({ blocks: Number(block - head) });
    },
    async booksBalance() {
      const { owedWei, heldWei } = await getBankBooks(market.deployer);
      return owedWei === heldWei;
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
      await market.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
