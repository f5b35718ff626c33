import type { LeaseStream, Network } from '@suanli/network';
import { type LeaseConfiguration, type LeaseMessage, SuanliError } from '@suanli/protocol';
import type { VoucherBook } from '@suanli/sdk';
import type { Address } from 'viem';
import type { LeaseChain } from '../../chain/LeaseChain.ts';
import { limitBacklog } from '../../tasks/limitBacklog.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';
import { CreditMeters } from './internal/CreditMeters.ts';
import type { LeaseAccess } from './internal/LeaseAccess.ts';
import { type Admission, LeaseDoor } from './internal/LeaseDoor.ts';
import { LeaseSession } from './internal/LeaseSession.ts';
import { LeaseWatch } from './internal/LeaseWatch.ts';
import { OpenLeases } from './internal/OpenLeases.ts';
import { maxSessionJobs, SessionJobs } from './internal/SessionJobs.ts';
import { SessionPayment, type SessionPaymentOptions } from './internal/SessionPayment.ts';
import { SessionProofs } from './internal/SessionProofs.ts';
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

export interface LeaseCreditOptions extends SessionPaymentOptions {
  /** Between two looks at what is to be redeemed. Default 60000. */
  readonly redeemIntervalMs?: number;
  /** How long a line without a session stays open. Default 600000. */
  readonly releaseAfterMs?: number;
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
  readonly credit?: LeaseCreditOptions;
  readonly creditPerSlot: number;
  /** What one task may have. */
  readonly limits: LeaseConfiguration['limits'];
  readonly workPerSecond: number;
  /** How long a stranger may take to say whose right it wants. Default 5000. */
  readonly helloTimeoutMs?: number;
  /** How long it may then take to sign, and then to name a line of credit. Default 60000: a wallet may ask its owner. */
  readonly signTimeoutMs?: number;
}

/** Messages that may wait for a peer that does not read, besides one for each task that it may have here. */
const maxUnsent = 1_024;

/**
 * Makes the lease role: the provider's side of docs/lease.md.
 *
 * Trust: a client is believed in nothing. It gets a fresh nonce, and access only for a signature over that nonce and both peer
 * ids by the account that owns the live right on chain at that moment; contracts are asked for theirs (ERC-1271). From then on
 * the chain is read again and again for as long as the session lives, and where it cannot be read nobody is served.
 */
export function createLeaseRole(dependencies: LeaseRoleDependencies, options: LeaseRoleOptions): LeaseRole {
  const { account, chain, network, engine, vouchers, dropOutputs, metrics, logger } = dependencies;
  const signTimeoutMs = options.signTimeoutMs ?? 60_000;
  const slots = Math.min(options.slots, engine.slots);
  // One slot stays for whatever has been taken on already.
  const reservedSlots = Math.min(options.reservedSlots, slots, engine.slots - 1);
  const credit = slots * options.creditPerSlot;
  const sessions = new Set<LeaseSession>();
  /** There is one as soon as a lease has been opened. */
  let proof: ProofMaker | undefined;
  let stopping: SuanliError | undefined;
  const closed = (): SuanliError | undefined => stopping;

  const watch = new LeaseWatch(
    { chain, logger, end: (lease, reason) => leases.end(lease, reason) },
    { pollIntervalMs: options.pollIntervalMs, patienceMs: options.chainPatienceMs },
  );
  const leases = new OpenLeases({ engine, watch, dropOutputs }, { slots, reservedSlots, sessions: options.sessions });
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
  const door = new LeaseDoor(
    {
      account,
      peerId: network.peerId,
      chain,
      clock: watch.clock,
      sessions,
      leases,
      prepare: openProofMaker,
      giveAccess,
      closed,
      logger,
    },
    { resources: options.resources, helloTimeoutMs: options.helloTimeoutMs ?? 5_000, signTimeoutMs },
  );

  async function openProofMaker(): Promise<void> {
    proof ??= await dependencies.proofMaker().catch((error: unknown) => {
      // The lease is of use without it, and the next one may find it mended.
      logger.error({ err: error }, 'compute proofs cannot be made');
      return undefined;
    });
  }

  function giveAccess({ session: peer, lease, member, right, devices }: Admission): LeaseAccess {
    const { useRight, owner } = lease;
    const jobs = new SessionJobs({ peer, lease, engine, closed, metrics, logger }, { credit, limits: options.limits });
    const proofs = new SessionProofs({
      peer,
      useRight,
      typeId: devices.typeId,
      chain,
      maker: () => proof,
      closed,
      logger,
    });
    const payment =
      options.credit && meters
        ? new SessionPayment({ peer, meters, payer: owner, payee: account }, options.credit, {
            count: devices.count,
            timeoutMs: signTimeoutMs,
          })
        : undefined;
    const configuration: LeaseConfiguration = {
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
      ...(payment ? { credit: payment.credit } : {}),
      ...(proof === undefined ? {} : { proof: { executor: proof.executor, device: proof.device.slice(0, 256) } }),
    };
    return {
      lease,
      configuration,
      jobs,
      proofs,
      payment,
      leave(reason) {
        jobs.leave();
        proofs.leave();
        payment?.leave(reason);
        leases.leave(lease, member);
      },
    };
  }

  /** Handles one message; resolves when the next may come. Long work goes on beside it, up to a number. */
  async function handle(session: LeaseSession, message: LeaseMessage): Promise<void> {
    const { type } = message;
    if (session.state === 'over' || type === 'heartbeat') return;
    if (type === 'hello' && session.state === 'hello') return door.greet(session, message);
    if (type === 'open' && session.state === 'challenged') return door.open(session, message);
    if (!session.isOpen || !session.access) return session.broke(`${type} message`);
    const { jobs, proofs, payment } = session.access;
    if (type === 'credit' || type === 'voucher') {
      return payment ? payment.take(message) : session.broke(`${type} message`);
    }
    if (payment && !payment.isMetered) return session.dismiss('cut', new SuanliError('LEASE_CREDIT_REQUIRED'));
    switch (type) {
      case 'job':
        void jobs.prepare(message);
        return;
      case 'tasks':
        return jobs.take(message);
      case 'cancel':
        return jobs.cancel(message);
      case 'end':
        return jobs.end(message);
      case 'prove':
      case 'openings':
        return proofs.take(message);
      case 'release':
        return proofs.release(message);
      default:
        return session.broke(`${type} message`);
    }
  }

  function serve(stream: LeaseStream): void {
    const session = new LeaseSession({
      stream: limitBacklog(stream, maxUnsent + credit * maxSessionJobs),
      metrics,
      logger,
    });
    const refusal = door.receive(session);
    sessions.add(session);
    void run(session, refusal ?? stopping);
  }

  async function run(session: LeaseSession, refusal: SuanliError | undefined): Promise<void> {
    const { stream } = session;
    try {
      if (refusal) void session.dismiss('refused', refusal);
      for await (const message of stream.messages) await handle(session, message);
    } catch (error) {
      logger.error({ err: error, peer: stream.remotePeer }, 'lease session ended by an error here');
      stream.abort();
    }
    session.end();
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
      for (const { access } of sessions) await access?.jobs.refuseQueued(reason);
    },
    async stop() {
      stopping ??= new SuanliError('NODE_STOPPING');
      const reason = stopping;
      await network.leases.unhandle();
      await watch.stop();
      await Promise.all([...sessions].map((session) => session.dismiss(session.isOpen ? 'cut' : 'refused', reason)));
      leases.stop();
      await meters?.stop();
    },
    get sessions() {
      let count = 0;
      for (const { isOpen } of sessions) if (isOpen) count++;
      return count;
    },
    get leases() {
      return leases.size;
    },
    get strangers() {
      return door.strangers;
    },
  };
}
