import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeystore, type EmbeddedChain, startEmbeddedChain } from '@suanli/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { runHere } from './support/runHere.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-use-right-'));
const provider = join(folder, 'provider');
const buyer = join(folder, 'buyer');
const password = 'correct horse';
let chain: EmbeddedChain;
let addresses: string[] = [];

const run = (dataDir: string, ...argv: string[]) =>
  runHere(argv, { env: { SUANLI_DATA_DIR: dataDir, SUANLI_PASSWORD: password, SUANLI_RPC_URL: chain.rpcUrl } });
async function json<Result = Record<string, unknown>>(dataDir: string, ...argv: string[]): Promise<Result> {
  const { code, out, err } = await run(dataDir, ...argv, '--json');
  expect(code, `${argv.join(' ')}\n${out}\n${err}`).toBe(0);
  return JSON.parse(out) as Result;
}
async function codeOf(dataDir: string, ...argv: string[]): Promise<string> {
  const { out } = await run(dataDir, ...argv, '--json');
  return (JSON.parse(out) as { error?: { code: string } }).error?.code ?? 'none';
}
async function textOf(dataDir: string, ...argv: string[]): Promise<string> {
  const { code, out, err } = await run(dataDir, ...argv);
  expect(code, `${argv.join(' ')}\n${err}`).toBe(0);
  return out;
}

beforeAll(async () => {
  chain = await startEmbeddedChain({ accounts: 2 });
  addresses = chain.accounts.map(({ address }) => address);
  for (const [i, dataDir] of [provider, buyer].entries()) {
    mkdirSync(dataDir);
    const privateKey = chain.accounts[i]?.privateKey ?? '0x';
    await createKeystore({ file: join(dataDir, 'keystore.json'), password, privateKey, scryptN: 1_024 });
  }
  await json(provider, 'deploy');
  copyFileSync(join(provider, 'deployment.json'), join(buyer, 'deployment.json'));
  await json(provider, 'wallet', 'transfer', '--to', addresses[1] ?? '', '--amount', '50');
  await json(buyer, 'wallet', 'deposit', '20');
});
afterAll(async () => {
  await chain?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// One market for all of these: each test goes on where the one before it ended.
describe('use rights from the command line', { timeout: 60_000 }, () => {
  test('types, register, resource: from a device to a VID', async () => {
    const { types } = await json<{ types: { id: number; name: string; kind: string }[] }>(provider, 'asset', 'types');
    expect(types[1]).toMatchObject({ id: 2, name: 'GTX_1050', kind: 'gpu' });
    expect(await textOf(provider, 'asset', 'types')).toContain('GTX_1050');
    const register = ['asset', 'register', '--type', 'gtx_1050'];
    expect(await codeOf(provider, ...register)).toBe('CLI_OPTIONS_EXCLUSIVE');
    expect(await codeOf(provider, 'asset', 'register', '--type', 'GTX_9', '--serial', 'a')).toBe('CLI_CHOICE_INVALID');
    expect(await json(provider, ...register, '--serial', 'a')).toMatchObject({ hardwareId: '1', type: 'GTX_1050' });
    expect(await codeOf(buyer, ...register, '--serial', 'A ')).toBe('HARDWARE_FINGERPRINT_TAKEN');
    await json(provider, ...register, '--serial', 'a', '--salt', 'mine', '--model', 'GTX_1050');
    const created = await json(provider, 'asset', 'resource', 'create', '--hardware', '1', '--hardware', '2');
    expect(created).toMatchObject({ resourceId: '1', hardwareIds: ['1', '2'] });
    const { resources } = await json<{ resources: object[] }>(provider, 'asset', 'resource', 'list', '--free');
    expect(resources).toMatchObject([{ resourceId: '1', type: 'GTX_1050', count: 2, isFree: true, useRightId: null }]);
    expect(await textOf(buyer, 'asset', 'resource', 'list')).toContain(en.asset.noResources);
  });

  test('use right, revenue right, sale, search and purchase', async () => {
    expect(await codeOf(provider, 'asset', 'use-right', 'issue', '1', '--until', 'soon')).toBe('CLI_MOMENT_INVALID');
    expect(await codeOf(provider, 'asset', 'use-right', 'issue', '1', '--until', '2020-01-01')).toBe(
      'USE_RIGHT_EXPIRY_INVALID',
    );
    expect(await json(provider, 'asset', 'use-right', 'issue', '1', '--until', '2h')).toMatchObject({
      useRightId: '1',
    });
    const free = await json<{ resources: object[] }>(provider, 'asset', 'resource', 'list', '--free');
    expect(free.resources).toEqual([]);
    const all = await json<{ resources: object[] }>(provider, 'asset', 'resource', 'list');
    expect(all.resources).toMatchObject([{ isFree: false, useRightId: '1' }]);
    expect(await codeOf(provider, 'market', 'sell', '1', '--price', '5')).toBe('MARKET_REVENUE_RIGHT_MISSING');
    const [mine = '', theirs = ''] = addresses;
    const holders = ['--holder', `${mine}=60`, '--holder', `${theirs}=40`];
    expect(await codeOf(provider, 'asset', 'revenue', 'create', '1', '--holder', `${mine}`)).toBe('CLI_HOLDER_INVALID');
    await json(provider, 'asset', 'revenue', 'create', '1', ...holders);
    await json(provider, 'market', 'sell', '1', '--price', '6');
    await json(provider, 'market', 'reprice', '1', '--price', '5');
    const { listings } = await json<{ listings: object[] }>(
      buyer,
      'market',
      'list',
      '--type',
      'GTX_1050',
      '--count',
      '2',
    );
    expect(listings).toMatchObject([
      { useRightId: '1', seller: mine, priceWei: '5000000000000000000', memoryMib: 4_096, range: 'unknown' },
    ]);
    expect(await textOf(buyer, 'market', 'list', '--max-price', '5')).toContain('GTX_1050');
    for (const filter of [
      ['--type', 'A100'],
      ['--count', '3'],
      ['--lasts', '3h'],
      ['--range', 'within'],
      ['--max-price', '4'],
    ]) {
      expect(await textOf(buyer, 'market', 'list', ...filter)).toBe(`${en.market.none}\n`);
    }
    expect(await codeOf(buyer, 'market', 'buy', '1', '--max-price', '4.9')).toBe('MARKET_PRICE_TOO_HIGH');
    const bought = await json(buyer, 'market', 'buy', '1');
    expect(bought).toMatchObject({ resourceId: '1', priceWei: '5000000000000000000', isFirstSale: true });
    expect(await codeOf(buyer, 'market', 'buy', '1')).toBe('MARKET_NOT_LISTED');
    expect(await json(buyer, 'asset', 'use-right', 'show', '1')).toMatchObject({ owner: theirs, type: 'GTX_1050' });
    await json(buyer, 'asset', 'use-right', 'let', '1', '--to', mine);
    expect(await textOf(buyer, 'asset', 'use-right', 'show', '1')).toContain(mine);
    await json(buyer, 'asset', 'use-right', 'let', '1', '--end');
  });

  test('income: shown, settled, shares sold', async () => {
    const [mine = '', theirs = ''] = addresses;
    const shown = await json(provider, 'income', 'show', '1');
    // 5 tokens less a fee of a hundredth; 60 of 100 shares.
    expect(shown).toMatchObject({ totalWei: '4950000000000000000', shares: 60, accruedWei: '2970000000000000000' });
    const settled = await json(provider, 'income', 'settle', '--resource', '1', '--holder', theirs);
    expect(settled).toMatchObject({ holder: theirs, amountWei: '1980000000000000000' });
    expect(await codeOf(buyer, 'income', 'settle', '--resource', '1')).toBe('REVENUE_RIGHT_NOTHING_ACCRUED');
    await json(provider, 'market', 'shares', 'sell', '1', '--shares', '20', '--price', '0.1');
    expect(await textOf(buyer, 'market', 'shares', 'list')).toContain(mine);
    await json(buyer, 'market', 'shares', 'buy', '1', '--seller', mine, '--shares', '5');
    await json(provider, 'market', 'shares', 'delist', '1');
    await json(buyer, 'asset', 'revenue', 'transfer', '1', '--to', mine, '--shares', '1');
    const { holders } = await json<{ holders: object[] }>(buyer, 'asset', 'revenue', 'show', '1');
    expect(holders).toMatchObject([
      { holder: mine, shares: 56, accruedWei: '2970000000000000000', listing: null },
      { holder: theirs, shares: 44, accruedWei: '0' },
    ]);
  });

  test('renewal, consent, giving back and dissolving', async () => {
    const offer = ['market', 'renewal', 'offer', '1', '--price-per-day', '0.0864', '--period', '3600', '--until', '9h'];
    expect(await json(provider, ...offer)).toMatchObject({ priceWeiPerSecond: '1000000000000' });
    expect(await codeOf(provider, 'market', 'renewal', 'run', '1')).toBe('MARKET_RENEWAL_NOT_MANDATED');
    await json(
      buyer,
      ...['market', 'renewal', 'mandate', '1', '--budget', '1', '--max-price-per-day', '0.1', '--until', '9h'],
    );
    const renewed = await json(provider, 'market', 'renewal', 'run', '1');
    expect(renewed).toMatchObject({ priceWei: '3600000000000000' });
    await json(buyer, 'market', 'renewal', 'cancel', '1');
    expect(await codeOf(provider, 'market', 'renewal', 'run', '1')).toBe('MARKET_RENEWAL_NOT_MANDATED');
    await json(buyer, 'wallet', 'consent', '--module', 'broker');
    await json(buyer, 'market', 'sell', '1', '--price', '1');
    await json(buyer, 'market', 'delist', '1');
    await json(buyer, 'asset', 'use-right', 'give-back', '1');
    expect(await codeOf(buyer, 'asset', 'use-right', 'show', '1')).toBe('USE_RIGHT_UNKNOWN');
    await json(provider, 'asset', 'use-right', 'issue', '1', '--until', '2h');
    await json(provider, 'market', 'sell', '2', '--price', '1');
    expect(await codeOf(buyer, 'market', 'buy', '2')).toBe('BANK_CONSENT_MISSING');
    await json(buyer, 'wallet', 'consent', '--module', 'broker', '--module', 'market');
    await json(provider, 'asset', 'use-right', 'give-back', '2');
    expect(await codeOf(buyer, 'asset', 'resource', 'dissolve', '1')).toBe('RESOURCE_NOT_OWNER');
    await json(provider, 'asset', 'resource', 'dissolve', '1');
    expect(await codeOf(provider, 'asset', 'use-right', 'issue', '1', '--until', '2h')).toBe('RESOURCE_UNKNOWN');
  });
});
