import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeystore, type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { formatDeployment } from '@suanli/protocol';
import { createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHere } from './support/runHere.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'suanli-dao-'));
const account = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
let market: EmbeddedMarket;

beforeAll(async () => {
  // The chain's clock passes the timelock's delay only where a test moves it.
  market = await startEmbeddedMarket({ blockTimeSeconds: 3_600, governance: { timelockDelaySeconds: 1_000n } });
  writeFileSync(join(dataDir, 'deployment.json'), formatDeployment(market.deployment));
  const privateKey = market.chain.accounts[0]?.privateKey ?? '0x';
  await createKeystore({ file: join(dataDir, 'keystore.json'), password: 'secret', privateKey, scryptN: 1_024 });
});
afterAll(async () => {
  await market?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (...argv: string[]) =>
  runHere(argv, { env: { SUANLI_DATA_DIR: dataDir, SUANLI_PASSWORD: 'secret', SUANLI_RPC_URL: market.chain.rpcUrl } });
async function json<Result = Record<string, unknown>>(...argv: string[]): Promise<Result> {
  const { code, out, err } = await run(...argv, '--json');
  expect(code, `${argv.join(' ')}\n${out}\n${err}`).toBe(0);
  return JSON.parse(out) as Result;
}
async function refused(...argv: string[]): Promise<string> {
  const { code, out } = await run(...argv, '--json');
  expect(code, argv.join(' ')).toBe(1);
  return (JSON.parse(out) as { error: { code: string } }).error.code;
}
const mine = (blocks: number, seconds = 1) =>
  createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) }).mine({ blocks, interval: seconds });

/** Proposes with the command line, and goes the whole way. */
async function enact(...proposal: string[]): Promise<string> {
  const { proposalId } = await json<{ proposalId: string }>('dao', 'propose', ...proposal);
  await mine(1);
  await json('dao', 'vote', proposalId, 'for', '--reason', 'because');
  await mine(13);
  await json('dao', 'queue', proposalId);
  await mine(1, 1_000);
  expect(await json('dao', 'execute', proposalId)).toMatchObject({ state: 'executed' });
  return proposalId;
}

interface Types {
  types: { id: number; name: string; kind: string; version: number; terms: Record<string, unknown> }[];
}

// One DAO for all of these: each test goes on where the one before it ended.
describe('the DAO from the command line', () => {
  test('A37: types shows every type with its proof parameters and revenue value', async () => {
    expect(await json<Types>('dao', 'types')).toMatchObject({
      types: [
        { id: 1, name: 'CPU', kind: 'cpu', version: 1, terms: { revenueShares: 100, leafCountLog2: 16, samples: 10 } },
        { id: 2, name: 'GTX_1050', kind: 'gpu', terms: { hashesPerLeaf: 64, timeLimitSeconds: 600, listed: true } },
        { id: 3, name: 'GTX_1060', terms: { revenueShares: 200, maxHashesPerSecond: '2000000000' } },
        { id: 4, name: 'A100', terms: { revenueShares: 1000, leafCountLog2: 24 } },
        { id: 5, name: 'A800' },
        { id: 6, name: 'H100', terms: { revenueShares: 2000, minHashesPerSecond: '800000000' } },
        { id: 7, name: 'H800' },
      ],
    });
    const { out } = await run('dao', 'types');
    expect(out).toMatch(/2 +GTX_1050 +1 +100 +2\^20 +10 +64 +600 s +20 MH\/s – 1 GH\/s/);
    expect((await run('dao', 'types', '--lang', 'zh')).out).toContain('收益权值');
    expect((await run('dao', 'list')).out).toBe('There are no proposals yet.\n');
  });

  test('a proposal goes from its number’s first digits to its end, and each step says the next', async () => {
    const proposed = await run('dao', 'propose', 'fee', '50', '--treasury', account, '--description', 'Half');
    expect(proposed.code, proposed.err).toBe(0);
    expect(proposed.out).toContain(`market.setFee(50, ${account})`);
    const id = /Proposal (0x[0-9a-f]{8}): Half/.exec(proposed.out)?.[1] ?? '';
    expect(proposed.out).toContain(`suanli dao vote ${id} for`);
    expect(await refused('dao', 'vote', id, 'for')).toBe('GOVERNANCE_WRONG_STATE');
    await mine(2);
    expect((await run('dao', 'list', id)).out).toContain(`suanli dao vote ${id} for`);
    expect((await run('dao', 'vote', id, 'for')).out).toContain('For 100000000, against 0.');
    expect(await refused('dao', 'vote', id, 'against')).toBe('GOVERNANCE_ALREADY_VOTED');
    await mine(13);
    expect((await run('dao', 'list', id)).out).toContain(`suanli dao queue ${id}`);
    expect((await run('dao', 'queue', id)).out).toContain(`suanli dao execute ${id}`);
    expect(await refused('dao', 'execute', id)).toBe('TIMELOCK_NOT_READY');
    await mine(1, 1_000);
    expect((await run('dao', 'execute', id)).code).toBe(0);
    const list = await run('dao', 'list');
    expect(list.out).toMatch(new RegExp(`${id} +executed +100000000 +0 +4000000 +\\d+ +Half`));
    expect((await run('dao', 'list', '--lang', 'zh')).out).toContain('已执行');
    expect(await json('dao', 'list', id)).toMatchObject({ state: 'executed', description: 'Half' });
  });

  test('lists a type like another, and keeps the history of its terms', async () => {
    await enact('type', 'RTX_5090', '--like', 'H100', '--memory', '32768', '--shares', '500');
    const { types } = await json<Types>('dao', 'types');
    const h100 = types.find(({ name }) => name === 'H100')?.terms;
    expect(types.at(-1)).toMatchObject({
      id: 8,
      name: 'RTX_5090',
      kind: 'gpu',
      memoryMib: 32_768,
      terms: { ...h100, revenueShares: 500 },
    });
    await enact('terms', 'RTX_5090', '--samples', '20', '--listed', 'no');
    expect((await run('dao', 'list')).out).toContain('List resource type RTX_5090');
    const [latest] = (
      await json<{ proposals: { proposalId: string }[] }>('dao', 'list', '--limit', '2')
    ).proposals.slice(1);
    expect((await run('dao', 'list', latest?.proposalId ?? '')).out).toContain(
      'resourceTypes.addType("RTX_5090", 1, 32768, {',
    );
    expect(await json('dao', 'types', 'RTX_5090')).toMatchObject({
      version: 2,
      history: [
        { version: 1, terms: { samples: 10, listed: true, revenueShares: 500 } },
        { version: 2, terms: { samples: 20, listed: false, revenueShares: 500 } },
      ],
    });
    expect((await run('dao', 'types', '8')).out).toMatch(/RTX_5090 {2}gpu {2}32768 MiB/);
  });

  test('grants and revokes a role, and makes any other call', async () => {
    await enact('role', 'grant', '7', '--account', account);
    await enact('access', 'hardware', 'register', '7');
    await enact('access', 'hardware', 'register', 'public');
    await enact('role', 'revoke', '7', '--account', account);
    expect(await refused('dao', 'propose', 'access', 'hardware', 'lock', '7')).toBe('CLI_CHOICE_INVALID');
    expect(await refused('dao', 'propose', 'access', 'token', 'register', '7')).toBe('CLI_CHOICE_INVALID');
    expect(await refused('dao', 'propose', 'access', 'hardware', 'register', 'all')).toBe('CLI_NUMBER_INVALID');
    const raw = await json<{ proposalId: string; description: string }>(
      'dao',
      'propose',
      'call',
      account,
      '0x12345678',
    );
    expect(raw.description).toContain('UNKNOWN CALL');
    expect(await json('dao', 'cancel', raw.proposalId)).toMatchObject({ state: 'cancelled' });
    const upgrade = ['dao', 'propose', 'upgrade', 'market', '--implementation'];
    expect(await refused(...upgrade, market.deployment.token)).toBe('CHAIN_UPGRADE_INVALID');
  });

  test('delegate: votes move with the tokens’ owner’s word', async () => {
    expect(await json('dao', 'delegate', account)).toMatchObject({
      delegate: account,
      delegateVotesWei: String(parseEther('100000000')),
    });
    expect(await refused('dao', 'propose', 'fee', '1')).toBe('GOVERNANCE_VOTES_TOO_FEW');
    expect(await json('dao', 'delegate')).toMatchObject({ delegate: market.deployer.account });
  });

  test('bad words are refused before anything is sent', async () => {
    expect(await refused('dao', 'propose', 'fee', '1001')).toBe('CLI_NUMBER_INVALID');
    expect(await refused('dao', 'propose', 'upgrade', 'bank', '--implementation', account)).toBe('CLI_CHOICE_INVALID');
    expect(await refused('dao', 'propose', 'type', 'X', '--like', 'NONE')).toBe('CLI_CHOICE_INVALID');
    expect(await refused('dao', 'propose', 'call', account, '0x123')).toBe('CLI_HEX_INVALID');
    expect(await refused('dao', 'propose')).toBe('CLI_COMMAND_INCOMPLETE');
    expect(await refused('dao', 'vote', '0x1', 'perhaps')).toBe('CLI_CHOICE_INVALID');
    expect(await refused('dao', 'vote', 'seven', 'for')).toBe('GOVERNANCE_PROPOSAL_UNKNOWN');
    expect(await refused('dao', 'list', '0x')).toBe('GOVERNANCE_PROPOSAL_UNKNOWN');
    expect(await refused('dao', 'types', 'TPU')).toBe('CLI_CHOICE_INVALID');
    expect(await refused('dao', 'propose', 'type', 'GTX_1050', '--like', 'CPU')).toBe('RESOURCE_TYPE_NAME_TAKEN');
    expect(await refused('dao', 'propose', 'type', 'X'.repeat(33), '--like', 'CPU')).toBe('RESOURCE_TYPE_NAME_INVALID');
  });
});
