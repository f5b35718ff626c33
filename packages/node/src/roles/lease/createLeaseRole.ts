import type { LeaseStream, Network } from '@suanli/network';
import {
  isSuanliError,
  type LeaseConfiguration,
  type LeaseMessage,
  type LeaseMessageOf,
  SuanliError,
} from '@suanli/protocol';
import type { VoucherAccount, VoucherBook } from '@suanli/sdk';
import { type Address, bytesToHex, type Hex } from 'viem';
import type { LeaseChain } from '../../chain/LeaseChain.ts';
import type { TaskTurn } from '../../tasks/Flight.ts';
import { limitBacklog } from '../../tasks/limitBacklog.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import { failureKind, wireError } from '../../tasks/wireError.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';
import { admitLease } from './internal/admitLease.ts';
import { bytesHeld } from './internal/bytesHeld.ts';
import { CreditMeters, type MeteredSession } from './internal/CreditMeters.ts';
import { Lease, type LeaseMember } from './internal/Lease.ts';
import { LeaseJob } from './internal/LeaseJob.ts';
import { LeaseWatch } from './internal/LeaseWatch.ts';
import { Permits } from './internal/Permits.ts';
import type { LeaseRole } from './LeaseRole.ts';
import type { ProofMaker } from './ProofMaker.ts';

export interface LeaseRoleDependencies {
  /** The account that serves. */
  readonly account: Address;
  readonly chain: LeaseChain;
  /** Started. */
  readonly network: Pick<Network, 'peerId'> & { readonly leases: Pick<Network['leases'], 'handle' | 'unhandle'> };
  readonly engine: TaskEngine;
  /** Makes compute proofs. Asked for when the first lease is opened: what never serves one need not look for a GPU. */
  readonly proofMaker: () => Promise<ProofMaker>;
  /** Removes the outputs that tasks of a lease have left; see `TaskOwner.keeper`. */
  readonly dropOutputs: (keeper: string) => void;
  /** Vouchers that sessions pay with, and those of before, which are redeemed. */
  readonly vouchers?: VoucherBook;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface LeaseRoleOptions {
  /** Resources (VIDs) whose rights are served; empty for all that the account owns. */
  readonly resources: readonly bigint[];
  /** Tasks of one right at the same time, at most. */
  readonly slots: number;
  readonly reservedSlots: number;
  /** Sessions of one right at the same time, at most. */
  readonly sessions: number;
  readonly pollIntervalMs: number;
  readonly chainPatienceMs: number;
  /** How sessions are paid by credit; absent where they are not. Needs `vouchers`. */
  readonly credit?: {
    readonly unit: 'hour' | 'nodeHour';
    readonly priceWeiPerUnit: bigint;
    /** Served beyond the last voucher, at most. */
    readonly intervalMs: number;
    readonly graceSeconds: number;
    /** Between two looks at what is to be redeemed. Default 60000. */
    readonly redeemIntervalMs?: number;
    /** How long a line without a session stays open. Default 600000. */
    readonly releaseAfterMs?: number;
  };
  readonly creditPerSlot: number;
  /** What one task may have. */
  readonly limits: LeaseConfiguration['limits'];
  readonly workPerSecond: number;
  /** How long a stranger may take to say whose right it wants. Default 5000. */
  readonly helloTimeoutMs?: number;
  /** How long it may then take to sign, and then to name a line of credit. Default 60000: a wallet may ask its owner. */
  readonly signTimeoutMs?: number;
}

/** Strangers at the same time, in all and of one peer: a session costs little until its owner has shown who it is. */
const maxStrangers = 128;
const maxStrangersPerPeer = 4;
/** Openings that ask the chain at the same time; further ones wait for their turn. */
const maxAdmissions = 8;
/** How long large outputs of a right can be fetched after its last session. */
const outputsMs = 300_000;
/** Jobs of one session at the same time. */
const maxJobs = 16;
/** Openings of proofs that one session may have asked for at the same time. */
const maxProofRequests = 64;
/** Messages that may wait for a peer that does not read, besides one for each task that it may have here. */
const maxUnsent = 1_024;

/** One attempt to prepare a job: a number that is given up and taken again is another one. */
class Preparation {
  readonly given = new AbortController();

  /** Gives it up. */
  end(): void {
    this.given.abort();
  }
}

interface Session {
  readonly stream: LeaseStream;
  /** By number; a preparation stands where its job will. */
  readonly jobs: Map<number, LeaseJob | Preparation>;
  /** All that are under way, those included that were given up. */
  readonly preparations: Set<Preparation>;
  readonly ended: AbortController;
  helloTimer: NodeJS.Timeout | undefined;
  /** What its `open` has to be signed over; kept for one opening alone. */
  challenge: { readonly useRight: bigint; readonly account: Address; readonly nonce: Hex } | undefined;
  state: 'hello' | 'challenged' | 'opening' | 'open' | 'over';
  lease: Lease | undefined;
  member: LeaseMember | undefined;
  proofRequests: number;
  /** Proofs that were asked for and have no answer yet, by number: the last attempt of each. */
  readonly asked: Map<number, symbol>;
  /** The type of its right's resource. */
  typeId: number | undefined;
  /** How it pays, where it has to. */
  payment: Payment | undefined;
}

interface Payment extends MeteredSession {
  /** What counts for each millisecond. */
  readonly rate: bigint;
  readonly interval: bigint;
  account: VoucherAccount | undefined;
  usedQuantity: bigint;
  /** Whether it is served. */
  isMetered: boolean;
}

/** What a session of a resource with so many devices is asked for. */
function creditOf(credit: NonNullable<LeaseRoleOptions['credit']>, count: number) {
  const { unit, priceWeiPerUnit, graceSeconds, intervalMs } = credit;
  const rate = unit === 'nodeHour' ? BigInt(Math.max(1, count)) : 1n;
  return { rate, credit: { unit, priceWeiPerUnit, graceSeconds, interval: BigInt(intervalMs) * rate } };
}

/** Whether its owner cannot come back with the same right. */
function isOver({ code }: SuanliError): boolean {
  return code === 'LEASE_EXPIRED' || code === 'LEASE_TRANSFERRED' || code === 'LEASE_GIVEN_BACK';
}

const keeperOf = (useRight: bigint): string => `lease ${useRight}`;

/**
 * Makes the lease role: the provider's side of docs/lease.md.
 *
 * Trust: a client is believed in nothing. It gets a fresh nonce, and access only for a signature over that nonce and both peer
 * ids by the account that owns the live right on chain at that moment; contracts are asked for theirs (ERC-1271). From then on
 * the chain is read again and again for as long as the session lives, and where it cannot be read nobody is served.
 */
export function createLeaseRole(dependencies: LeaseRoleDependencies, options: LeaseRoleOptions): LeaseRole {
  const { account, chain, network, engine, metrics, logger } = dependencies;
  const helloTimeoutMs = options.helloTimeoutMs ?? 5_000;
  const signTimeoutMs = options.signTimeoutMs ?? 60_000;
  const slots = Math.min(options.slots, engine.slots);
  // One slot stays for whatever has been taken on already.
  const reservedSlots = Math.min(options.reservedSlots, slots, engine.slots - 1);
  const credit = slots * options.creditPerSlot;
  const sessions = new Set<Session>();
  const leases = new Map<bigint, Lease>();
  /** Rights that have no session any more, and outputs that are still there. */
  const leftovers = new Map<bigint, NodeJS.Timeout>();
  const admissions = new Permits(maxAdmissions);
  const watch = new LeaseWatch(
    { chain, logger, end: endLease },
    { pollIntervalMs: options.pollIntervalMs, patienceMs: options.chainPatienceMs },
  );
  const { vouchers } = dependencies;
  const meters =
    vouchers &&
    new CreditMeters(
      { book: vouchers, clock: watch.clock, logger },
      {
        intervalMs: options.credit?.intervalMs ?? 60_000,
        redeemIntervalMs: options.credit?.redeemIntervalMs ?? 60_000,
        releaseAfterMs: options.credit?.releaseAfterMs ?? 600_000,
      },
    );
  /** There is one as soon as a lease has been opened. */
  let proof: ProofMaker | undefined;
  let stopping: SuanliError | undefined;

  function strangers(peer?: string): number {
    let count = 0;
    for (const { state, stream } of sessions) {
      if (state !== 'open' && state !== 'over' && (peer === undefined || stream.remotePeer === peer)) count++;
    }
    return count;
  }

  /**
   * Whether another stranger may come. Peer ids cost nothing, so that the oldest goes rather than the newest stays out: an
   * owner needs the time of a signature, whoever else knocks. Those that have signed are looked at, one after the other.
   */
  function hasRoom(): boolean {
    if (strangers() < maxStrangers) return true;
    for (const state of ['hello', 'challenged'] as const) {
      for (const session of sessions) {
        if (session.state !== state) continue;
        void dismiss(session, 'refused', new SuanliError('LEASE_BUSY'));
        return true;
      }
    }
    return false;
  }

  function limitStranger(session: Session, timeoutMs: number): void {
    clearTimeout(session.helloTimer);
    session.helloTimer = setTimeout(() => {
      void dismiss(session, 'refused', new SuanliError('LEASE_HELLO_LATE', { parameters: { timeoutMs } }));
    }, timeoutMs);
    session.helloTimer.unref();
  }

  function send(session: Session, message: LeaseMessage): Promise<void> {
    return session.stream.send(message).catch((error: unknown) => {
      logger.debug({ err: error, peer: session.stream.remotePeer, type: message.type }, 'not sent');
    });
  }

  function coded(error: unknown): SuanliError {
    return isSuanliError(error) ? error : new SuanliError('LEASE_FAILED', { cause: error });
  }

  /** Tells why and ends the session; nothing that comes after counts. */
  async function dismiss(session: Session, type: 'refused' | 'cut', error: unknown): Promise<void> {
    if (session.state === 'over') return;
    session.state = 'over';
    const reason = coded(error);
    metrics.refusals.inc({ code: reason.code });
    const { remotePeer } = session.stream;
    logger.info({ err: error, useRight: session.lease?.useRight, peer: remotePeer }, `lease ${type}`);
    leave(session, isOver(reason));
    await send(session, { type, ...wireError(reason) });
    await session.stream.close();
  }

  /** Ends all that a session has here, for good where its right is over. */
  function leave(session: Session, isOver = false): void {
    clearTimeout(session.helloTimer);
    session.ended.abort();
    for (const job of session.jobs.values()) job.end();
    session.jobs.clear();
    proof?.desk.release(session);
    if (session.payment) meters?.leave(session.payment, { isOver });
    const { lease, member } = session;
    if (!lease || !member) return;
    lease.members.delete(member);
    session.member = undefined;
    if (lease.members.size === 0 && leases.get(lease.useRight) === lease) forget(lease);
  }

  function forget(lease: Lease): void {
    leases.delete(lease.useRight);
    watch.remove(lease);
    engine.reserve(lease.turn, 0);
    const { useRight } = lease;
    const timer = setTimeout(() => {
      leftovers.delete(useRight);
      dependencies.dropOutputs(keeperOf(useRight));
    }, outputsMs);
    timer.unref();
    clearTimeout(leftovers.get(useRight));
    leftovers.set(useRight, timer);
  }

  function endLease(lease: Lease, reason: SuanliError): void {
    if (leases.get(lease.useRight) === lease) forget(lease);
    for (const member of [...lease.members]) member.cut(reason);
  }

  function greet(session: Session, { useRight, account: owner }: LeaseMessageOf<'hello'>): Promise<void> {
    const nonce = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    session.challenge = { useRight, account: owner, nonce };
    session.state = 'challenged';
    limitStranger(session, signTimeoutMs);
    return send(session, { type: 'challenge', nonce, providerPeerId: network.peerId });
  }

  async function open(session: Session, { signature }: LeaseMessageOf<'open'>): Promise<void> {
    const { challenge, stream, ended } = session;
    if (!challenge) return;
    session.challenge = undefined;
    session.state = 'opening';
    const { useRight, account: owner, nonce } = challenge;
    try {
      if (stopping) throw stopping;
      const { right, devices } = await admissions.run(
        () =>
          admitLease(
            { chain, clock: watch.clock, account, resources: options.resources },
            {
              owner,
              opening: { useRight, nonce, providerPeerId: network.peerId, clientPeerId: stream.remotePeer },
              signature,
            },
          ),
        ended.signal,
      );
      proof ??= await dependencies.proofMaker().catch((error: unknown) => {
        // The lease is of use without it, and the next one may find it mended.
        logger.error({ err: error }, 'compute proofs cannot be made');
        return undefined;
      });
      // From here on nothing is awaited before the session counts.
      if (ended.signal.aborted) return;
      if (stopping) throw stopping;
      let lease = leases.get(useRight);
      const objection = lease && watch.objection(lease, right);
      if (lease && objection) {
        endLease(lease, objection);
        lease = undefined;
      }
      if (!lease) {
        const turn: TaskTurn = { maxSlots: slots };
        lease = new Lease(useRight, right, turn);
        leases.set(useRight, lease);
        clearTimeout(leftovers.get(useRight));
        leftovers.delete(useRight);
        engine.reserve(turn, reservedSlots);
        watch.add(lease);
      } else if (lease.members.size >= options.sessions) {
        throw new SuanliError('LEASE_SESSIONS_TOO_MANY', { parameters: { useRight, maximum: options.sessions } });
      }
      const member: LeaseMember = {
        cut: (reason) => void dismiss(session, 'cut', reason),
        extend: (expiresAt) => void send(session, { type: 'extended', expiresAt }),
      };
      lease.members.add(member);
      session.lease = lease;
      session.member = member;
      session.typeId = devices.typeId;
      session.state = 'open';
      clearTimeout(session.helloTimer);
      const asked = options.credit && meters && creditOf(options.credit, devices.count);
      if (asked) {
        session.payment = {
          rate: asked.rate,
          interval: asked.credit.interval,
          account: undefined,
          usedQuantity: 0n,
          isMetered: false,
          ask: (quantity) => void send(session, { type: 'metered', quantity }),
          cut: (reason) => void dismiss(session, 'cut', reason),
        };
        session.helloTimer = setTimeout(() => {
          void dismiss(session, 'cut', new SuanliError('LEASE_CREDIT_REQUIRED'));
        }, signTimeoutMs);
        session.helloTimer.unref();
      }
      logger.info({ useRight, owner, peer: stream.remotePeer, expiresAt: right.expiresAt }, 'lease opened');
      await send(session, {
        type: 'opened',
        configuration: {
          useRight,
          resource: right.resource,
          provider: account,
          ...devices,
          expiresAt: right.expiresAt,
          slots,
          reservedSlots,
          limits: options.limits,
          executors: [engine.kind],
          workPerSecond: options.workPerSecond,
          ...(asked ? { credit: asked.credit } : {}),
          ...(proof === undefined ? {} : { proof: { executor: proof.executor, device: proof.device.slice(0, 256) } }),
        },
      });
    } catch (error) {
      await dismiss(session, 'refused', error);
    }
  }

  /** The session names its line, or pays what was used of it before. */
  async function takeCredit(
    session: Session,
    message: LeaseMessageOf<'credit'> | LeaseMessageOf<'voucher'>,
  ): Promise<void> {
    const { payment, lease } = session;
    if (!payment || !lease || !meters || !options.credit) return broke(session, `${message.type} message`);
    try {
      if (message.type === 'credit') {
        if (payment.account) return broke(session, 'two lines');
        const { unit, priceWeiPerUnit, graceSeconds } = options.credit;
        const requirements = { payee: account, unit, priceWeiPerUnit, interval: payment.interval, graceSeconds };
        const admitted = await meters.admit(payment, message.terms, { owner: lease.owner, requirements });
        if (session.state !== 'open') return;
        payment.account = admitted.account;
        payment.usedQuantity = admitted.usedQuantity;
        const { paidQuantity, voucher } = admitted.account;
        await send(session, {
          type: 'credited',
          quantity: voucher?.quantity ?? 0n,
          signature: voucher?.signature ?? '0x',
          usedQuantity: payment.usedQuantity,
        });
        if (paidQuantity >= payment.usedQuantity) startMeter(session, payment);
        return;
      }
      if (!payment.account) return broke(session, 'a voucher without a line');
      const { lineId } = payment.account;
      const { quantity, signature } = message;
      await meters.accept({ lineId, quantity, signature });
      if (session.state === 'open' && !payment.isMetered && quantity >= payment.usedQuantity) {
        startMeter(session, payment);
      }
    } catch (error) {
      await dismiss(session, 'cut', error);
    }
  }

  function startMeter(session: Session, payment: Payment): void {
    const { account: line, usedQuantity, rate, interval } = payment;
    if (!line || !meters) return;
    clearTimeout(session.helloTimer);
    payment.isMetered = true;
    meters.start(payment, { account: line, usedQuantity, rate, interval });
  }

  function requireLimits({ limits }: LeaseMessageOf<'job'>['template']): void {
    for (const limit of ['work', 'memoryPages', 'outputBytes', 'wallMs'] as const) {
      const [value, maximum] = [limits[limit], options.limits[limit]];
      if (value > maximum) throw new SuanliError('NODE_LIMIT_TOO_LARGE', { parameters: { limit, value, maximum } });
    }
  }

  /** What still prepares counts, whether it is wanted or not: it has memory and a connection. */
  function requireRoom({ jobs, preparations }: Session): void {
    let count = preparations.size;
    for (const job of jobs.values()) if (job instanceof LeaseJob) count++;
    if (count >= maxJobs) throw new SuanliError('LEASE_JOBS_TOO_MANY', { parameters: { maximum: maxJobs } });
  }

  async function takeJob(session: Session, { job: number, template }: LeaseMessageOf<'job'>): Promise<void> {
    const { stream, jobs, preparations, ended, lease } = session;
    if (!lease || jobs.has(number)) return broke(session, 'a job twice');
    const preparation = new Preparation();
    const { signal: given } = preparation.given;
    // Nobody waits for what was given up, and its number may be another's by now.
    let taken = 0;
    const isWanted = (): boolean => jobs.get(number) === preparation && !ended.signal.aborted;
    try {
      if (stopping) throw stopping;
      requireRoom(session);
      requireLimits(template);
      const size = bytesHeld(template);
      if (!lease.budget.take(size)) throw new SuanliError('NODE_OVER_CREDIT', { parameters: { taskIndex: 0, credit } });
      taken = size;
      // It has its place while it is prepared, and may be given up meanwhile.
      jobs.set(number, preparation);
      preparations.add(preparation);
      const from = stream.remotePeer;
      const moduleHash = await engine.prepareJob(template, { from, signal: AbortSignal.any([ended.signal, given]) });
      if (!isWanted()) return;
      const job = new LeaseJob(
        {
          engine,
          metrics,
          turn: lease.turn,
          keeper: keeperOf(lease.useRight),
          peer: from,
          send: (message) => send(session, message),
          credit,
          budget: lease.budget,
          closed: () => stopping,
        },
        { number, template, moduleHash },
      );
      jobs.set(number, job);
      // The job gives it back.
      taken = 0;
      await send(session, { type: 'ready', job: number, credit });
    } catch (error) {
      if (preparations.has(preparation) && !isWanted()) return;
      if (isWanted()) jobs.delete(number);
      logger.debug({ err: error, peer: stream.remotePeer }, 'job refused');
      const kind = failureKind(error);
      await send(session, { type: 'jobRefused', job: number, kind, ...wireError(coded(error)) });
    } finally {
      preparations.delete(preparation);
      lease.budget.give(taken);
    }
  }

  async function prove(session: Session, message: LeaseMessageOf<'prove'>): Promise<void> {
    const { proof: number, seed, leafCountLog2, hashesPerLeaf } = message;
    const { asked, ended, lease, typeId } = session;
    const attempt = Symbol();
    asked.set(number, attempt);
    try {
      if (stopping) throw stopping;
      if (!proof || !lease || typeId === undefined) throw new SuanliError('LEASE_PROOF_FAILED');
      const task = { seed, leafCountLog2, hashesPerLeaf };
      // The machine is not for sale by the proof: what no proof on chain can be made of, is not computed.
      const terms = await chain.proofTerms(typeId);
      if (!terms.some((one) => one.leafCountLog2 === leafCountLog2 && one.hashesPerLeaf === hashesPerLeaf)) {
        throw new SuanliError('LEASE_PROOF_NOT_OF_TYPE', { parameters: { typeId, leafCountLog2, hashesPerLeaf } });
      }
      if (asked.get(number) !== attempt || ended.signal.aborted) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      const who = { session, tenant: lease.useRight, number };
      const { root, elapsedMs } = await proof.desk.commit(who, task, (progress) => {
        const { leaves, totalLeaves } = progress;
        if (!session.ended.signal.aborted) void send(session, { type: 'proving', proof: number, leaves, totalLeaves });
      });
      logger.info({ useRight: session.lease?.useRight, leafCountLog2, elapsedMs }, 'compute proof made');
      await send(session, { type: 'committed', proof: number, root, elapsedMs });
    } catch (error) {
      await send(session, { type: 'proofFailed', proof: number, ...wireError(coded(error)) });
    } finally {
      if (asked.get(number) === attempt) asked.delete(number);
    }
  }

  async function openProof(session: Session, { proof: number, indexes }: LeaseMessageOf<'openings'>): Promise<void> {
    try {
      if (!proof) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      const siblings = await proof.desk.open(session, number, indexes);
      await send(session, { type: 'siblings', proof: number, siblings });
    } catch (error) {
      await send(session, { type: 'proofFailed', proof: number, ...wireError(coded(error)) });
    }
  }

  function jobOf({ jobs }: Session, number: number): LeaseJob | undefined {
    const job = jobs.get(number);
    return job instanceof LeaseJob ? job : undefined;
  }

  function broke(session: Session, what: string): void {
    session.stream.abort(new SuanliError('MESSAGE_MALFORMED', { parameters: { what } }));
  }

  /** Handles one message; resolves when the next may come. Long work goes on beside it, up to a number. */
  async function handle(session: Session, message: LeaseMessage): Promise<void> {
    const { type } = message;
    if (session.state === 'over' || type === 'heartbeat') return;
    if (type === 'hello' && session.state === 'hello') return greet(session, message);
    if (type === 'open' && session.state === 'challenged') return open(session, message);
    if (session.state !== 'open') return broke(session, `${type} message`);
    if (type === 'credit' || type === 'voucher') return takeCredit(session, message);
    if (session.payment && !session.payment.isMetered) {
      return dismiss(session, 'cut', new SuanliError('LEASE_CREDIT_REQUIRED'));
    }
    switch (type) {
      case 'job':
        void takeJob(session, message);
        return;
      case 'tasks': {
        const job = jobOf(session, message.job);
        if (job) return job.take(message.tasks);
        const { code, parameters } = wireError(
          new SuanliError('LEASE_JOB_UNKNOWN', { parameters: { job: message.job } }),
        );
        return send(session, { type: 'jobRefused', job: message.job, kind: 'user', code, parameters });
      }
      case 'cancel':
        jobOf(session, message.job)?.cancel(message.taskIndexes);
        return;
      case 'end':
        session.jobs.get(message.job)?.end();
        session.jobs.delete(message.job);
        return;
      case 'prove':
      case 'openings': {
        if (session.proofRequests >= maxProofRequests) return broke(session, 'too many proofs');
        session.proofRequests++;
        const work = type === 'prove' ? prove(session, message) : openProof(session, message);
        void work.finally(() => {
          session.proofRequests--;
        });
        return;
      }
      case 'release':
        session.asked.delete(message.proof);
        proof?.desk.release(session, message.proof);
        return;
      default:
        return broke(session, `${type} message`);
    }
  }

  function serve(raw: LeaseStream): void {
    const stream = limitBacklog(raw, maxUnsent + credit * maxJobs);
    const session: Session = {
      stream,
      jobs: new Map(),
      preparations: new Set(),
      ended: new AbortController(),
      helloTimer: undefined,
      challenge: undefined,
      state: 'hello',
      lease: undefined,
      member: undefined,
      proofRequests: 0,
      asked: new Map(),
      typeId: undefined,
      payment: undefined,
    };
    limitStranger(session, helloTimeoutMs);
    const tooMany = strangers(stream.remotePeer) >= maxStrangersPerPeer || !hasRoom();
    sessions.add(session);
    void run(session, tooMany ? new SuanliError('LEASE_BUSY') : stopping);
  }

  async function run(session: Session, refusal: SuanliError | undefined): Promise<void> {
    const { stream } = session;
    try {
      if (refusal) void dismiss(session, 'refused', refusal);
      for await (const message of stream.messages) await handle(session, message);
    } catch (error) {
      logger.error({ err: error, peer: stream.remotePeer }, 'lease session ended by an error here');
      stream.abort();
    }
    session.state = 'over';
    leave(session);
    const reason = await stream.closed;
    sessions.delete(session);
    logger.debug({ peer: stream.remotePeer, code: reason?.code }, 'lease session ended');
  }

  return {
    async start() {
      await network.leases.handle(serve);
    },
    async drain() {
      const reason = new SuanliError('NODE_STOPPING');
      stopping = reason;
      await network.leases.unhandle();
      for (const session of sessions) {
        for (const number of session.jobs.keys()) await jobOf(session, number)?.refuseQueued(reason);
      }
    },
    async stop() {
      stopping ??= new SuanliError('NODE_STOPPING');
      const reason = stopping;
      await network.leases.unhandle();
      await watch.stop();
      await Promise.all(
        [...sessions].map((session) => dismiss(session, session.state === 'open' ? 'cut' : 'refused', reason)),
      );
      for (const timer of leftovers.values()) clearTimeout(timer);
      await meters?.stop();
    },
    get sessions() {
      let count = 0;
      for (const { state } of sessions) if (state === 'open') count++;
      return count;
    },
    get leases() {
      return leases.size;
    },
    get strangers() {
      return strangers();
    },
  };
}
