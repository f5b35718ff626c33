import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createKeystore,
  type EmbeddedMarket,
  type EmbeddedMarketAccount,
  type ProviderProcess,
  startEmbeddedMarket,
  startProviderProcess,
} from '@suanli/node';
import { formatDeployment, hardwareFingerprint } from '@suanli/protocol';
import {
  createResource,
  createRevenueRight,
  getChainTime,
  giveBackUseRight,
  issueUseRight,
  listUseRight,
  offerRenewal,
  registerHardware,
} from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';
import { runHere } from './support/runHere.ts';
import { startProcess } from './support/runProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-lease-'));
const home = join(folder, 'tenant');
const password = 'correct horse';
const example = fileURLToPath(new URL('../../../examples/hello-c/job.yaml', import.meta.url));
let market: EmbeddedMarket;
let owner: EmbeddedMarketAccount;
let tenant: EmbeddedMarketAccount;
let daemon: ProviderProcess;
let uid = '';

const envOf = () => ({
  SUANLI_DATA_DIR: home,
  SUANLI_PASSWORD: password,
  SUANLI_RPC_URL: market.chain.rpcUrl,
  SUANLI_PEERS: daemon.addresses.join(','),
});
const run = (...argv: string[]) => runHere(argv, { env: envOf() });
async function json<Result = Record<string, unknown>>(...argv: string[]): Promise<Result> {
  const { code, out, err } = await run(...argv, '--json');
  expect(code, `${argv.join(' ')}\n${out}\n${err}`).toBe(0);
  return JSON.parse(out) as Result;
}
async function codeOf(...argv: string[]): Promise<string> {
  const { out } = await run(...argv, '--json');
  return (JSON.parse(out) as { error?: { code: string } }).error?.code ?? 'none';
}

beforeAll(async () => {
  market = await startEmbeddedMarket();
  owner = await market.createAccount();
  tenant = await market.createAccount();
  daemon = await startProviderProcess({
    dataDir: join(folder, 'provider'),
    rpcUrl: market.chain.rpcUrl,
    deployment: market.deployment,
    privateKey: owner.privateKey,
    options: {
      'provider.slots': '1',
      'provider.announceInterval': '500',
      'lease.pollInterval': '200',
      'proof.executor': 'cpu',
    },
  });
  mkdirSync(home);
  writeFileSync(join(home, 'deployment.json'), formatDeployment(market.deployment));
  const file = join(home, 'keystore.json');
  await createKeystore({ file, password, privateKey: tenant.privateKey, scryptN: 1_024 });

  const { client } = owner;
  const fingerprint = hardwareFingerprint({ identity: 'the device' });
  const { hardwareId } = await registerHardware(client, { typeId: 1, model: 'Some CPU', fingerprint });
  const { resourceId } = await createResource(client, { hardwareIds: [hardwareId] });
  await createRevenueRight(client, { resourceId, holders: [{ holder: owner.signer.address, shares: 100 }] });
  const now = Number(await getChainTime(client));
  const { useRightId } = await issueUseRight(client, { resourceId, expiresAt: now + 86_400 });
  await listUseRight(client, { useRightId, priceWei: parseEther('2') });
  await offerRenewal(client, {
    useRightId,
    priceWeiPerSecond: 10n ** 12n,
    periodSeconds: 3_600,
    until: now + 1_000_000,
  });
  uid = String(useRightId);
});
afterAll(async () => {
  await daemon?.stop();
  await market?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Each test goes on where the one before it ended.
describe('a use right from the command line', { timeout: 60_000 }, () => {
  test('is of no use before it is bought', async () => {
    expect(await codeOf('lease', 'open', uid)).toBe('LEASE_NOT_OWNER');
    expect(await codeOf('lease', 'buy', uid, '--max-price', '1.9')).toBe('MARKET_PRICE_TOO_HIGH');
    expect(await json('lease', 'buy', uid, '--max-price', '2')).toMatchObject({ useRightId: uid, isFirstSale: true });
  });

  test('runs jobs, and writes what they left', async () => {
    const out = join(folder, 'results');
    const result = await json('lease', 'run', uid, example, '--out', out);
    expect(result).toMatchObject({ state: 'completed', out, taskCounts: { completed: 2 } });
    expect(readFileSync(join(out, 'task-0', 'stdout'), 'utf8')).not.toBe('');
    // At an address, in Chinese, for people.
    const target = daemon.addresses[0] ?? '';
    const shown = await run('lease', 'run', uid, example, '--target', target, '--lang', 'zh');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain(zh.job.states.completed);
    expect(await codeOf('lease', 'run', uid, join(folder, 'none.yaml'))).toBe('CLI_FILE_UNREADABLE');
  });

  test('is renewed once, or by itself, or not any more', async () => {
    const before = await json<{ expiresAt: number }>('asset', 'use-right', 'show', uid);
    expect(await codeOf('lease', 'renew', uid, '--max-price-per-day', '0.01')).toBe('MARKET_PRICE_TOO_HIGH');
    const renewed = await json<{ expiresAt: number }>('lease', 'renew', uid);
    expect(renewed.expiresAt).toBe(before.expiresAt + 3_600);
    expect(await codeOf('lease', 'renew', uid, '--auto', '--budget', '1')).toBe('CLI_OPTION_MISSING');
    expect(await codeOf('lease', 'renew', uid, '--budget', '1')).toBe('CLI_OPTION_MISSING');
    expect(await codeOf('lease', 'renew', uid, '--auto', '--cancel')).toBe('CLI_OPTIONS_EXCLUSIVE');
    const bounds = ['--budget', '1', '--max-price-per-day', '0.1', '--until', '9d'];
    expect(await json('lease', 'renew', uid, '--auto', ...bounds)).toMatchObject({ budgetWei: String(10n ** 18n) });
    await json('lease', 'renew', uid, '--cancel');
    expect(await codeOf('lease', 'renew', uid, '--cancel')).toBe('MARKET_RENEWAL_NOT_MANDATED');
  });

  test('stays open until Ctrl-C, or until access is cut, and says why', async () => {
    const child = startProcess(['lease', 'open', uid, '--json'], { env: envOf() });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      void ended.then((code) => reject(new Error(`ended with ${code}`)));
    });
    expect(JSON.parse(line)).toMatchObject({
      configuration: { useRight: uid, typeName: 'CPU', model: 'Some CPU', slots: 1, executors: ['wasm'] },
    });
    child.kill('SIGINT');
    expect(await ended).toBe(0);

    const shown = Promise.withResolvers<string>();
    const opened = runHere(['lease', 'open', uid], { env: envOf(), onOut: shown.resolve });
    expect(await Promise.race([shown.promise, opened])).toContain('Some CPU');
    await giveBackUseRight(tenant.client, { useRightId: BigInt(uid) });
    const { code, out, err } = await opened;
    expect(code).toBe(1);
    expect(out).toContain('Some CPU');
    expect(err).toContain('LEASE_GIVEN_BACK');
    expect(err).toContain(en.lease.open);
    expect(await codeOf('lease', 'open', uid)).toBe('USE_RIGHT_UNKNOWN');
  });
});
