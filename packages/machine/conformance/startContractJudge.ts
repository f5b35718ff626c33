import { Agent, request } from 'node:http';
import { startEmbeddedChain } from '@suanli/node';
import { machineAbi } from '@suanli/protocol';
import { machineBytecode } from '@suanli/protocol/bytecode';
import {
  type Address,
  concatHex,
  createPublicClient,
  type Hex,
  http,
  numberToHex,
  size,
  toFunctionSelector,
} from 'viem';
import { keccak256 } from '../src/tree/keccak256.ts';
import type { StepJudge } from './StepJudge.ts';

/** What the contract has been asked. */
export interface ContractJudge extends StepJudge {
  /** Steps that the contract has judged as the interpreter took them. */
  readonly steps: number;
  /** The same by opcode of the machine. */
  readonly stepsByOpcode: ReadonlyMap<number, number>;
  /** Where the contract said something else: which run, which step of it. */
  readonly disagreements: readonly string[];
  /** A single step from a state, of the run that was begun last. */
  judge(opcode: number, state: Uint8Array, witness: Uint8Array, next: Uint8Array): void;
  /** Waits until all has been judged. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const wordBytes = 32;
const headerBytes = 320;
/** The state, the place of the witness, its length. */
const headWords = 3;
/** More than any step needs: see `maxWords` in the looper, which counts in a byte. */
const maxWords = 256;
/** The chain refuses requests of 2 MB, and a byte is two digits. */
const bytesPerCall = 900_000;
const stepsPerCall = 4_000;
const callGas = 2_000_000_000n;
const callsAtOnce = 2;
const maxWaiting = 6;
const looper: Address = '0x00000000000000000000000000000000100be401';

const push2 = (value: number): Hex => concatHex(['0x61', numberToHex(value, { size: 2 })]);

/**
 * Code that keeps the calldata of one call of `Machine.step` in its memory and changes, calls and compares it as its own calldata says: runs of words to change (first
 * word, count, words) up to a count of 0, then the hash that the step must lead to, which becomes the state of the next call. It returns how many steps were as they must
 * be: alone where all were, else behind what the contract has answered to the next one.
 */
function looperCode(machine: Address, selector: Hex, mayRefuse: boolean): Hex {
  // Memory: 00 answer, 3c selector, 40 words of the call. Stack: count, position.
  const before: Hex = concatHex(['0x63', selector, '0x602052', '0x5f5f']);
  const loopAt = size(before);
  const make = (judgeAt: number, badAt: number, endAt: number): { code: Hex; at: [number, number, number] } => {
    // position < calldatasize? run = next two bytes
    const head = concatHex([
      '0x5b',
      '0x80361115',
      push2(endAt),
      '0x57',
      '0x803560f01c',
      '0x90600201',
      '0x9080',
      '0x60ff16',
    ]);
    // count of words 0: judge. Else copy them.
    const copy = concatHex([
      '0x8015',
      push2(judgeAt),
      '0x57',
      '0x60051b',
      '0x9060081c60051b604001',
      '0x818382',
      '0x37',
      '0x5001',
    ]);
    const back = concatHex([push2(loopAt), '0x56']);
    // staticcall(gas, machine, 3c, 100 + length of the witness, 0, 32), and is the answer the word at position?
    const call = concatHex(['0x5b', '0x5050', '0x60205f', '0x608051606401', '0x603c', '0x73', machine, '0x5afa']);
    // A refusal is right where there may be one.
    const compare = concatHex(['0x81355f5114', mayRefuse ? '0x901517' : '0x16', '0x15', push2(badAt), '0x57']);
    const next = concatHex(['0x8035604052', '0x602001', '0x90600101', '0x90', back]);
    const code = [before, head, copy, back] as const;
    const judge = [call, compare, next] as const;
    const bad: Hex = '0x5b5060205260405ff3';
    const end: Hex = '0x5b505f5260205ff3';
    const judgePlace = size(concatHex(code));
    const badPlace = judgePlace + size(concatHex(judge));
    return { code: concatHex([...code, ...judge, bad, end]), at: [judgePlace, badPlace, badPlace + size(bad)] };
  };
  return make(...make(0, 0, 0).at).code;
}

/** Packs steps for the looper: of each call only what differs from the one before. */
class Packer {
  private readonly call = new Uint8Array(maxWords * wordBytes);
  private readonly words = new BigUint64Array(this.call.buffer);
  private readonly bytes = new Uint8Array(bytesPerCall + 2 * maxWords * (wordBytes + 2));
  private length = 0;
  private readonly previous = new Uint8Array(maxWords * wordBytes);
  private readonly previousWords = new BigUint64Array(this.previous.buffer);
  steps = 0;

  get full(): boolean {
    return this.length >= bytesPerCall || this.steps >= stepsPerCall;
  }

  add(state: Uint8Array, witness: Uint8Array, next: Uint8Array): void {
    const count = headWords + witness.length / wordBytes;
    if (count > maxWords) throw new RangeError(`a witness of ${witness.length} bytes`);
    const { call, words, previousWords } = this;
    call.set(state);
    call[2 * wordBytes - 1] = 2 * wordBytes;
    new DataView(call.buffer).setUint32(3 * wordBytes - 4, witness.length);
    call.set(witness, headWords * wordBytes);
    const same = (word: number): boolean => {
      const at = 4 * word;
      return (
        words[at] === previousWords[at] &&
        words[at + 1] === previousWords[at + 1] &&
        words[at + 2] === previousWords[at + 2] &&
        words[at + 3] === previousWords[at + 3]
      );
    };
    for (let word = 0; word < count; word++) {
      if (same(word)) continue;
      const first = word;
      while (word < count && word - first < 255 && !same(word)) word++;
      this.run(first, word - first);
    }
    this.run(0, 0);
    this.bytes.set(next, this.length);
    this.length += wordBytes;
    this.previous.set(call.subarray(0, count * wordBytes));
    this.previous.set(next);
    this.steps++;
  }

  /** What was packed; then begins anew. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    this.steps = 0;
    this.previous.fill(0);
    return taken;
  }

  private run(first: number, count: number): void {
    this.bytes[this.length++] = first;
    this.bytes[this.length++] = count;
    this.bytes.set(this.call.subarray(first * wordBytes, (first + count) * wordBytes), this.length);
    this.length += count * wordBytes;
  }
}

export interface ContractJudgeOptions {
  /** Ends the chain. */
  readonly signal?: AbortSignal;
  /** Whether a refused witness is right as well: for witnesses that were tampered with. Default false. */
  readonly mayRefuse?: boolean;
}

/** Starts a chain of its own with the Machine on it, which judges every step. */
export async function startContractJudge(options: ContractJudgeOptions = {}): Promise<ContractJudge> {
  const { signal } = options;
  const chain = await startEmbeddedChain({ blockTimeSeconds: 3600, ...(signal === undefined ? {} : { signal }) });
  const client = createPublicClient({ transport: http(chain.rpcUrl, { timeout: 60_000 }) });
  const deploy = { from: chain.accounts[0]?.address, data: machineBytecode, gas: '0x1000000' };
  const hash = (await client.request({ method: 'eth_sendTransaction', params: [deploy] } as never)) as Hex;
  const { contractAddress } = await client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
  if (!contractAddress) throw new Error('the machine was not deployed');
  const step = machineAbi.find((item) => item.type === 'function' && item.name === 'step');
  if (step?.type !== 'function') throw new Error('the machine has no step');
  const code = looperCode(contractAddress, toFunctionSelector(step), options.mayRefuse === true);
  const url = new URL(chain.rpcUrl);
  const agent = new Agent({ keepAlive: true });

  /** Of a batch: the run that a step belongs to, by the first of its steps there. */
  interface Batch {
    readonly runs: { readonly label: string; readonly from: number; readonly taken: number }[];
    readonly opcodes: number[];
  }
  const packer = new Packer();
  let batch: Batch = { runs: [], opcodes: [] };
  let label = '';
  let taken = 0;
  let pending: { readonly opcode: number; readonly witness: Uint8Array; readonly state: Uint8Array } | undefined;
  let judged = 0;
  const stepsByOpcode = new Map<number, number>();
  const disagreements: string[] = [];
  const waiting = new Set<Promise<void>>();
  let running = 0;
  const queue: (() => void)[] = [];
  let failure: unknown;

  const post = (data: Uint8Array): Promise<string> =>
    new Promise((resolve, reject) => {
      const head = `{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"${looper}","gas":"${numberToHex(callGas)}","data":"0x`;
      const tail = `"},"latest",{"${looper}":{"code":"${code}"}}]}`;
      const body = Buffer.concat([
        Buffer.from(head),
        Buffer.from(Buffer.from(data.buffer, data.byteOffset, data.length).toString('hex'), 'latin1'),
        Buffer.from(tail),
      ]);
      const options = { agent, host: url.hostname, port: url.port, method: 'POST' };
      const call = request(
        { ...options, headers: { 'content-type': 'application/json', 'content-length': body.length } },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            const answer = JSON.parse(Buffer.concat(parts).toString()) as { result?: string; error?: unknown };
            if (answer.result === undefined) reject(new Error(`the chain: ${JSON.stringify(answer.error)}`));
            else resolve(answer.result);
          });
        },
      );
      call.once('error', reject);
      call.end(body);
    });
  const ask = async (data: Uint8Array, { runs, opcodes }: Batch): Promise<void> => {
    if (running >= callsAtOnce) await new Promise<void>((resolve) => queue.push(resolve));
    running++;
    try {
      const answer = await post(data);
      const agreed = Number(BigInt(`0x${answer.slice(-64)}`));
      judged += agreed;
      for (const opcode of opcodes.slice(0, agreed)) stepsByOpcode.set(opcode, (stepsByOpcode.get(opcode) ?? 0) + 1);
      if (agreed === opcodes.length && answer.length === 66) return;
      const run = runs.findLast(({ from }) => from <= agreed);
      disagreements.push(
        `${run?.label}: step ${(run?.taken ?? 0) + agreed - (run?.from ?? 0)}, opcode ${opcodes[agreed]?.toString(16)}: ${answer}`,
      );
    } finally {
      running--;
      queue.shift()?.();
    }
  };
  const flush = (): void => {
    if (packer.steps === 0) return;
    const asked = ask(packer.take(), batch).catch((error: unknown) => {
      failure ??= error;
    });
    batch = { runs: [{ label, from: 0, taken }], opcodes: [] };
    waiting.add(asked);
    void asked.finally(() => waiting.delete(asked));
  };
  const judgeOne = (opcode: number, state: Uint8Array, witness: Uint8Array, next: Uint8Array): void => {
    batch.opcodes.push(opcode);
    packer.add(state, witness, next);
    taken++;
    if (packer.full) flush();
  };
  /** The step before leads to the state of this header. */
  const settle = (header: Uint8Array): Uint8Array => {
    const state = keccak256(header.subarray(0, headerBytes));
    if (pending === undefined) return state;
    judgeOne(pending.opcode, pending.state, pending.witness, state);
    pending = undefined;
    return state;
  };
  const check = (): void => {
    if (failure !== undefined) throw failure;
  };

  return {
    get steps() {
      return judged;
    },
    stepsByOpcode,
    disagreements,
    begin(next) {
      label = next;
      taken = 0;
      batch.runs.push({ label, from: packer.steps, taken });
    },
    step(opcode, witness) {
      const state = settle(witness);
      pending = { opcode, witness, state };
    },
    end: (header) => void settle(header),
    judge: judgeOne,
    async ready() {
      check();
      while (waiting.size > maxWaiting) await Promise.race(waiting);
    },
    async settled() {
      flush();
      await Promise.all(waiting);
      check();
    },
    async stop() {
      agent.destroy();
      await chain.stop();
    },
  };
}
