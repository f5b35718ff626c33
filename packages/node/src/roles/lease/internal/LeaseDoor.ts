import { type LeaseMessageOf, SuanliError } from '@suanli/protocol';
import { type Address, bytesToHex } from 'viem';
import type { ChainLeaseDevices, ChainUseRight, LeaseChain } from '../../../chain/LeaseChain.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import { admitLease } from './admitLease.ts';
import type { ChainClock } from './ChainClock.ts';
import type { Lease, LeaseMember } from './Lease.ts';
import type { LeaseAccess } from './LeaseAccess.ts';
import type { LeaseSession } from './LeaseSession.ts';
import type { OpenLeases } from './OpenLeases.ts';
import { Permits } from './Permits.ts';

/** A session whose owner has shown who it is. */
export interface Admission {
  readonly session: LeaseSession;
  readonly lease: Lease;
  /** What the lease knows the session as. */
  readonly member: LeaseMember;
  readonly right: ChainUseRight;
  readonly devices: ChainLeaseDevices;
}

export interface LeaseDoorDependencies {
  /** The account that serves. */
  readonly account: Address;
  readonly peerId: string;
  readonly chain: LeaseChain;
  readonly clock: ChainClock;
  /** All that have a stream, in the order in which they came. */
  readonly sessions: ReadonlySet<LeaseSession>;
  readonly leases: OpenLeases;
  /** Gets what has to be there before the first session is opened; never rejects. */
  readonly prepare: () => Promise<unknown>;
  /** Puts together what a session has from now on. */
  readonly giveAccess: (admission: Admission) => LeaseAccess;
  /** Why nobody is let in any more; undefined while owners are. */
  readonly closed: () => SuanliError | undefined;
  readonly logger: Logger;
}

export interface LeaseDoorOptions {
  /** Resources (VIDs) whose rights are served; empty for all that the account owns. */
  readonly resources: readonly bigint[];
  /** How long a stranger may take to say whose right it wants. */
  readonly helloTimeoutMs: number;
  /** How long it may then take to sign. */
  readonly signTimeoutMs: number;
}

/** Strangers at the same time, in all and of one peer: a session costs little until its owner has shown who it is. */
const maxStrangers = 128;
const maxStrangersPerPeer = 4;
/** Openings that ask the chain at the same time; further ones wait for their turn. */
const maxAdmissions = 8;

/**
 * Where strangers come in: limits how many there are and how long each takes, and lets in those that have signed a fresh nonce
 * as the owner of the live right.
 */
export class LeaseDoor {
  readonly #dependencies: LeaseDoorDependencies;
  readonly #options: LeaseDoorOptions;
  readonly #admissions = new Permits(maxAdmissions);

  constructor(dependencies: LeaseDoorDependencies, options: LeaseDoorOptions) {
    this.#dependencies = dependencies;
    this.#options = options;
  }

  /** Sessions whose owner has not shown who it is yet. */
  get strangers(): number {
    return this.#strangers();
  }

  /** A stranger has come, who does not count among the sessions yet; returns why it may not stay. */
  receive(session: LeaseSession): SuanliError | undefined {
    session.limit(this.#options.helloTimeoutMs);
    const isTooMany = this.#strangers(session.remotePeer) >= maxStrangersPerPeer || !this.#hasRoom();
    return isTooMany ? new SuanliError('LEASE_BUSY') : undefined;
  }

  /** It says whose right it wants, and is asked to sign. */
  greet(session: LeaseSession, { useRight, account }: LeaseMessageOf<'hello'>): Promise<void> {
    const nonce = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    session.challenge = { useRight, account, nonce };
    session.state = 'challenged';
    session.limit(this.#options.signTimeoutMs);
    return session.send({ type: 'challenge', nonce, providerPeerId: this.#dependencies.peerId });
  }

  /** It has signed, and is let in, or told why not. */
  async open(session: LeaseSession, { signature }: LeaseMessageOf<'open'>): Promise<void> {
    const { challenge, remotePeer, ended } = session;
    if (!challenge) return;
    session.challenge = undefined;
    session.state = 'opening';
    const { account, peerId, chain, clock, leases, closed, logger } = this.#dependencies;
    const { resources } = this.#options;
    const { useRight, account: owner, nonce } = challenge;
    try {
      const closedBefore = closed();
      if (closedBefore) throw closedBefore;
      const { right, devices } = await this.#admissions.run(
        () =>
          admitLease(
            { chain, clock, account, resources },
            { owner, opening: { useRight, nonce, providerPeerId: peerId, clientPeerId: remotePeer }, signature },
          ),
        ended,
      );
      await this.#dependencies.prepare();
      // From here on nothing is awaited before the session counts.
      if (ended.aborted) return;
      const closedSince = closed();
      if (closedSince) throw closedSince;
      const member: LeaseMember = {
        cut: (reason) => void session.dismiss('cut', reason),
        extend: (expiresAt) => void session.send({ type: 'extended', expiresAt }),
      };
      const lease = leases.enter(useRight, right, member);
      const access = this.#dependencies.giveAccess({ session, lease, member, right, devices });
      session.open(access);
      logger.info({ useRight, owner, peer: remotePeer, expiresAt: right.expiresAt }, 'lease opened');
      await session.send({ type: 'opened', configuration: access.configuration });
    } catch (error) {
      await session.dismiss('refused', error);
    }
  }

  #strangers(peer?: string): number {
    let count = 0;
    for (const { state, remotePeer } of this.#dependencies.sessions) {
      if (state !== 'open' && state !== 'over' && (peer === undefined || remotePeer === peer)) count++;
    }
    return count;
  }

  /**
   * Whether another stranger may come. Peer ids cost nothing, so that the oldest goes rather than the newest stays out: an
   * owner needs the time of a signature, whoever else knocks. Those that have signed are looked at, one after the other.
   */
  #hasRoom(): boolean {
    if (this.#strangers() < maxStrangers) return true;
    for (const state of ['hello', 'challenged'] as const) {
      for (const session of this.#dependencies.sessions) {
        if (session.state !== state) continue;
        void session.dismiss('refused', new SuanliError('LEASE_BUSY'));
        return true;
      }
    }
    return false;
  }
}
