import type { LeaseConfiguration } from '@suanli/protocol';
import type { Lease } from './Lease.ts';
import type { SessionJobs } from './SessionJobs.ts';
import type { SessionPayment } from './SessionPayment.ts';
import type { SessionProofs } from './SessionProofs.ts';

/** What the owner of a right has here from the opening of a session on. */
export interface LeaseAccess {
  readonly lease: Lease;
  /** What its owner is told that it has. */
  readonly configuration: LeaseConfiguration;
  readonly jobs: SessionJobs;
  readonly proofs: SessionProofs;
  /** How it pays, where it has to. */
  readonly payment: SessionPayment | undefined;
  /** Ends all of it, for good where the right is over. Safe to call again, and called again for what came in between. */
  leave(options: { readonly isOver: boolean }): void;
}
