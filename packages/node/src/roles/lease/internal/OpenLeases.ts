import { SuanliError } from '@suanli/protocol';
import type { ChainUseRight } from '../../../chain/LeaseChain.ts';
import type { TaskTurn } from '../../../tasks/Flight.ts';
import type { TaskEngine } from '../../../tasks/TaskEngine.ts';
import { Lease, type LeaseMember } from './Lease.ts';
import type { LeaseWatch } from './LeaseWatch.ts';

export interface OpenLeasesDependencies {
  readonly engine: Pick<TaskEngine, 'reserve'>;
  readonly watch: LeaseWatch;
  /** Removes the outputs that tasks of a lease have left. */
  readonly dropOutputs: (keeper: string) => void;
}

export interface OpenLeasesOptions {
  /** Tasks of one right at the same time, at most. */
  readonly slots: number;
  readonly reservedSlots: number;
  /** Sessions of one right at the same time, at most. */
  readonly sessions: number;
}

/** How long large outputs of a right can be fetched after its last session. */
const outputsMs = 300_000;

/**
 * The use rights that have sessions, each once: slots are reserved for it and the chain is watched for as long as it has one,
 * and its outputs are removed a while after the last.
 */
export class OpenLeases {
  readonly #dependencies: OpenLeasesDependencies;
  readonly #options: OpenLeasesOptions;
  readonly #leases = new Map<bigint, Lease>();
  /** Rights that have no session any more, and outputs that are still there. */
  readonly #leftovers = new Map<bigint, NodeJS.Timeout>();

  constructor(dependencies: OpenLeasesDependencies, options: OpenLeasesOptions) {
    this.#dependencies = dependencies;
    this.#options = options;
  }

  get size(): number {
    return this.#leases.size;
  }

  /**
   * Lets one more session use a right that was read just now; what had opened it as somebody else's ends.
   *
   * @throws SuanliError `LEASE_SESSIONS_TOO_MANY`
   */
  enter(useRight: bigint, right: ChainUseRight, member: LeaseMember): Lease {
    const { engine, watch } = this.#dependencies;
    const { slots, reservedSlots, sessions } = this.#options;
    let lease = this.#leases.get(useRight);
    const objection = lease && watch.objection(lease, right);
    if (lease && objection) {
      this.end(lease, objection);
      lease = undefined;
    }
    if (!lease) {
      const turn: TaskTurn = { maxSlots: slots };
      lease = new Lease(useRight, right, turn);
      this.#leases.set(useRight, lease);
      clearTimeout(this.#leftovers.get(useRight));
      this.#leftovers.delete(useRight);
      engine.reserve(turn, reservedSlots);
      watch.add(lease);
    } else if (lease.members.size >= sessions) {
      throw new SuanliError('LEASE_SESSIONS_TOO_MANY', { parameters: { useRight, maximum: sessions } });
    }
    lease.members.add(member);
    return lease;
  }

  /** A session has ended; safe to call again. */
  leave(lease: Lease, member: LeaseMember): void {
    if (!lease.members.delete(member)) return;
    if (lease.members.size === 0 && this.#leases.get(lease.useRight) === lease) this.#forget(lease);
  }

  /** Ends all sessions of a lease. */
  end(lease: Lease, reason: SuanliError): void {
    if (this.#leases.get(lease.useRight) === lease) this.#forget(lease);
    for (const member of [...lease.members]) member.cut(reason);
  }

  /** Leaves the outputs that are still there to the next start. */
  stop(): void {
    for (const timer of this.#leftovers.values()) clearTimeout(timer);
  }

  #forget(lease: Lease): void {
    const { engine, watch, dropOutputs } = this.#dependencies;
    this.#leases.delete(lease.useRight);
    watch.remove(lease);
    engine.reserve(lease.turn, 0);
    const { useRight, keeper } = lease;
    const timer = setTimeout(() => {
      this.#leftovers.delete(useRight);
      dropOutputs(keeper);
    }, outputsMs);
    timer.unref();
    clearTimeout(this.#leftovers.get(useRight));
    this.#leftovers.set(useRight, timer);
  }
}
