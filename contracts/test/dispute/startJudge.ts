import { startEmbeddedChain } from '@suanli/node';
import { machineAbi } from '@suanli/protocol';
import { machineBytecode } from '@suanli/protocol/bytecode';
import {
  type Address,
  concatHex,
  createPublicClient,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  size,
} from 'viem';

/** One step to judge. */
export interface JudgedStep {
  readonly state: Hex;
  readonly witness: Hex;
}

/** Steps that differ in a few words alone. */
export interface StepTemplate {
  readonly witness: Hex;
  /** Where in the witness the words of a step go, in bytes. */
  readonly places: readonly number[];
}

/** The deployed Machine, asked about thousands of steps in a call. */
export interface Judge {
  readonly rpcUrl: string;
  readonly machine: Address;
  /** The next state of each step, or the selector of the error, with zeros behind. */
  steps(steps: readonly JudgedStep[]): Promise<Hex[]>;
  /** The same for steps of a template: for each, the state, then a word for each place. */
  stepsOf(template: StepTemplate, steps: readonly (readonly Hex[])[]): Promise<Hex[]>;
  stop(): Promise<void>;
}

const looper: Address = '0x00000000000000000000000000000000100be400';
/** Where the looper keeps the calldata of the Machine; answers lie below. */
const callAt = 0x10_0000;
/** Of `step(bytes32,bytes)`: the selector, the state, the place of the witness and its length. */
const headBytes = 4 + 3 * 32;
/** The chain refuses requests of 2 MB, and a byte is two digits; the looper has room for as many answers as there can be words in a call. */
const bytesPerCall = 900_000;
const callGas = 2_000_000_000n;

const push = (value: number): Hex => concatHex(['0x62', numberToHex(value, { size: 3 })]);

/** Ends a turn: calls the Machine with the bytes at `callAt` and goes on. The stack: answers, position, bytes of the call. */
const callMachine = (machine: Address): Hex =>
  concatHex([
    // staticcall(gas, machine, callAt, bytes, answers, 32); an error leaves its selector.
    ...(['0x6020', '0x83', '0x82', push(callAt), '0x73', machine, '0x5a', '0xfa', '0x50'] as const),
    // answers += 32, under the position.
    ...(['0x50', '0x90', '0x6020', '0x01', '0x90'] as const),
  ]);

/** Code that runs `turn` as long as there is calldata, from byte `start` on, and returns an answer for each. */
function loop(before: Hex, start: number, turn: Hex): Hex {
  const head = concatHex([before, '0x5f', push(start)]);
  const test = concatHex(['0x5b', '0x80', '0x36', '0x11', '0x15']);
  const loopAt = size(head);
  const endAt = loopAt + size(test) + 5 + size(turn) + 5;
  return concatHex([head, test, push(endAt), '0x57', turn, push(loopAt), '0x56', '0x5b', '0x50', '0x5f', '0xf3']);
}

/** Turns of `bytes` and then so many bytes of calldata. */
const eachLooper = (machine: Address): Hex =>
  loop(
    '0x',
    0,
    concatHex([
      // bytes = calldataload(position); position += 32
      ...(['0x80', '0x35', '0x90', '0x6020', '0x01'] as const),
      // calldatacopy(callAt, position, bytes)
      ...(['0x81', '0x81', push(callAt), '0x37'] as const),
      // position += bytes
      ...(['0x81', '0x01', '0x90', callMachine(machine)] as const),
    ]),
  );

/** Turns of one word for each place in a call that stays. */
const templateLooper = (machine: Address, callBytes: number, places: readonly number[]): Hex =>
  loop(
    concatHex([push(callBytes), '0x5f', push(callAt), '0x37']),
    callBytes,
    concatHex([
      ...places.flatMap((place): Hex[] => ['0x6020', '0x81', push(callAt + place), '0x37', '0x6020', '0x01']),
      ...([push(callBytes), callMachine(machine)] as const),
    ]),
  );

/** What the looper gets for a step. */
const stepBytes = ({ witness }: JudgedStep): number => 32 + headBytes + size(witness);

/** Starts a chain of its own with the Machine on it. */
export async function startJudge(): Promise<Judge> {
  const chain = await startEmbeddedChain({ blockTimeSeconds: 3600 });
  const client = createPublicClient({ transport: http(chain.rpcUrl, { timeout: 60_000 }) });
  const rpc = async <T>(method: string, params: unknown): Promise<T> =>
    (await client.request({ method, params } as never)) as T;
  const hash = await rpc<Hex>('eth_sendTransaction', [{ from: chain.accounts[0]?.address, data: machineBytecode }]);
  const machine = (await client.waitForTransactionReceipt({ hash, pollingInterval: 20 })).contractAddress;
  if (!machine) throw new Error('the machine was not deployed');

  const call = (data: Hex, state: Hex) =>
    encodeFunctionData({ abi: machineAbi, functionName: 'step', args: [state, data] });
  const run = async (code: Hex, data: Hex): Promise<Hex[]> => {
    const answer = await rpc<Hex>('eth_call', [
      { to: looper, data, gas: numberToHex(callGas) },
      'latest',
      { [looper]: { code } },
    ]);
    return (
      answer
        .slice(2)
        .match(/.{64}/g)
        ?.map((word): Hex => `0x${word}`) ?? []
    );
  };
  /** Judges in calls of bounded size, one after another. */
  const inParts = async <T>(
    all: readonly T[],
    bytesOf: (step: T) => number,
    judge: (part: readonly T[]) => Promise<Hex[]>,
  ): Promise<Hex[]> => {
    const answers: Hex[] = [];
    for (let from = 0; from < all.length; ) {
      let to = from;
      for (let bytes = 0; to < all.length; to++) {
        bytes += bytesOf(all[to] as T);
        if (to > from && bytes > bytesPerCall) break;
      }
      const words = await judge(all.slice(from, to));
      if (words.length !== to - from) throw new Error(`${words.length} answers to ${to - from} steps`);
      answers.push(...words);
      from = to;
    }
    return answers;
  };
  return {
    rpcUrl: chain.rpcUrl,
    machine,
    steps: (steps) =>
      inParts(steps, stepBytes, (part) => {
        const calls = part.map(({ state, witness }) => call(witness, state));
        const data = `0x${calls.map((each) => numberToHex(size(each), { size: 32 }).slice(2) + each.slice(2)).join('')}`;
        return run(eachLooper(machine), data as Hex);
      }),
    stepsOf: ({ witness, places }, steps) => {
      const template = call(witness, `0x${'00'.repeat(32)}`);
      const code = templateLooper(machine, size(template), [4, ...places.map((place) => headBytes + place)]);
      const wordsBytes = (words: readonly Hex[]) => 32 * words.length;
      return inParts(steps, wordsBytes, (part) => run(code, concatHex([template, ...part.flat()])));
    },
    stop: () => chain.stop(),
  };
}
