import type { Executor, TaskOutcome, TaskRun } from '@suanli/executor';
import type { TaskSession } from '@suanli/network';
import {
  brokerDomain,
  type Deal,
  dealTypes,
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobTask,
  SuanliError,
  type TaskMessage,
  type TaskMessageOf,
  tasksRoot,
} from '@suanli/protocol';
import { type Hex, keccak256, type LocalAccount } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Reconciler } from '../../src/reconciler/Reconciler.ts';
import { createProvider, type ProviderOptions } from '../../src/roles/provider/createProvider.ts';
import type { Provider } from '../../src/roles/provider/Provider.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { ReceivedTemplate, Store } from '../../src/store/Store.ts';
import { createTaskEngine } from '../../src/tasks/createTaskEngine.ts';
import { createLogger } from '../../src/telemetry/createLogger.ts';
import { createMetrics } from '../../src/telemetry/createMetrics.ts';
import { FakeChain } from './FakeChain.ts';
import { dealOf, hashOf, templateOf } from './samples.ts';

/** A session whose other end is the test. */
export class FakeSession implements TaskSession {
  readonly remotePeer: string;
  readonly direction = 'inbound';
  readonly remoteLoad = undefined;
  readonly sent: TaskMessage[] = [];
  readonly closed: Promise<undefined>;
  aborted: SuanliError | undefined;
  /** While set, the peer does not read: what is sent waits. */
  stalled: Promise<void> | undefined;
  onSend: (message: TaskMessage) => void = () => {};
  readonly #inbox: TaskMessage[] = [];
  #wake: () => void = () => {};
  #ended = false;
  #resolveClosed: (value: undefined) => void;

  constructor(remotePeer: string) {
    this.remotePeer = remotePeer;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.closed = promise;
    this.#resolveClosed = resolve;
  }

  /** Messages that the provider has not looked at. */
  get unread(): number {
    return this.#inbox.length;
  }

  /** The remote sends. */
  receive(message: TaskMessage): void {
    this.#inbox.push(message);
    this.#wake();
  }

  readonly messages: AsyncIterable<TaskMessage> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        for (;;) {
          const value = this.#inbox.shift();
          if (value) return { done: false, value };
          if (this.#ended) return { done: true, value: undefined };
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      },
    }),
  };

  async send(message: TaskMessage): Promise<void> {
    if (this.#ended) throw new SuanliError('NETWORK_CLOSED');
    this.sent.push(message);
    this.onSend(message);
    await Promise.race([this.stalled, this.closed]);
    if (this.#ended) throw new SuanliError('NETWORK_CLOSED');
  }

  async close(): Promise<void> {
    this.abort();
  }

  abort(error?: SuanliError): void {
    this.aborted = error;
    this.#ended = true;
    this.#wake();
    this.#resolveClosed(undefined);
  }

  of<Type extends TaskMessage['type']>(type: Type): TaskMessageOf<Type>[] {
    return this.sent.filter((message): message is TaskMessageOf<Type> => message.type === type);
  }
}

const account: LocalAccount = privateKeyToAccount(hashOf('the provider of the role tests'));
/** The key of every scripted requester, and the peer it speaks through unless a test says otherwise. */
const requester: LocalAccount = privateKeyToAccount(hashOf('the requester of the role tests'));
const requesterPeer = 'the peer of the requester';
const domain = brokerDomain({ chainId: 31_337, broker: '0x00000000000000000000000000000000000000b0' });

export interface RoleDeal {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly template: ReceivedTemplate;
  readonly tasks: readonly JobTask[];
  readonly open: TaskMessageOf<'open'>;
}

/**
 * The provider role with the test on all sides of it: a scripted chain, sessions, blobs and sandboxes; the store is real.
 */
export class Role {
  readonly chain = new FakeChain();
  readonly account = account;
  readonly domain = domain;
  readonly blobs = new Map<string, Uint8Array | SuanliError>([['bafkmodule', new Uint8Array([1])]]);
  readonly offers: unknown[] = [];
  readonly store: Store;
  readonly provider: Provider;
  pokes = 0;
  /** Deals that the reconciler has seen answered on chain. */
  readonly answered = new Set<Hex>();
  /** What a task comes to. */
  run: (run: TaskRun, signal: AbortSignal) => Promise<TaskOutcome> = async () => ({
    status: 0,
    work: 100n,
    output: { exitCode: 0, stdout: new Uint8Array(), stderr: new Uint8Array(), files: {} },
  });
  #handler: (session: TaskSession) => void = () => {};

  constructor(change: Partial<ProviderOptions> & { slots?: number; file?: string } = {}) {
    const { slots = 1, file = ':memory:', ...options } = change;
    this.store = openStore({ file, owner: account.address });
    const executor: Executor = {
      kind: 'wasm',
      slots,
      start: async () => {},
      stop: async () => {},
      prepare: async (module, { memoryPages }) => ({ moduleHash: keccak256(module), memoryPages }),
      execute: (run, { signal = new AbortController().signal } = {}) => this.run(run, signal),
    };
    const reconciler: Pick<Reconciler, 'poke' | 'headBlock' | 'isAnswered'> = {
      isAnswered: (dealId) => this.answered.has(dealId),
      headBlock: 100n,
      poke: () => {
        this.pokes++;
      },
    };
    const zero = () => 0;
    const logger = createLogger({ level: 'silent' });
    const engine = createTaskEngine(
      {
        executor,
        blobs: {
          put: async (bytes) => `bafk${keccak256(bytes)}`,
          get: async (cid) => {
            const blob = this.blobs.get(cid) ?? new SuanliError('BLOB_NOT_FOUND', { parameters: { cid } });
            if (blob instanceof SuanliError) throw blob;
            return blob;
          },
        },
        logger,
      },
      { inputCacheBytes: 1_000_000, fetchTimeoutMs: 5_000 },
    );
    this.provider = createProvider(
      {
        account,
        domain,
        chain: this.chain,
        store: this.store,
        engine,
        reconciler,
        network: {
          addresses: () => ['/ip4/127.0.0.1/tcp/1'],
          tasks: {
            handle: async (handler) => {
              this.#handler = handler;
            },
            unhandle: async () => {},
          },
          offers: {
            publish: async (announcement) => {
              this.offers.push(announcement);
            },
          },
        },
        metrics: createMetrics({
          running: zero,
          queued: zero,
          sessions: zero,
          leases: zero,
          openDeals: zero,
          headBlock: zero,
          chainAgeSeconds: zero,
        }),
        logger,
      },
      {
        taskMemoryPages: 1_024,
        taskOutputBytes: 1_000_000,
        taskWallMs: 60_000,
        answerMarginBlocks: 25,
        maxAnswerBlocks: 7_200,
        dealPatienceMs: 0,
        pollIntervalMs: 10,
        workPerSecond: 1_000_000_000,
        maxDeals: 8,
        creditPerSlot: 16,
        resources: [],
        offer: {
          priceWeiPerGwu: 1n,
          maxWork: 1_000_000_000n,
          stakeWei: 0n,
          maxDepositWei: 0n,
          minAnswerBlocks: 1,
          maxWindowBlocks: 1_000,
          volume: 10,
          lifetimeMs: 60_000,
          intervalMs: 60_000,
        },
        ...options,
      },
    );
  }

  /** A peer connects, by default the requester's. */
  connect(peer: string = requesterPeer): FakeSession {
    const session = new FakeSession(peer);
    this.#handler(session);
    return session;
  }

  /** Signs that a peer speaks for a requester about a deal. */
  signOpening(dealId: Hex, peerId: string = requesterPeer, signer: LocalAccount = requester): Promise<Hex> {
    return signer.signTypedData({
      domain,
      types: { Opening: dealTypes.Opening },
      primaryType: 'Opening',
      message: { dealId, peerId },
    });
  }

  /** A deal that is open on the scripted chain. */
  async newDeal(
    name: string,
    parameters: {
      tasks?: readonly Omit<JobTask, 'index'>[] | number;
      deal?: Partial<Deal>;
      template?: Partial<ReceivedTemplate>;
    } = {},
  ): Promise<RoleDeal> {
    const template = templateOf({ inputs: {}, salt: hashOf(name), ...parameters.template });
    const parts =
      typeof parameters.tasks === 'object'
        ? parameters.tasks
        : Array.from({ length: parameters.tasks ?? 4 }, () => ({}));
    const tasks = parts.map((part, index) => ({ index, ...part }));
    const templateHash = hashJobTemplate(template);
    const root = tasksRoot(tasks.map((task) => hashTask(templateHash, task)));
    const deal = dealOf({
      requester: requester.address,
      provider: account.address,
      jobHash: hashJob(templateHash, root),
      ...parameters.deal,
    });
    const dealId = hashOf(name);
    this.chain.open(dealId, deal);
    const signature = await this.signOpening(dealId);
    const open = { type: 'open', dealId, deal, template, tasksRoot: root, taskCount: tasks.length, signature } as const;
    return { dealId, deal, template, tasks, open };
  }
}
