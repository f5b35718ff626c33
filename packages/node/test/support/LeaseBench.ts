import type { LeaseStream } from '@suanli/network';
import type { LeaseMessage, LeaseMessageOf, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { LeaseChain } from '../../src/chain/LeaseChain.ts';
import { createLeaseRole, type LeaseRoleOptions } from '../../src/roles/lease/createLeaseRole.ts';
import type { ProofMaker } from '../../src/roles/lease/ProofMaker.ts';
import type { Flight } from '../../src/tasks/Flight.ts';
import type { TaskEngine } from '../../src/tasks/TaskEngine.ts';
import { createLogger } from '../../src/telemetry/createLogger.ts';
import { createMetrics } from '../../src/telemetry/createMetrics.ts';

const owner = `0x${'11'.repeat(20)}` as const;
const hash: Hex = `0x${'22'.repeat(32)}`;

export const template: LeaseMessageOf<'job'>['template'] = {
  version: 1,
  module: 'module',
  args: [],
  env: {},
  stdin: new Uint8Array(),
  inputs: {},
  limits: { work: 1n, memoryPages: 1, outputBytes: 1, wallMs: 1 },
  verification: 'accept',
  salt: hash,
};

/** A job that waits to be prepared until the test says so. */
export interface Prepared {
  readonly signal: AbortSignal;
  readonly done: () => void;
}

/** A peer's end of a session, in one process with the role. */
export class Peer {
  readonly received: LeaseMessage[] = [];
  readonly stream: LeaseStream;
  readonly #inbox: LeaseMessage[] = [];
  #wake: () => void = () => undefined;
  #isClosed = false;

  constructor(remotePeer: string) {
    const { promise: closed, resolve } = Promise.withResolvers<SuanliError | undefined>();
    const end = (error?: SuanliError): void => {
      this.#isClosed = true;
      resolve(error);
      this.#wake();
    };
    const next = async (): Promise<IteratorResult<LeaseMessage>> => {
      for (;;) {
        const value = this.#inbox.shift();
        if (value) return { done: false, value };
        if (this.#isClosed) return { done: true, value: undefined };
        await new Promise<void>((wake) => {
          this.#wake = wake;
        });
      }
    };
    this.stream = {
      remotePeer,
      direction: 'inbound',
      remoteLoad: undefined,
      messages: { [Symbol.asyncIterator]: () => ({ next }) },
      closed,
      send: async (message) => void this.received.push(message),
      close: async () => end(),
      abort: end,
    };
  }

  /** Sends, and resolves when the role has done what it does at once. */
  async say(...messages: LeaseMessage[]): Promise<void> {
    this.#inbox.push(...messages);
    this.#wake();
    await settle();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Codes of all that was refused or failed. */
  get codes(): string[] {
    return this.received.flatMap((message) => ('code' in message ? [message.code] : []));
  }
}

/** The lease role over an engine and a chain that do what the test says. */
export class LeaseBench {
  readonly prepared: Prepared[] = [];
  /** Flights that the engine has. */
  readonly flights: Flight[] = [];
  /** Whose outputs were dropped. */
  readonly dropped: string[] = [];
  readonly chain: LeaseChain;
  readonly role: ReturnType<typeof createLeaseRole>;
  readonly #serve: (stream: LeaseStream) => void;

  private constructor(options: Partial<LeaseRoleOptions>, change: Partial<LeaseChain>, proofMaker?: ProofMaker) {
    let serve: ((stream: LeaseStream) => void) | undefined;
    const right = { owner, resource: 1n, expiresAt: 4_000_000_000n, transfers: 0 };
    this.chain = {
      useRight: async () => ({ right, chainTime: 1n }),
      resourceOwner: async () => owner,
      devices: async () => ({ typeId: 1, typeName: 'CPU', memoryMib: 0, model: 'x', count: 1 }),
      proofTerms: async () => [{ leafCountLog2: 4, hashesPerLeaf: 2 }],
      hasSigned: async () => true,
      ...change,
    } as LeaseChain;
    const engine = {
      kind: 'wasm',
      slots: 2,
      prepareJob: (_: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<Hex>((resolve) => this.prepared.push({ signal, done: () => resolve(hash) })),
      add: (flight: Flight) => void this.flights.push(flight),
      drop: (flight: Flight) => {
        const at = this.flights.indexOf(flight);
        if (at >= 0) this.flights.splice(at, 1);
        return at >= 0;
      },
      reserve: () => undefined,
      idle: async () => undefined,
      running: 0,
      queued: 0,
    } satisfies TaskEngine;
    const nothing = () => 0;
    this.role = createLeaseRole(
      {
        account: owner,
        chain: this.chain,
        network: {
          peerId: 'provider',
          leases: {
            handle: async (handler) => {
              serve = handler;
            },
            unhandle: async () => undefined,
          },
        },
        engine,
        proofMaker: async () => {
          if (!proofMaker) throw new Error('no proofs here');
          return proofMaker;
        },
        dropOutputs: (keeper) => void this.dropped.push(keeper),
        metrics: createMetrics({
          running: nothing,
          queued: nothing,
          sessions: nothing,
          leases: nothing,
          openDeals: nothing,
          headBlock: nothing,
          chainAgeSeconds: nothing,
        }),
        logger: createLogger({ level: 'silent' }),
      },
      {
        resources: [],
        slots: 2,
        reservedSlots: 1,
        sessions: 8,
        pollIntervalMs: 3_600_000,
        chainPatienceMs: 3_600_000,
        creditPerSlot: 4_096,
        limits: { work: 1n, memoryPages: 1, outputBytes: 1, wallMs: 1 },
        workPerSecond: 1,
        ...options,
      },
    );
    this.#serve = (stream) => serve?.(stream);
  }

  static async start(
    options: Partial<LeaseRoleOptions> = {},
    chain: Partial<LeaseChain> = {},
    proofMaker?: ProofMaker,
  ): Promise<LeaseBench> {
    const bench = new LeaseBench(options, chain, proofMaker);
    await bench.role.start();
    return bench;
  }

  /** A peer that has just connected. */
  knock(peer: string): Peer {
    const knocked = new Peer(peer);
    this.#serve(knocked.stream);
    return knocked;
  }

  /** A session of a right's owner. */
  async open(useRight = 1n, peer = 'owner'): Promise<Peer> {
    const knocked = this.knock(peer);
    await knocked.say({ type: 'hello', useRight, account: owner });
    await knocked.say({ type: 'open', signature: '0x00' });
    return knocked;
  }
}

/** Resolves when nothing is left to do but what the test does. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}
