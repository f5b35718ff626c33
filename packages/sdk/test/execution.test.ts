import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { DealStatus, executableSourceHashes, executionMarketAbi } from '@suanli/protocol';
import {
  abandonExecution,
  acceptExecution,
  answerExecution,
  challengeExecution,
  createSuanliClient,
  deployExecutableFactory,
  disputeExecution,
  type ExecutableAlgorithm,
  type Execution,
  executeExecution,
  expireExecution,
  finalizeExecution,
  getBankAccount,
  getExecutableMetadata,
  getExecution,
  getExecutionDeposit,
  moduleConsent,
  openExecutionMarket,
  requestExecution,
  type SuanliClient,
  setConsent,
} from '@suanli/sdk';
import {
  type Address,
  createTestClient,
  custom,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionResult,
  type Hex,
  http,
  keccak256,
  parseEther,
  size,
  stringToHex,
  zeroAddress,
  zeroHash,
} from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from './fixtures/useRightScene.ts';

const gasPriceWei = 1_000_000_001n;
const paymentWei = parseEther('7');
const fundsWei = parseEther('1000');
const wrong = keccak256(stringToHex('wrong'));

const numbers = (...values: bigint[]): Hex =>
  encodeAbiParameters(
    values.map(() => ({ type: 'uint256' })),
    values,
  );

/** The algorithms once more, off chain. */
const offChain: Readonly<Record<ExecutableAlgorithm, (input: bigint) => Hex>> = {
  fibonacci: fibonacciOf,
  fibonacciTable: fibonacciOf,
  primeCount(limit) {
    let count = 0n;
    let sum = 0n;
    for (let number = 2n; number <= limit; number++) {
      let prime = true;
      for (let divisor = 2n; prime && divisor * divisor <= number; divisor++) prime = number % divisor !== 0n;
      if (!prime) continue;
      count += 1n;
      sum += number;
    }
    return numbers(count, sum);
  },
};
function fibonacciOf(n: bigint): Hex {
  let [previous, current] = [1n, 0n];
  for (let i = 0n; i < n; i++) [previous, current] = [current, previous + current];
  return numbers(current);
}

let market: EmbeddedMarket;
let client: SuanliClient;
let provider: SuanliClient;
let other: SuanliClient;
let keeper: SuanliClient;
const factories: Partial<Record<ExecutableAlgorithm, Address>> = {};
const factoryOf = (algorithm: ExecutableAlgorithm): Address => factories[algorithm] ?? zeroAddress;

async function newParty(): Promise<SuanliClient> {
  const { client: party } = await market.createAccount(fundsWei);
  const consentModules = await moduleConsent(party, { modules: ['broker', 'market', 'executionMarket'] });
  await setConsent(party, { consentModules });
  return party;
}

async function balanceOf(party: SuanliClient): Promise<{ availableWei: bigint; lockedWei: bigint }> {
  const { availableWei, lockedWei } = await getBankAccount(party, { account: party.account ?? zeroAddress });
  return { availableWei, lockedWei };
}

async function request(algorithm: ExecutableAlgorithm, input: bigint, windowBlocks = 50): Promise<Execution> {
  const factory = factoryOf(algorithm);
  const inputs = numbers(input);
  const { depositWei } = await getExecutionDeposit(client, { factory, inputs, gasPriceWei });
  const parameters = { factory, inputs, windowBlocks, paymentWei, depositWei, gasPriceWei };
  return (await requestExecution(client, parameters)).execution;
}

const read = (execution: Execution) => getExecution(keeper, { executionId: execution.id });
const mine = (blocks: number) =>
  createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) }).mine({ blocks });

beforeAll(async () => {
  market = await startEmbeddedMarket();
  [client, provider, other, keeper] = [await newParty(), await newParty(), await newParty(), await newParty()];
  for (const algorithm of ['fibonacci', 'fibonacciTable', 'primeCount'] as const) {
    const { factory } = await deployExecutableFactory(market.deployer, { algorithm });
    await openExecutionMarket(keeper, { factory });
    factories[algorithm] = factory;
  }
});
afterAll(() => market?.stop());

describe('a vertical market', () => {
  test('is opened by anyone, once, and tells what its algorithm is', async () => {
    const factory = factoryOf('primeCount');
    expect(await codeOf(openExecutionMarket(other, { factory }))).toBe('EXECUTION_MARKET_EXISTS');
    expect(await codeOf(openExecutionMarket(other, { factory: zeroAddress }))).toBe('EXECUTION_FACTORY_INVALID');
    const metadata = await getExecutableMetadata(other, { factory });
    expect(metadata).toMatchObject({
      name: 'PrimeCount',
      sourceHash: executableSourceHashes.primeCount,
      compilerVersion: '0.8.37',
    });
    expect(metadata.bytecode).toBe(await other.publicClient.getCode({ address: metadata.implementation }));
  });

  test('takes what its algorithm takes, from whom can pay', async () => {
    const factory = factoryOf('fibonacci');
    const order = { factory, inputs: numbers(5n), windowBlocks: 5, paymentWei, depositWei: paymentWei, gasPriceWei };
    const refused = async (changes: Partial<typeof order>) =>
      codeOf(requestExecution(client, { ...order, ...changes }));
    expect(await refused({ factory: zeroAddress })).toBe('EXECUTION_MARKET_UNKNOWN');
    expect(await refused({ inputs: numbers(371n) })).toBe('EXECUTABLE_INVALID_INPUTS');
    expect(await refused({ windowBlocks: 0 })).toBe('EXECUTION_ZERO_BLOCKS');
    expect(await refused({ paymentWei: 2n * fundsWei })).toBe('BANK_INSUFFICIENT_AVAILABLE');
    const { depositWei } = await getExecutionDeposit(client, { ...order });
    expect(await refused({ depositWei: depositWei - 1n })).toBe('EXECUTION_DEPOSIT_TOO_SMALL');
    expect(await codeOf(requestExecution(market.deployer, order))).toBe('BANK_CONSENT_MISSING');
    expect(await codeOf(getExecution(client, { executionId: wrong }))).toBe('EXECUTION_NOT_FOUND');
  });
});

describe('an answer', () => {
  test('that the client accepts is paid', async () => {
    const before = await balanceOf(provider);
    const execution = await request('primeCount', 1000n);
    expect(await read(execution)).toMatchObject({
      execution,
      inputs: numbers(1000n),
      status: DealStatus.pending,
      resultHash: zeroHash,
      executable: zeroAddress,
      gasPaidWei: 0n,
    });
    const resultHash = keccak256(offChain.primeCount(1000n));
    await answerExecution(provider, { execution, resultHash });
    const answered = await read(execution);
    expect(answered).toMatchObject({ status: DealStatus.waitingForResolution, resultHash });
    expect(answered.execution.answer).toEqual({ account: provider.account, resultHash });
    expect(await codeOf(finalizeExecution(keeper, answered))).toBe('EXECUTION_WINDOW_OPEN');
    // The record of before is not that of now.
    expect(await codeOf(acceptExecution(client, { execution }))).toBe('EXECUTION_WRONG_TERMS');
    await acceptExecution(client, answered);
    expect((await read(execution)).status).toBe(DealStatus.softResolution);
    await finalizeExecution(keeper, answered);
    expect((await read(execution)).status).toBe(DealStatus.finalized);
    expect(await balanceOf(provider)).toEqual({ ...before, availableWei: before.availableWei + paymentWei });
  });

  test('that nobody challenges is paid once its window has passed, by anyone', async () => {
    const before = await balanceOf(provider);
    const execution = await request('fibonacci', 10n, 20);
    await answerExecution(provider, { execution, resultHash: keccak256(fibonacciOf(10n)) });
    const answered = await read(execution);
    await mine(20);
    expect(await codeOf(challengeExecution(other, { ...answered, resultHash: wrong }))).toBe('EXECUTION_WINDOW_CLOSED');
    await finalizeExecution(keeper, answered);
    expect(await balanceOf(provider)).toEqual({ ...before, availableWei: before.availableWei + paymentWei });
  });

  test('that never comes ends the request', async () => {
    const before = await balanceOf(client);
    const execution = await request('fibonacci', 10n);
    expect(await codeOf(expireExecution(keeper, { execution }))).toBe('EXECUTION_NOT_EXPIRED');
    await mine(300);
    expect(await codeOf(answerExecution(provider, { execution, resultHash: wrong }))).toBe('EXECUTION_ANSWER_TOO_LATE');
    await expireExecution(keeper, { execution });
    expect((await read(execution)).status).toBe(DealStatus.cancelled);
    expect(await balanceOf(client)).toEqual(before);
  });
});

describe('a dispute', () => {
  test.each([
    ['fibonacci', 370n],
    ['fibonacciTable', 60n],
    ['primeCount', 12_345n],
  ] as const)('about %s ends with what is right, and the wrong one pays the gas', async (algorithm, input) => {
    const [answererBefore, challengerBefore, keeperBefore] = await Promise.all(
      [provider, other, keeper].map(balanceOf),
    );
    const right = keccak256(offChain[algorithm](input));
    const requested = await request(algorithm, input);
    await answerExecution(provider, { execution: requested, resultHash: wrong });
    const answered = await read(requested);
    expect(await codeOf(challengeExecution(other, { ...answered, resultHash: wrong }))).toBe('EXECUTION_SAME_RESULT');
    expect(await codeOf(challengeExecution(provider, { ...answered, resultHash: right }))).toBe('EXECUTION_OWN_ANSWER');
    await challengeExecution(other, { ...answered, resultHash: right });
    const challenged = await read(requested);
    expect(challenged).toMatchObject({
      status: DealStatus.needsResolution,
      resultHash: wrong,
      executable: zeroAddress,
    });
    expect(await codeOf(disputeExecution(keeper, { ...challenged, inputs: numbers(1n) }))).toBe(
      'EXECUTION_WRONG_INPUTS',
    );
    const { gasUsed: creationGas } = await disputeExecution(keeper, challenged);
    const { bounds } = requested.terms;
    expect(creationGas).toBeLessThan(BigInt(bounds.creationGas) + 75_000n);
    expect(await read(requested)).toMatchObject({ status: DealStatus.resolving });

    let spentGas = creationGas;
    let paidGasWei = (await read(requested)).gasPaidWei;
    let steps = 0;
    let finished = false;
    while (!finished) {
      const call = await executeExecution(keeper, { execution: challenged.execution });
      // F24: what a transaction really costs, in cold storage, is within what the factory declared.
      expect(call.gasUsed).toBeLessThan(BigInt(bounds.callGas + call.steps * bounds.stepGas) + 75_000n);
      expect(call.paidWei).toBeGreaterThan(0n);
      steps += call.steps;
      spentGas += call.gasUsed;
      paidGasWei += call.paidWei;
      finished = call.finished;
    }
    expect(steps).toBe(bounds.steps);
    const resolved = await read(requested);
    expect(resolved).toMatchObject({ status: DealStatus.firmResolution, resultHash: right, gasPaidWei: paidGasWei });
    // Who takes a dispute on is paid for it: no less than it spends, and little more.
    expect(paidGasWei).toBeGreaterThanOrEqual(spentGas * gasPriceWei);
    expect(Number(paidGasWei) / Number(spentGas * gasPriceWei)).toBeLessThan(1.6);

    await finalizeExecution(client, resolved);
    expect(await balanceOf(provider)).toEqual({
      ...answererBefore,
      availableWei: (answererBefore?.availableWei ?? 0n) - paidGasWei,
    });
    expect(await balanceOf(other)).toEqual({
      ...challengerBefore,
      availableWei: (challengerBefore?.availableWei ?? 0n) + paymentWei,
    });
    expect(await balanceOf(keeper)).toEqual({
      ...keeperBefore,
      availableWei: (keeperBefore?.availableWei ?? 0n) + paidGasWei,
    });
    // F23: nothing of the run is left.
    for (const slot of ['0x0', '0x1', '0x2', '0x3', '0x4'] as const) {
      expect(BigInt((await keeper.publicClient.getStorageAt({ address: resolved.executable, slot })) ?? 1)).toBe(0n);
    }
  });

  test('is not abandoned while it may still be taken on', async () => {
    const requested = await request('fibonacci', 10n);
    await answerExecution(provider, { execution: requested, resultHash: wrong });
    await challengeExecution(other, { ...(await read(requested)), resultHash: keccak256(fibonacciOf(10n)) });
    expect(await codeOf(abandonExecution(keeper, await read(requested)))).toBe('EXECUTION_NOT_STALLED');
  });

  test('is read page by page, back from its last change', async () => {
    const requested = await request('fibonacci', 3n);
    const ranges: bigint[] = [];
    // A chain on which the last change came 3,000 blocks later.
    const later = createSuanliClient({
      deployment: market.deployment,
      transport: custom({
        async request({ method, params }: { method: string; params: readonly [{ fromBlock: Hex; toBlock: Hex }] }) {
          const [range] = params;
          if (method === 'eth_getLogs') ranges.push(BigInt(range.toBlock) - BigInt(range.fromBlock) + 1n);
          if (ranges.length === 1 && method === 'eth_getLogs') return [];
          const result = await keeper.publicClient.request({ method, params } as never);
          if (method !== 'eth_call' || size(result) !== 5 * 32) return result;
          const state = { abi: executionMarketAbi, functionName: 'executionState' } as const;
          const [status, blockNumber, ...rest] = decodeFunctionResult({ ...state, data: result });
          return encodeFunctionResult({ ...state, result: [status, blockNumber + 3_000, ...rest] });
        },
      }),
    });
    expect((await getExecution(later, { executionId: requested.id })).execution).toEqual(requested);
    expect(ranges[0]).toBe(2_000n);
    expect(ranges).toHaveLength(2);

    const controller = new AbortController();
    controller.abort();
    await expect(getExecution(client, { executionId: requested.id, signal: controller.signal })).rejects.toThrow();
  });
});

test('worst cases are the same on chain and off', async () => {
  const { bounds, worstCaseGas, depositWei } = await getExecutionDeposit(client, {
    factory: factoryOf('primeCount'),
    inputs: numbers(65_535n),
    gasPriceWei,
  });
  const overheadGas = await client.publicClient.readContract({
    abi: executionMarketAbi,
    address: client.deployment.executionMarket,
    functionName: 'OVERHEAD_GAS',
  });
  const calls = BigInt(Math.floor(bounds.steps / bounds.callSteps) + 1);
  expect(worstCaseGas).toBe(
    BigInt(bounds.creationGas) +
      overheadGas +
      calls * (BigInt(bounds.callGas) + overheadGas) +
      BigInt(bounds.steps) * BigInt(bounds.stepGas),
  );
  expect(depositWei).toBe(worstCaseGas * gasPriceWei);
});
