import {
  bankAbi,
  brokerAbi,
  creditLineAbi,
  type Deployment,
  decodeBatch,
  encodeBatch,
  formatDeployment,
  lotteryAbi,
  marketAbi,
  parseDeployment,
  priceCurveAbi,
  revenueRightAbi,
} from '@suanli/protocol';
import { encodeFunctionData, type Hex, toFunctionSelector, toHex } from 'viem';
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

describe('a batch', () => {
  const [payer, first, second] = [addressOf(1), addressOf(0xab_cdef), addressOf(3)];
  const payments = [
    { account: first, amountWei: 500n },
    { account: payer, amountWei: 10_000n },
    { account: first, amountWei: 65_500n },
    { account: second, amountWei: 0n },
  ];
  // What the Bank reads: bits 0..95 the unit, 96..103 the bytes of an amount, 104..135 the number; then 20 bytes of an
  // account and the amount in units, once for each payment.
  const packed = {
    terms: (3n << 104n) | (2n << 96n) | 100n,
    payments: `0x${'00'.repeat(17)}ABCDEF0005${'00'.repeat(19)}010064${'00'.repeat(17)}abcdef028f${'00'.repeat(19)}030000`,
  } as const;

  test('is read from the bytes that the Bank tells', () => {
    expect(decodeBatch(packed)).toEqual({ number: 3, unitWei: 100n, amountBytes: 2, payments, totalWei: 76_000n });
    const { terms, payments: bytes } = encodeBatch({ number: 3, payments });
    expect(decodeBatch({ terms, payments: bytes })).toMatchObject({ number: 3, payments, totalWei: 76_000n });
  });

  test('takes from the payer what it gives, also where accounts repeat or the payer is one of them', () => {
    expect([...batchDeltas(payer, decodeBatch(packed))]).toEqual([
      [payer, -66_000n],
      [first, 66_000n],
      [second, 0n],
    ]);
    expect([...batchDeltas(payer, { payments: [], totalWei: 0n })]).toEqual([[payer, 0n]]);
  });
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
  const { depositCause } = await import('../src/internal/depositCause.ts');
  const { contractName } = await import('../src/internal/contractName.ts');
  const buy = encodeFunctionData({ abi: marketAbi, functionName: 'buy', args: [1n, 2n] });
  const settle = encodeFunctionData({ abi: revenueRightAbi, functionName: 'settle', args: [1n, addressOf(99)] });
  const expire = encodeFunctionData({ abi: brokerAbi, functionName: 'expireDeals', args: [[]] });

  test('is what the transaction asked a contract of the market for', () => {
    expect(postingCause({ to: deployment.market, input: buy })).toBe('useRightSold');
    expect(postingCause({ to: deployment.revenueRight, input: settle })).toBe('incomeSettled');
    expect(postingCause({ to: deployment.broker, input: expire })).toBe('dealExpired');
    const root = toHex(1n, { size: 32 });
    const open = encodeFunctionData({ abi: lotteryAbi, functionName: 'open', args: [1n, 2n, 3n, 4, root] });
    expect(postingCause({ to: deployment.lottery, input: open })).toBe('lotteryOpened');
    const release = encodeFunctionData({ abi: priceCurveAbi, functionName: 'release', args: [[1n]] });
    expect(postingCause({ to: deployment.priceCurve, input: release })).toBe('statementReleased');
    const terms = { payer: addressOf(1), payee: addressOf(2), unit: 0, priceWeiPerUnit: 1n, depositWei: 1n };
    const line = { ...terms, startsAt: 0n, expiresAt: 1n, graceSeconds: 0, nonce: 0n };
    const close = encodeFunctionData({ abi: creditLineAbi, functionName: 'close', args: [line] });
    expect(postingCause({ to: deployment.creditLine, input: close })).toBe('creditClosed');
  });

  test('there is one for each function of these contracts that posts', () => {
    const modules = { lottery: lotteryAbi, creditLine: creditLineAbi, priceCurve: priceCurveAbi } as const;
    // They change terms or code, not balances.
    const silent = ['initialize', 'setAuthority', 'setCurve', 'upgradeToAndCall'];
    const causeless = Object.entries(modules).flatMap(([name, abi]) =>
      abi.flatMap((item) => {
        if (item.type !== 'function' || ['view', 'pure'].includes(item.stateMutability)) return [];
        const to = deployment[name as keyof typeof modules];
        return postingCause({ to, input: toFunctionSelector(item) }) === 'posted' ? [item.name] : [];
      }),
    );
    expect(causeless.sort()).toEqual(silent);
  });

  test('of a deposit is the fee where its owner left it to another to send', () => {
    const [owner, relayer] = [addressOf(98), addressOf(99)];
    const relayed = bankAbi.flatMap((item) =>
      item.type === 'function' && /^deposit/.test(item.name)
        ? [
            [
              item.name,
              depositCause(
                { to: deployment.bank, input: toFunctionSelector(item) },
                { payer: owner, account: relayer },
              ),
            ],
          ]
        : [],
    );
    expect(Object.fromEntries(relayed)).toEqual({
      deposit: 'deposited',
      depositFor: 'deposited',
      depositWithPermit: 'deposited',
      depositWithAuthorization: 'relayFeeEarned',
      depositWithSignedPermit: 'relayFeeEarned',
    });
    const [input] = bankAbi.flatMap((item) =>
      item.type === 'function' && item.name === 'depositWithAuthorization' ? [toFunctionSelector(item)] : [],
    );
    if (!input) throw new RangeError('no such function');
    expect(depositCause({ to: deployment.bank, input }, { payer: owner, account: owner })).toBe('deposited');
    expect(depositCause({ to: relayer, input }, { payer: owner, account: relayer })).toBe('deposited');
    expect(depositCause({ to: null, input: '0x' }, { payer: owner, account: relayer })).toBe('deposited');
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
