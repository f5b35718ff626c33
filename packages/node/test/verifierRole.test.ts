import type { TraceResult } from '@suanli/machine';
import type { EvidenceSession } from '@suanli/network';
import {
  type Deal,
  type EvidenceMessage,
  GameEnd,
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobTask,
  merkleSumRoot,
  SuanliError,
  type TaskResult,
  tasksRoot,
} from '@suanli/protocol';
import type { AnsweredDeal } from '@suanli/sdk';
import { type Hex, hexToBytes } from 'viem';
import { describe, expect, test } from 'vitest';
import { TraceDesk } from '../src/disputes/TraceDesk.ts';
import type { TraceFactory } from '../src/disputes/TraceFactory.ts';
import { createVerifier, type VerifierOptions } from '../src/roles/verifier/createVerifier.ts';
import type { Verifier } from '../src/roles/verifier/Verifier.ts';
import { openStore } from '../src/store/openStore.ts';
import type { Store } from '../src/store/Store.ts';
import type { Flight } from '../src/tasks/Flight.ts';
import type { TaskEngine } from '../src/tasks/TaskEngine.ts';
import { createLogger } from '../src/telemetry/createLogger.ts';
import { createMetrics } from '../src/telemetry/createMetrics.ts';
import { FakeDisputeChain } from './support/FakeDisputeChain.ts';
import { dealOf, hashOf, resultOf, templateOf } from './support/samples.ts';

const zero = () => 0;
const provable = { programRoot: hashOf('program'), input: hashOf('input') };

/** A verifier with the test on all sides of it: the store is real. */
class World {
  readonly chain = new FakeDisputeChain();
  readonly store: Store = openStore({ file: ':memory:', owner: 'verifier' });
  /** What each provider shows, by deal. */
  readonly shown = new Map<Hex, (question: EvidenceMessage) => EvidenceMessage>();
  dials = 0;
  /** Tasks that were executed again. */
  readonly runs: number[] = [];
  /** What a task comes to; undefined where it is what was answered. */
  computed: (taskIndex: number) => Partial<TaskResult> | undefined = () => undefined;
  /** What the machine says of any task. */
  traced: TraceResult = { steps: 1n, status: 0, work: 1n, outputHash: new Uint8Array(32) };
  verifier: Verifier;
  readonly #options: Partial<VerifierOptions>;

  constructor(options: Partial<VerifierOptions> = {}) {
    this.#options = options;
    this.verifier = this.#start();
  }

  #start(): Verifier {
    const engine: TaskEngine = {
      kind: 'wasm',
      slots: 2,
      prepareJob: async () => hashOf('module'),
      add: (flight: Flight) => {
        const { index } = flight.task;
        this.runs.push(index);
        const computed = { ...resultOf(index), taskHash: flight.taskHash, ...this.computed(index) };
        queueMicrotask(() => flight.owner.complete(flight, computed));
      },
      drop: () => false,
      reserve: () => undefined,
      idle: async () => undefined,
      running: 0,
      queued: 0,
    };
    const trace: TraceFactory = async () => ({
      levels: 8,
      programRoot: new Uint8Array(32),
      first: new Uint8Array(320),
      result: async () => this.traced,
      hashesAt: async (steps) => steps.map(() => new Uint8Array(32)),
      headerAt: async () => new Uint8Array(320),
      witnessAt: async () => new Uint8Array(),
      close: async () => undefined,
    });
    const metrics = createMetrics({
      running: zero,
      queued: zero,
      sessions: zero,
      leases: zero,
      openDeals: zero,
      headBlock: zero,
      chainAgeSeconds: zero,
    });
    return createVerifier(
      {
        chain: this.chain,
        store: this.store,
        network: {
          offers: {
            list: () => [
              { offer: { provider: dealOf().provider }, capability: { addresses: ['/somewhere'] } } as never,
            ],
          },
          evidence: { dial: async () => this.#dial() },
        },
        engine,
        desk: new TraceDesk(trace, { places: 1 }),
        fetchBlob: async () => new Uint8Array(),
        dropOutputs: () => undefined,
        metrics,
        logger: createLogger({ level: 'silent' }),
      },
      {
        sampleRate: 1,
        maxBondWei: 1_000n,
        demand: false,
        maxLeaves: 1_000,
        taskMemoryPages: 1_024,
        taskWallMs: 60_000,
        fromBlock: 1n,
        pollIntervalMs: 1,
        maxBackoffMs: 5,
        confirmations: 1,
        ...this.#options,
      },
    );
  }

  #dial(): EvidenceSession {
    this.dials++;
    const inbox: EvidenceMessage[] = [];
    const { promise: closed, resolve } = Promise.withResolvers<SuanliError | undefined>();
    let isOpen = true;
    const end = (error?: SuanliError): void => {
      isOpen = false;
      resolve(error);
    };
    return {
      remotePeer: 'provider',
      direction: 'outbound',
      remoteLoad: undefined,
      messages: {
        [Symbol.asyncIterator]: () => ({
          next: async () => {
            const value = inbox.shift();
            return isOpen && value ? { done: false as const, value } : { done: true as const, value: undefined };
          },
        }),
      },
      send: async (message) => {
        if (!('dealId' in message)) return;
        const reply = this.shown.get(message.dealId);
        if (reply) inbox.push(reply(message));
      },
      close: async () => end(),
      abort: end,
      closed,
    };
  }

  /** A deal that was answered in the present block, with one leaf per task; `doubled` bills the first one twice. */
  answered(
    name: string,
    change: Partial<Deal> = {},
    options: { doubled?: boolean; isProvable?: boolean } = {},
  ): AnsweredDeal {
    const dealId = hashOf(name);
    const template = templateOf({
      verification: 'optimistic',
      inputs: {},
      ...(options.isProvable === false ? {} : { provable }),
    });
    const templateHash = hashJobTemplate(template);
    const tasks: JobTask[] = [0, 1, 2].map((index) => ({ index, input: hashOf('input') }));
    const root = tasksRoot(tasks.map((task) => hashTask(templateHash, task)));
    const listed = options.doubled ? [...tasks, tasks[0] as JobTask] : tasks;
    const leaves = listed.map((task) => {
      const { output: _, ...leaf } = resultOf(task.index, { taskHash: hashTask(templateHash, task) });
      return leaf;
    });
    const { root: answerRoot, totalWork } = merkleSumRoot(leaves);
    const deal = dealOf({ policy: 1, jobHash: hashJob(templateHash, root), ...change });
    const answer = { dealId, deal, root: answerRoot, work: totalWork };
    this.chain.answer(answer);
    this.shown.set(dealId, (question) =>
      question.type === 'getJob'
        ? { type: 'job', dealId, template, tasksRoot: root, taskCount: 3, leafCount: leaves.length }
        : {
            type: 'leaves',
            dealId,
            position: 0,
            leaves: leaves.map(({ taskIndex: _, ...leaf }, i) => ({ ...leaf, task: listed[i] as JobTask })),
          },
    );
    return answer;
  }

  /** Looks, and lets all that follows happen. */
  async look(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) {
      await this.verifier.tick();
      await this.verifier.idle();
    }
  }

  /** The process is started again, over the same store. */
  async restart(): Promise<void> {
    await this.verifier.stop();
    this.verifier = this.#start();
  }

  stageOf({ dealId }: AnsweredDeal): string | undefined {
    const verification = this.store.verifications.get(dealId);
    return verification && `${verification.stage}${verification.ended ? ', ended' : ''}`;
  }
}

describe('the verifier', () => {
  test('executes what is answered again, and is done where it agrees', async () => {
    const world = new World();
    const answer = world.answered('deal');
    await world.look(2);
    expect(world.runs.toSorted()).toEqual([0, 1, 2]);
    expect(world.stageOf(answer)).toBe('agreed');
    world.chain.headBlock += 30n;
    await world.look();
    expect(world.stageOf(answer)).toBe('agreed, ended');
    expect(world.chain.sent).toEqual([]);
    expect(world.dials).toBe(1);
  });

  test('with a sample rate of 0 looks at no answer', async () => {
    const world = new World({ sampleRate: 0 });
    const answer = world.answered('deal');
    await world.look(3);
    expect(world.chain.scans).toEqual([]);
    expect(world.dials).toBe(0);
    expect(world.stageOf(answer)).toBeUndefined();
  });

  test('leaves alone its own answers, those of other policies, and those whose window is over', async () => {
    const world = new World();
    world.answered('own', { provider: world.chain.account });
    world.answered('accept', { policy: 0 });
    const late = world.answered('late');
    world.chain.headBlock += 20n;
    await world.look(2);
    expect(world.stageOf(late)).toBeUndefined();
    expect(world.dials).toBe(0);
  });

  test.each([
    ['output', { outputHash: hashOf('another') }],
    ['work', { work: 99n }],
    ['status', { status: 2 as const }],
  ])('challenges a task whose %s comes out otherwise, plays, and is paid', async (_, computed) => {
    const world = new World();
    world.computed = (index) => (index === 1 ? computed : undefined);
    const answer = world.answered('deal');
    await world.look(2);
    expect(world.stageOf(answer)).toBe('accused');
    expect(world.chain.sent).toEqual([`challenge:${answer.dealId}`]);
    await world.look(2);
    expect(world.chain.playing).toHaveLength(1);
    expect(world.verifier.games).toBe(1);
    world.chain.endGame(answer.dealId, GameEnd.challengerWon);
    await expect.poll(() => world.verifier.games).toBe(0);
    await world.look();
    expect(world.chain.sent).toEqual([`challenge:${answer.dealId}`, `finalize:${answer.dealId}`]);
    world.chain.headBlock += 5n;
    await world.look();
    expect(world.stageOf(answer)).toBe('accused, ended');
  });

  test('plays on after a restart, whenever it comes, and challenges once', async () => {
    const world = new World();
    world.computed = (index) => (index === 1 ? { work: 99n } : undefined);
    const answer = world.answered('deal');
    for (let look = 0; look < 6; look++) {
      await world.look();
      await world.restart();
    }
    expect(world.chain.sent).toEqual([`challenge:${answer.dealId}`]);
    await world.look();
    expect(world.verifier.games).toBe(1);
    world.chain.endGame(answer.dealId, GameEnd.providerWon);
    await expect.poll(() => world.verifier.games).toBe(0);
    // It has had its game.
    await world.look(3);
    expect(world.chain.sent).toEqual([`challenge:${answer.dealId}`]);
  });

  test('closes its game, and takes its bond, where another refuted the answer', async () => {
    const world = new World();
    world.computed = () => ({ work: 99n });
    const answer = world.answered('deal');
    await world.look(3);
    await world.restart();
    world.chain.refute(answer.dealId, '0x00000000000000000000000000000000000000dd');
    world.chain.headBlock += 5n;
    await world.look();
    expect(world.verifier.games).toBe(1);
    expect(world.stageOf(answer)).toBe('accused');
    await world.verifier.stop();
  });

  test('challenges nothing that the machine does not confirm', async () => {
    const world = new World();
    world.computed = (index) => (index === 1 ? { work: 99n } : undefined);
    const { work, outputHash } = resultOf(1);
    world.traced = { ...world.traced, work, outputHash: hexToBytes(outputHash) };
    const answer = world.answered('deal');
    await world.look(3);
    expect(world.chain.sent).toEqual([]);
    expect(world.stageOf(answer)).toBe('passed');
  });

  test('tries again where a challenge was refused for a reason that passes, or there is no bond', async () => {
    const world = new World();
    world.computed = () => ({ work: 99n });
    world.chain.refusals.push(new SuanliError('CHAIN_UNREACHABLE'));
    const answer = world.answered('deal');
    world.chain.availableWei = 49n;
    await world.look(3);
    world.chain.availableWei = 50n;
    world.chain.consents = false;
    await world.look();
    expect(world.chain.sent).toEqual([]);
    world.chain.consents = true;
    await world.look(2);
    expect(world.chain.sent).toEqual([`challenge:${answer.dealId}`]);
  });

  test('refutes a task that was billed twice, without a bond', async () => {
    const world = new World();
    world.chain.availableWei = 0n;
    const answer = world.answered('deal', {}, { doubled: true });
    await world.look(3);
    expect(world.runs).toEqual([]);
    expect(world.chain.sent).toEqual([`refuteDuplicate:${answer.dealId}`, `finalize:${answer.dealId}`]);
  });

  test('passes over what it cannot dispute: no provable job, a bond that is too large', async () => {
    const world = new World();
    const plain = world.answered('plain', {}, { isProvable: false });
    const dear = world.answered('dear', { depositWei: 1_001n });
    await world.look(2);
    expect([world.stageOf(plain), world.stageOf(dear)]).toEqual(['passed', 'passed']);
    expect(world.runs).toEqual([]);
  });

  test('asks for evidence that is refused again and again, at growing intervals, then gives up', async () => {
    const world = new World();
    const answer = world.answered('deal', { windowBlocks: 400 });
    world.shown.set(answer.dealId, () => ({ type: 'refused', dealId: answer.dealId, code: 'NO', parameters: {} }));
    const dials: number[] = [];
    for (let block = 0; block < 40; block++) {
      await world.look();
      world.chain.headBlock += 1n;
      dials.push(world.dials);
    }
    expect(world.dials).toBe(5);
    expect(dials.lastIndexOf(4) - dials.indexOf(4)).toBeGreaterThan(dials.lastIndexOf(2) - dials.indexOf(2));
    expect(world.stageOf(answer)).toBe('unshown');
    expect(world.chain.sent).toEqual([]);
  });

  test('demands a leaf on chain of who shows none, where it is told to', async () => {
    const world = new World({ demand: true });
    const answer = world.answered('deal', { windowBlocks: 400 });
    world.shown.set(answer.dealId, () => ({ type: 'refused', dealId: answer.dealId, code: 'NO', parameters: {} }));
    for (let block = 0; block < 60 && world.chain.sent.length === 0; block++) {
      await world.look();
      world.chain.headBlock += 1n;
    }
    await world.look(2);
    expect(world.chain.sent).toEqual([`demand 0:${answer.dealId}`]);
    expect(world.verifier.games).toBe(1);
    await world.verifier.stop();
  });

  test('forgets what it found out about an answer that a reorganisation took back', async () => {
    const world = new World();
    world.computed = () => ({ work: 99n });
    world.chain.availableWei = 0n;
    const first = world.answered('deal');
    await world.look(2);
    expect(world.stageOf(first)).toBe('accused');
    world.chain.headBlock += 1n;
    world.computed = () => undefined;
    const again = world.answered('deal');
    await world.look(2);
    expect(world.stageOf(again)).toBe('agreed');
    expect(world.store.verifications.get(again.dealId)).toMatchObject({ answeredBlock: 101n, accusation: undefined });
  });

  test('does not challenge once the window is over', async () => {
    const world = new World();
    world.computed = () => ({ work: 99n });
    world.chain.availableWei = 0n;
    const answer = world.answered('deal');
    await world.look(2);
    world.chain.availableWei = 1_000n;
    world.chain.headBlock = 119n;
    await world.look(2);
    expect(world.chain.sent).toEqual([]);
    world.chain.headBlock = 120n;
    await world.look();
    expect(world.stageOf(answer)).toBe('accused, ended');
  });
});
