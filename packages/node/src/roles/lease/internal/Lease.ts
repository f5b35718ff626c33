import type { SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import type { ChainUseRight } from '../../../chain/LeaseChain.ts';
import type { TaskTurn } from '../../../tasks/Flight.ts';
import { ByteBudget } from './ByteBudget.ts';

const maxBytes = 128 * 1_024 * 1_024;

/** A session of a lease, as far as its lease knows it. */
export interface LeaseMember {
  /** Ends it, and what runs in it. */
  cut(reason: SuanliError): void;
  /** Tells its owner about another expiry. */
  extend(expiresAt: bigint): void;
}

/** One use right while its owner has sessions; they share its turn at the executor. */
export class Lease {
  readonly useRight: bigint;
  readonly owner: Address;
  readonly resource: bigint;
  readonly transfers: number;
  readonly turn: TaskTurn;
  /** Whose quota its outputs count against. */
  readonly keeper: string;
  readonly members = new Set<LeaseMember>();
  /** What all its sessions may hold in memory together: templates, and tasks without a result. */
  readonly budget = new ByteBudget(maxBytes);
  /** The first second, since 1970, in which it may not be used any more. */
  expiresAt: bigint;
  /** When the chain was last read for it, by `performance.now()`. */
  readMs = performance.now();

  constructor(useRight: bigint, right: ChainUseRight, turn: TaskTurn) {
    this.useRight = useRight;
    this.owner = right.owner;
    this.resource = right.resource;
    this.transfers = right.transfers;
    this.expiresAt = right.expiresAt;
    this.turn = turn;
    this.keeper = `lease ${useRight}`;
  }
}
