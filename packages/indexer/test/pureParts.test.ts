import {
  brokerAbi,
  type Deployment,
  encodeBatch,
  formatDeployment,
  marketAbi,
  parseDeployment,
  revenueRightAbi,
} from '@suanli/protocol';
import { encodeFunctionData, type Hex, toHex } from 'viem';
import { describe, expect, test, vi } from 'vitest';
import { decodeAccountWord } from '../src/internal/accountWord.ts';
import { accruedWei } from '../src/internal/accrued.ts';
import { batchDeltas } from '../src/internal/batchDeltas.ts';
import { direction } from '../src/internal/direction.ts';
import { eventKey } from '../src/internal/eventKey.ts';

const addressOf = (n: number): Hex => toHex(n, { size: 20 });
const names = ['accessManager', 'token', 'bank', 'broker', 'resourceTypes', 'hardware', 'resource', 'useRight'];
names.push('revenueRight', 'market', 'computeProof', 'ranking', 'timelock', 'governor');
names.push('machine', 'disputes', 'quorum', 'executionMarket', 'creditLine', 'lottery', 'priceCurve');
const deployment: Deployment = parseDeployment({
  chainId: 1,
  deployedBlock: '7',
  ...Object.fromEntries(names.map((name, i) => [name, addressOf(i + 1)])),
});

describe('the word of an account', () => {
  test('holds available, locked and consent side by side', () => {
    const largest = 2n ** 96n - 1n;
    expect(decodeAccountWord((5n << 192n) | (largest << 96n) | 7n)).toEqual({
      availableWei: 7n,
      lockedWei: largest,
      consentModules: 5n,
    });
    expect(decodeAccountWord((0xffff_ffffn << 192n) | largest)).toEqual({
      availableWei: largest,
      lockedWei: 0n,
      consentModules: 0xffff_ffffn,
    });
  });

  test('the number of batches above them is none of it', () => {
    expect(decodeAccountWord((0xffff_ffffn << 224n) | (1n << 192n) | 7n)).toEqual({
      availableWei: 7n,
      lockedWei: 0n,
      consentModules: 1n,
    });
  });
});

test('a batch takes from the payer what it gives, also where accounts repeat or the payer is one of them', () => {
  const [payer, first, second] = [addressOf(1), addressOf(2), addressOf(3)];
  const payments = [
    { account: first, amountWei: 5n },
    { account: payer, amountWei: 100n },
    { account: first, amountWei: 6n },
    { account: second, amountWei: 0n },
  ];
  expect([...batchDeltas(payer, encodeBatch({ number: 3, payments }))]).toEqual([
    [payer, -11n],
    [first, 11n],
    [second, 0n],
  ]);
});

test('what a holder has earned grows with its shares since it was last reckoned', () => {
  expect(accruedWei({ shares: 30n, accruedWei: 11n, seenPerShareWei: 100n }, 107n)).toBe(11n + 30n * 7n);
  expect(accruedWei({ shares: 0n, accruedWei: 11n, seenPerShareWei: 100n }, 107n)).toBe(11n);
});

test('funds go up, down, or stay', () => {
  expect([1n, -1n, 0n].map(direction)).toEqual(['↑', '↓', null]);
});

test('rows sort as their events happened', () => {
  const at = (number: bigint, logIndex: number, offset = 0) =>
    eventKey({ block: { number }, log: { logIndex } }, offset);
  const keys = [at(9n, 12), at(10n, 2), at(10n, 11), at(100n, 0)];
  expect(keys.toSorted()).toEqual(keys);
  expect(at(10n, 3, -1)).toBe(at(10n, 2));
});

describe('the cause of a posting', async () => {
  vi.stubEnv('SUANLI_DEPLOYMENT', formatDeployment(deployment));
  const { postingCause } = await import('../src/internal/postingCause.ts');
  const { contractName } = await import('../src/internal/contractName.ts');
  const buy = encodeFunctionData({ abi: marketAbi, functionName: 'buy', args: [1n, 2n] });
  const settle = encodeFunctionData({ abi: revenueRightAbi, functionName: 'settle', args: [1n, addressOf(99)] });
  const expire = encodeFunctionData({ abi: brokerAbi, functionName: 'expireDeals', args: [[]] });

  test('is what the transaction asked a contract of the market for', () => {
    expect(postingCause({ to: deployment.market, input: buy })).toBe('useRightSold');
    expect(postingCause({ to: deployment.revenueRight, input: settle })).toBe('incomeSettled');
    expect(postingCause({ to: deployment.broker, input: expire })).toBe('dealExpired');
  });

  test('is not guessed where the transaction went elsewhere', () => {
    expect(postingCause({ to: addressOf(99), input: buy })).toBe('posted');
    expect(postingCause({ to: deployment.broker, input: buy })).toBe('posted');
    expect(postingCause({ to: deployment.market, input: '0x' })).toBe('posted');
    expect(postingCause({ to: null, input: buy })).toBe('posted');
  });

  test('contracts are known by their address, however it is written', () => {
    expect(contractName(deployment.bank.toUpperCase().replace('0X', '0x') as Hex)).toBe('bank');
    expect(contractName(addressOf(99))).toBeNull();
  });
});

test('a deployment is read from JSON and from a file', async () => {
  const { readDeployment } = await import('../src/internal/readDeployment.ts');
  vi.stubEnv('SUANLI_DEPLOYMENT', formatDeployment(deployment));
  expect(readDeployment()).toEqual(deployment);
  vi.stubEnv('SUANLI_DEPLOYMENT', '/nowhere/deployment.json');
  expect(() => readDeployment()).toThrow(/ENOENT/);
  vi.stubEnv('SUANLI_DEPLOYMENT', '{"chainId": 1}');
  expect(() => readDeployment()).toThrow(expect.objectContaining({ code: 'DEPLOYMENT_INVALID' }));
});
