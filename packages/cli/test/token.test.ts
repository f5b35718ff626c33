// The token from the command line: what the genesis supply is given out by, tokens of others, and accounts that can be recovered.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeystore, type EmbeddedChain, startEmbeddedChain } from '@suanli/node';
import { computeTokenAbi, parseDeployment } from '@suanli/protocol';
import {
  createSuanliClient,
  deployGenesisAllocation,
  deployPresaleMigration,
  distributorCall,
  type GenesisAllocation,
  getChainTime,
  type SuanliClient,
} from '@suanli/sdk';
import {
  type Address,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  http,
  parseEther,
  type TestClient,
} from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';
import { runHere } from './support/runHere.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-token-'));
const people = ['deployer', 'founder', 'keeper', 'coSigner'] as const;
type Person = (typeof people)[number];
const password = 'correct horse';
const tokens = (amount: string) => String(parseEther(amount));
const day = 86_400n;
const year = 365n * day;

let chain: EmbeddedChain;
let blocks: TestClient;
let deployer: SuanliClient;
let allocation: GenesisAllocation;
let start: bigint;
let account: Address;
const address = {} as Record<Person, Address>;

const run = (who: Person, argv: readonly string[]) =>
  runHere(argv, {
    cwd: folder,
    env: {
      SUANLI_DATA_DIR: join(folder, who),
      SUANLI_PASSWORD: password,
      SUANLI_RPC_URL: chain.rpcUrl,
      SUANLI_LANG: 'en',
    },
  });
async function json<Result = Record<string, unknown>>(who: Person, ...argv: string[]): Promise<Result> {
  const { code, out, err } = await run(who, [...argv, '--json']);
  expect(code, `${argv.join(' ')}\n${out}\n${err}`).toBe(0);
  return JSON.parse(out) as Result;
}
async function text(who: Person, ...argv: string[]): Promise<string> {
  const { code, out, err } = await run(who, argv);
  expect(code, `${argv.join(' ')}\n${err}`).toBe(0);
  return out;
}
async function codeOf(who: Person, ...argv: string[]): Promise<string> {
  const { code, out } = await run(who, [...argv, '--json']);
  const { error } = JSON.parse(out) as { error?: { code: string } };
  expect(code).toBe(error === undefined ? 0 : 1);
  return error?.code ?? 'none';
}
async function passTo(time: bigint): Promise<void> {
  await blocks.setNextBlockTimestamp({ timestamp: time });
  await blocks.mine({ blocks: 1 });
}
const deployerKey = () => privateKeyToAccount(chain.accounts[0]?.privateKey ?? '0x');
const heldBy = async (account: Address) =>
  (await json<{ balance: string }>('deployer', 'token', 'balance', account)).balance;

beforeAll(async () => {
  chain = await startEmbeddedChain({ accounts: people.length });
  blocks = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl) });
  for (const [i, who] of people.entries()) {
    const { privateKey = '0x', address: account = '0x' } = chain.accounts[i] ?? {};
    address[who] = account;
    mkdirSync(join(folder, who));
    await createKeystore({ file: join(folder, who, 'keystore.json'), password, privateKey, scryptN: 1_024 });
  }
  await json('deployer', 'deploy');
  const file = join(folder, 'deployer', 'deployment.json');
  for (const who of people.slice(1)) copyFileSync(file, join(folder, who, 'deployment.json'));
  deployer = createSuanliClient({
    deployment: parseDeployment(readFileSync(file, 'utf8')),
    rpcUrl: chain.rpcUrl,
    account: deployerKey(),
  });
  start = await getChainTime(deployer);
  allocation = await deployGenesisAllocation(deployer, {
    // A token costs a thousandth of a coin.
    sale: { priceWei: parseEther('0.001'), startTime: start + day, endTime: start + 10n * day },
    founders: [{ beneficiary: address.founder, amountWei: parseEther('15000000') }],
    vesting: { startTime: start },
    rewardsStartTime: start,
    // So that no proposal has to pass to name a distributor.
    dao: address.deployer,
  });
});
afterAll(async () => {
  await chain?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// One market for all of these, and one clock: each test goes on where the one before it ended.
describe('token', { timeout: 60_000 }, () => {
  test('balance, of this market and of a token of one’s own; detect says what a token can do', async () => {
    expect(await text('deployer', 'token', 'balance', allocation.sale)).toBe('25000000 SUAN\n');
    const deployed = await json<{ token: Address }>(
      'founder',
      ...['token', 'deploy', 'My presale', 'MPS', '1000.5', '--decimals', '6'],
    );
    expect(deployed).toMatchObject({ decimals: 6, supply: '1000500000', holder: address.founder });
    const other = ['--token', deployed.token];
    expect(await text('founder', 'token', 'balance', ...other)).toBe('1000.5 MPS\n');
    expect(await json('keeper', 'token', 'balance', ...other)).toMatchObject({ symbol: 'MPS', balance: '0' });
    expect(await json('keeper', 'token', 'detect', deployed.token)).toMatchObject({
      name: 'My presale',
      isErc20: true,
      functions: { transferFrom: true },
      permit: true,
      transferWithAuthorization: false,
      votes: false,
      takesFee: false,
    });
    const own = await text('keeper', 'token', 'detect', deployer.deployment.token);
    expect(own).toMatch(new RegExp(`${en.token.authorization.replace(/[()]/g, '.')} +${en.token.yes}`));
    expect(await codeOf('keeper', 'token', 'detect', address.founder)).toBe('TOKEN_NOT_A_CONTRACT');
    expect(await codeOf('keeper', 'token', 'balance', ...['--token', address.founder])).toBe('TOKEN_NOT_A_CONTRACT');
    for (const [supply, decimals] of [
      ['1.5', '0'],
      ['0', '18'],
      ['one', '18'],
    ] as const) {
      expect(await codeOf('founder', 'token', 'deploy', 'A', 'B', supply, '--decimals', decimals)).toBe(
        'CLI_AMOUNT_INVALID',
      );
    }
  });

  test('migrate: presale tokens are burned for twice as many, in their own decimals', async () => {
    const { token } = await json<{ token: Address }>(
      'founder',
      ...['token', 'deploy', 'Presale', 'SPT', '100', '--decimals', '6'],
    );
    const { migration } = await deployPresaleMigration(deployer, {
      presaleToken: token,
      deadline: start + 5n * day,
      beneficiary: address.deployer,
    });
    expect(await json('keeper', 'token', 'migrate', migration)).toMatchObject({
      presaleToken: token,
      shortfallWei: tokens('200'),
    });
    // All tokens have been given out: some come from the sale, once it runs.
    expect(await codeOf('founder', 'token', 'migrate', migration, '1')).toBe('PRESALE_UNDERFUNDED');
    await passTo(start + day);
    await json('deployer', 'token', 'sale', 'buy', allocation.sale, '0.2', '--to', migration);
    expect(await text('keeper', 'token', 'migrate', migration)).toContain(`${token} SPT`);
    expect(await json('founder', 'token', 'migrate', migration, '1.5')).toMatchObject({
      burnedUnits: '1500000',
      paidWei: tokens('3'),
    });
    expect(await heldBy(address.founder)).toBe(tokens('3'));
    expect(await text('founder', 'token', 'balance', '--token', token)).toBe('98.5 SPT\n');
    expect(await codeOf('founder', 'token', 'migrate', migration, '1.0000001')).toBe('CLI_AMOUNT_INVALID');
    expect(await codeOf('keeper', 'token', 'migrate', migration, '1')).toBe('ERC20_INSUFFICIENT_BALANCE');
  });

  test('sale: its state, a purchase, and what is not sold for less than was asked', async () => {
    const { sale } = allocation;
    expect(await json('keeper', 'token', 'sale', 'show', sale)).toMatchObject({
      state: 'running',
      soldWei: tokens('200'),
      capWei: tokens('25000000'),
    });
    expect(await text('keeper', 'token', 'sale', 'show', sale)).toContain(en.token.coinPerToken('0.001'));
    expect(await json('keeper', 'token', 'sale', 'buy', sale, '1.5', '--least', '1500')).toMatchObject({
      recipient: address.keeper,
      tokensWei: tokens('1500'),
      paidWei: tokens('1.5'),
      returnedWei: '0',
    });
    expect(await heldBy(address.keeper)).toBe(tokens('1500'));
    expect(await codeOf('keeper', 'token', 'sale', 'buy', sale, '1.5', '--least', '1501')).toBe(
      'TOKEN_SALE_TOO_FEW_LEFT',
    );
    expect(await codeOf('keeper', 'token', 'sale', 'buy', sale, '0')).toBe('CLI_AMOUNT_INVALID');
  });

  test('fund: the distributor shares a day out, and nobody else', async () => {
    const { dailyFund: fund } = allocation;
    const points = ['--to', `${address.keeper}=3`, '--to', `${address.coSigner}=1`];
    expect(await codeOf('keeper', 'token', 'fund', 'distribute', fund, '100', ...points)).toBe(
      'DAILY_FUND_NOT_DISTRIBUTOR',
    );
    expect(await text('keeper', 'token', 'fund', 'show', fund)).toContain(en.token.nobody);
    const { target, data } = distributorCall({ fund, distributor: address.keeper });
    const wallet = createWalletClient({ account: deployerKey(), transport: http(chain.rpcUrl) });
    const hash = await wallet.sendTransaction({ to: target, data, chain: null });
    await deployer.publicClient.waitForTransactionReceipt({ hash });
    await json('keeper', 'token', 'fund', 'distribute', fund, '100', ...points);
    expect(await heldBy(address.coSigner)).toBe(tokens('25'));
    expect(await json('keeper', 'token', 'fund', 'show', fund)).toMatchObject({
      distributor: address.keeper,
      heldWei: tokens('29999900'),
      dailyCapWei: '8219178082191780821917',
      leftTodayWei: String(8_219_178_082_191_780_821_917n - parseEther('100')),
    });
    expect(await codeOf('keeper', 'token', 'fund', 'distribute', fund, '8200', ...points)).toBe(
      'DAILY_FUND_DAY_EXHAUSTED',
    );
    expect(await codeOf('keeper', 'token', 'fund', 'distribute', fund, '1')).toBe('CLI_OPTION_MISSING');
  });

  test('account: create, execute, change the path', async () => {
    const path = ['--recovery-key', address.keeper, '--co-signer', address.coSigner];
    expect(await codeOf('founder', 'token', 'account', 'create', ...path, '--owner', address.keeper)).toBe(
      'RECOVERABLE_PATH_INVALID',
    );
    ({ account } = await json<{ account: Address }>('founder', 'token', 'account', 'create', ...path));
    await json('keeper', 'wallet', 'transfer', '--to', account, '--amount', '10');
    const data = encodeFunctionData({
      abi: computeTokenAbi,
      functionName: 'transfer',
      args: [address.keeper, parseEther('4')],
    });
    const execute = ['token', 'account', 'execute', account, deployer.deployment.token, data];
    expect(await codeOf('keeper', ...execute)).toBe('RECOVERABLE_NOT_OWNER');
    await json('founder', ...execute);
    expect(await heldBy(account)).toBe(tokens('6'));
    const short = await json('founder', 'token', 'account', 'path', account, '--delay', '3600');
    expect(short).toMatchObject({ recoverySigner: address.keeper, coSigner: address.coSigner, delaySeconds: 3_600 });
    expect(await codeOf('keeper', 'token', 'account', 'path', account, '--delay', '3600')).toBe(
      'RECOVERABLE_NOT_OWNER',
    );
    const shown = await text('keeper', 'token', 'account', 'show', account);
    expect(shown).toContain(address.founder);
    expect(shown).toContain(en.token.noRecovery);
  });

  test('account recover: both sign, one starts, the owner vetoes, or the new owner has it', async () => {
    const recover = ['token', 'account', 'recover'];
    const newOwner = address.deployer;
    const sign = (who: Person, ...argv: string[]) => json(who, ...recover, 'sign', account, ...argv);
    expect(await codeOf('deployer', ...recover, 'sign', account, '--to', newOwner)).toBe(
      'RECOVERABLE_SIGNATURE_INVALID',
    );
    expect(await codeOf('keeper', ...recover, 'sign', account)).toBe('CLI_OPTIONS_EXCLUSIVE');
    await sign('keeper', '--to', newOwner, '--until', '5d');
    const co = await sign('coSigner', '--like', 'recovery.json', '--out', 'co.json');
    expect(co).toMatchObject({ account, newOwner, signer: address.coSigner });
    expect(await codeOf('keeper', ...recover, 'start', 'recovery.json', 'recovery.json')).toBe(
      'RECOVERABLE_SIGNATURE_INVALID',
    );
    writeFileSync(join(folder, 'no.json'), JSON.stringify({ ...co, signatureDeadline: 'soon' }));
    expect(await codeOf('keeper', ...recover, 'start', 'recovery.json', 'no.json')).toBe(
      'RECOVERABLE_SIGNATURE_MALFORMED',
    );
    // In either order.
    await json('deployer', ...recover, 'start', 'co.json', 'recovery.json');
    expect(await text('founder', 'token', 'account', 'show', account)).toContain(`to ${newOwner}`);
    expect(await codeOf('keeper', ...recover, 'finish', account)).toBe('RECOVERABLE_DELAY_RUNNING');
    expect(await codeOf('keeper', ...recover, 'veto', account)).toBe('RECOVERABLE_NOT_OWNER');
    await json('founder', ...recover, 'veto', account);
    expect(await codeOf('deployer', ...recover, 'start', 'co.json', 'recovery.json')).toBe(
      'RECOVERABLE_SIGNATURE_INVALID',
    );

    await sign('coSigner', '--to', newOwner);
    await sign('keeper', '--like', 'recovery.json', '--out', 'key.json');
    const { readyAt } = await json<{ readyAt: string }>('deployer', ...recover, 'start', 'recovery.json', 'key.json');
    await passTo(BigInt(readyAt));
    expect(await text('coSigner', ...recover, 'finish', account)).toContain(`owned by ${newOwner}`);
    expect(await codeOf('founder', ...recover, 'veto', account)).toBe('RECOVERABLE_NOT_OWNER');
  });

  test('vesting: nothing before the cliff, and then anyone has the beneficiary paid', async () => {
    const vesting = allocation.vestings[0]?.vesting ?? '0x';
    expect(await text('keeper', 'token', 'vesting', 'release', vesting)).toBe(`${en.token.nothingVested}\n`);
    expect(await text('keeper', 'token', 'vesting', 'release', vesting, '--lang', 'zh')).toBe(
      `${zh.token.nothingVested}\n`,
    );
    await passTo(start + year);
    expect(await json('keeper', 'token', 'vesting', 'show', vesting)).toMatchObject({
      beneficiary: address.founder,
      releasableWei: tokens('3750000'),
      releasedWei: '0',
    });
    const before = BigInt(await heldBy(address.founder));
    const { paidWei } = await json<{ paidWei: string }>('keeper', 'token', 'vesting', 'release', vesting);
    expect(BigInt(paidWei)).toBeGreaterThanOrEqual(parseEther('3750000'));
    expect(BigInt(await heldBy(address.founder)) - before).toBe(BigInt(paidWei));
    expect(await text('keeper', 'token', 'sale', 'show', allocation.sale)).toContain(en.token.saleStates.over);
  });
});
