import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createKeystore,
  type EmbeddedChain,
  type ProviderProcess,
  startEmbeddedChain,
  startProviderProcess,
} from '@suanli/node';
import { LevelRange, parseDeployment } from '@suanli/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeLevel } from '../src/commands/proof/internal/describeLevel.ts';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';
import { runHere } from './support/runHere.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-proof-'));
const password = 'correct horse';
let chain: EmbeddedChain;
let daemon: ProviderProcess | undefined;

const run = (...argv: string[]) =>
  runHere(argv, { env: { SUANLI_DATA_DIR: folder, SUANLI_PASSWORD: password, SUANLI_RPC_URL: chain.rpcUrl } });
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
  chain = await startEmbeddedChain({ accounts: 1 });
  mkdirSync(folder, { recursive: true });
  const privateKey = chain.accounts[0]?.privateKey ?? '0x';
  await createKeystore({ file: join(folder, 'keystore.json'), password, privateKey, scryptN: 1_024 });
  await json('deploy');
  await json('asset', 'register', '--type', 'CPU', '--serial', 'a');
  await json('asset', 'resource', 'create', '--hardware', '1');
  await json('asset', 'use-right', 'issue', '1', '--until', '2h');
});
afterAll(async () => {
  await daemon?.stop();
  await chain?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a proof is run, verified, shown and ranked', { timeout: 120_000 }, async () => {
  expect((await run('proof', 'ranking')).out).toContain(en.proof.noneRanked);
  const ran = await json<{ consistent: boolean; transactions: object[]; proof: { stage: string }; type: string }>(
    ...['proof', 'run', '1', '--executor', 'cpu', '--threads', '2'],
  );
  expect(ran).toMatchObject({ consistent: true, type: 'CPU', proof: { stage: 'passed', proofId: '1' } });
  expect(ran.transactions).toHaveLength(3);

  const { code, out } = await run('proof', 'verify', '1');
  expect(code).toBe(0);
  for (const check of [
    'stage',
    'issue',
    'seed',
    'root',
    'challenges',
    'openings',
    'time',
    'level',
    'ranking',
  ] as const) {
    expect(out).toContain(`✓ ${en.proof.checks[check]}`);
  }
  expect(out).toContain(en.proof.asClaimed('CPU'));
  expect(out).toContain(en.proof.consistent);
  const { out: chinese } = await run('proof', 'verify', '1', '--lang', 'zh');
  expect(chinese).toContain(`✓ ${zh.proof.checks.openings}`);

  const shown = await json<{ hashesPerSecond: string; commitment: { root: string } }>('proof', 'show', '1');
  expect(shown).toMatchObject({ stage: 'passed', range: 'within', type: 'CPU', useRightId: '1' });
  expect((await run('proof', 'show', '1')).out).toContain(shown.commitment.root);
  const { ranking, buckets } = await json<{ ranking: object[]; buckets: object[] }>(
    'proof',
    'ranking',
    '--type',
    'cpu',
  );
  expect(ranking).toMatchObject([{ resourceId: '1', type: 'CPU', proofId: '1', range: 'within', passed: 1 }]);
  expect(buckets).toMatchObject([{ type: 'CPU' }]);
  expect((await run('proof', 'ranking')).out).toContain('CPU');
});

test('what cannot be proved is refused by code', async () => {
  expect(await codeOf('proof', 'verify', '99')).toBe('PROOF_UNKNOWN');
  expect(await codeOf('proof', 'show', 'x')).toBe('CLI_NUMBER_INVALID');
  expect(await codeOf('proof', 'run', '9', '--executor', 'cpu')).toBe('PROOF_NOT_OWNER');
  expect(await codeOf('proof', 'run', '1', '--executor', 'abacus')).toBe('CLI_CHOICE_INVALID');
  // The machine behind the lease is reached over the network.
  expect(await codeOf('proof', 'run', '1')).toBe('CLI_PEERS_MISSING');
});

test('the machine behind the use right computes, over a lease', { timeout: 120_000 }, async () => {
  // A provider announces what it can stake for; its announcements are how a lease finds it.
  await json('wallet', 'deposit', '20');
  daemon = await startProviderProcess({
    dataDir: join(folder, 'provider'),
    rpcUrl: chain.rpcUrl,
    deployment: parseDeployment(readFileSync(join(folder, 'deployment.json'), 'utf8')),
    privateKey: chain.accounts[0]?.privateKey ?? '0x',
    options: { 'provider.slots': '1', 'provider.announceInterval': '500', 'proof.executor': 'cpu' },
  });
  const peers = daemon.addresses.flatMap((address) => ['--peer', address]);
  expect(await json('proof', 'run', '1', ...peers)).toMatchObject({ consistent: true, proof: { stage: 'passed' } });
  const { ranking } = await json<{ ranking: object[] }>('proof', 'ranking');
  expect(ranking).toMatchObject([{ resourceId: '1', passed: 2 }]);
});

test('this machine is measured without a chain', async () => {
  const { code, out } = await runHere(['proof', 'measure', '--threads', '1', '--json']);
  expect(code).toBe(0);
  const speed = JSON.parse(out) as { executor: string; threads: number; hashesPerSecond: number };
  expect(speed).toMatchObject({ executor: 'cpu', threads: 1 });
  expect(speed.hashesPerSecond).toBeGreaterThan(0);
});

test('a level in words says what was claimed and what it is', () => {
  const say = (range: LevelRange, matching: string[]) => describeLevel(en, { claimed: 'H100', range, matching });
  expect(say(LevelRange.within, ['A100', 'H100'])).toBe('claims H100, and its level lies in the range of that type');
  expect(say(LevelRange.below, ['GTX_1050'])).toBe(
    'claims H100, is below its type: level lies in the range of GTX_1050',
  );
  expect(say(LevelRange.above, [])).toBe('claims H100, is above its type: level lies in the range of no other type');
  expect(say(LevelRange.unknown, [])).toBe('claims H100, nothing is proved');
});
