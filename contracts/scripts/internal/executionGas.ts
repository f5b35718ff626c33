import {
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  keccak256,
  stringToHex,
  zeroAddress,
  zeroHash,
} from 'viem';
import type { HDAccount } from 'viem/accounts';
import type { TestMarket } from './testMarket.ts';

const MODULE_ID = 5;
const wrong = keccak256(stringToHex('wrong'));
const nobody = { account: zeroAddress, resultHash: zeroHash };
const order = {
  provider: zeroAddress,
  paymentWei: 7_654_321_098_765_432_109n,
  depositWei: 1_234_567_890_123_456_789n,
  gasPriceWei: 1_234_567_890n,
  answerBlocks: 300,
  windowBlocks: 1200,
};

/**
 * What the market of executions costs, in transactions of their own: the road without a dispute, that with one, and what
 * the chain would take to compute the same. Parties have done the same before, so their accounts and places are warm.
 */
export async function recordExecutions(
  market: TestMarket,
  record: (name: string, value: bigint) => void,
): Promise<void> {
  const { contracts, bank, requester: client, keeper, deployer } = market;
  const [provider = client, challenger = client] = market.providers.slice(12);
  const code = await market.deploy(contracts.executionMarket, [bank]);
  const abi = contracts.executionMarket.abi;
  const initialization = encodeFunctionData({ abi, functionName: 'initialize', args: [market.accessManager] });
  const proxy = await market.deploy(contracts.erc1967Proxy, [code, initialization], 'ERC1967Proxy of ExecutionMarket');
  await market.sendTo(deployer, contracts.bank, bank, 'addModule', [proxy, MODULE_ID]);
  for (const party of [client, provider, challenger]) {
    await market.send(party, 'bank', 'setConsent', [0b11 | (1 << MODULE_ID)]);
  }
  const send = (from: HDAccount, name: string, args: readonly unknown[]): Promise<bigint> =>
    market.sendTo(from, contracts.executionMarket, proxy, name, args);

  const factories = {
    fibonacci: await market.deploy(contracts.fibonacciFactory, [wrong]),
    fibonacciTable: await market.deploy(contracts.fibonacciTableFactory, [wrong]),
    primeCount: await market.deploy(contracts.primeCountFactory, [wrong]),
  };
  for (const factory of Object.values(factories)) {
    const gas = await send(keeper, 'openMarket', [factory]);
    if (factory === factories.primeCount) record('executionMarket.openMarket', gas);
  }

  type Algorithm = keyof typeof factories;
  let steps = 0n;
  const request = async (
    algorithm: Algorithm,
    input: bigint,
  ): Promise<{ inputs: Hex; gas: bigint; execution: Pending }> => {
    const factory = factories[algorithm];
    const inputs = encodeAbiParameters([{ type: 'uint256' }], [input]);
    const contract = contracts[`${algorithm}Factory`];
    const bounds = (await market.read(contract, factory, 'gasBounds', [inputs])) as { readonly steps: number };
    steps = BigInt(bounds.steps);
    const [, number] = (await market.read(contracts.executionMarket, proxy, 'marketOf', [factory])) as [
      boolean,
      bigint,
    ];
    const gas = await send(client, 'requestExecution', [{ ...order, factory }, inputs]);
    const id = keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [factory, number]));
    const { answerBlocks, ...terms } = order;
    const answerDeadlineBlock = (await market.blockNumber()) + BigInt(answerBlocks);
    const execution = {
      id,
      terms: {
        ...terms,
        requester: client.address,
        factory,
        inputsHash: keccak256(inputs),
        answerDeadlineBlock,
        bounds,
      },
      answer: nobody,
      challenge: nobody,
      computedHash: zeroHash as Hex,
    };
    return { inputs, gas, execution };
  };
  const right = encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [6542n, 202_288_087n]);

  // Twice: the first of a market pays for its counter.
  for (const kept of [false, true]) {
    const { gas, execution } = await request('primeCount', 65_535n);
    const answer = await send(provider, 'answerRequest', [execution, keccak256(right)]);
    const answered = { ...execution, answer: { account: provider.address, resultHash: keccak256(right) } };
    const accept = await send(client, 'acceptAnswer', [answered]);
    const finalize = await send(provider, 'finalize', [answered]);
    if (!kept) continue;
    record('executionMarket.requestExecution', gas);
    record('executionMarket.answerRequest', answer);
    record('executionMarket.acceptAnswer', accept);
    record('executionMarket.finalize, accepted', finalize);
    record('execution computed off chain, primes to 65535: request to paid', gas + answer + accept + finalize);
  }
  {
    const { execution } = await request('primeCount', 10n);
    await market.mine(300);
    record('executionMarket.expireRequest', await send(keeper, 'expireRequest', [execution]));
  }

  const disputed = async (algorithm: Algorithm, input: bigint, computed: Hex, callSteps: bigint, label: string) => {
    const { inputs, execution } = await request(algorithm, input);
    await send(provider, 'answerRequest', [execution, wrong]);
    const answered = { ...execution, answer: { account: provider.address, resultHash: wrong } };
    const computedHash = keccak256(computed);
    const challenge = await send(challenger, 'challengeAnswer', [answered, computedHash]);
    const challenged = { ...answered, challenge: { account: challenger.address, resultHash: computedHash } };
    const create = await send(keeper, 'initializeDispute', [challenged, inputs]);
    let execute = 0n;
    let dearest = 0n;
    let calls = 0;
    for (let taken = 0n; taken < steps; taken += callSteps) {
      const gas = await send(keeper, 'executeExecutable', [challenged, callSteps]);
      execute += gas;
      calls += 1;
      if (gas > dearest) dearest = gas;
    }
    const finalize = await send(keeper, 'finalize', [{ ...challenged, computedHash }]);
    if (algorithm === 'fibonacci') {
      record('executionMarket.challengeAnswer', challenge);
      record('executionMarket.initializeDispute', create);
      record('executionMarket.finalize, after a dispute', finalize);
    }
    record(`execution computed on chain, ${label}: creation and ${calls} calls`, create + execute);
    record(`execution computed on chain, ${label}: dearest call`, dearest);
  };
  const fibonacci = (n: bigint): Hex => {
    let [previous, current] = [1n, 0n];
    for (let i = 0n; i < n; i++) [previous, current] = [current, previous + current];
    return encodeAbiParameters([{ type: 'uint256' }], [current]);
  };
  await disputed('fibonacci', 370n, fibonacci(370n), 370n, 'F(370), stateless');
  await disputed('fibonacciTable', 370n, fibonacci(370n), 105n, 'F(370), with a table');
  await disputed('primeCount', 65_535n, right, 86n, 'primes to 65535');
}

interface Pending {
  readonly id: Hex;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly answer: { readonly account: Address; readonly resultHash: Hex };
  readonly challenge: { readonly account: Address; readonly resultHash: Hex };
  readonly computedHash: Hex;
}
