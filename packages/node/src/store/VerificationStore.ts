import type { Deal, JobTask } from '@suanli/protocol';
import type { LeafProof } from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { ReceivedTemplate } from './Store.ts';

/** How far a verification has come. */
export type VerificationStage =
  /** Its evidence is still to be had, or to be executed again. */
  | 'pending'
  /** What was executed again came out as the answer says, or nothing was drawn. */
  | 'agreed'
  /** A leaf is wrong, and is kept as the accusation. */
  | 'accused'
  /** The provider does not show its leaves, or others than it answered with. */
  | 'unshown'
  /** It cannot be disputed: not provable, or its bond is above what this verifier locks. */
  | 'passed';

/** What is wrong with an answer, with all that is needed to prove it. */
export type Accusation =
  /** The leaf says something else than the task's program. */
  | {
      readonly kind: 'result';
      readonly template: ReceivedTemplate;
      readonly task: JobTask;
      readonly proof: LeafProof;
    }
  /** Two leaves are of the same task. */
  | { readonly kind: 'duplicate'; readonly first: LeafProof; readonly second: LeafProof };

/** A deal whose answer this verifier looks at. */
export interface StoredVerification {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly root: Hex;
  readonly work: bigint;
  readonly answeredBlock: bigint;
  readonly stage: VerificationStage;
  /** Why it is in its stage, a code; undefined where that goes without saying. */
  readonly reason: string | undefined;
  readonly accusation: Accusation | undefined;
  readonly ended: boolean;
}

/** What a verifier must not forget: part of the daemon's one store. */
export interface VerificationStore {
  /**
   * Adds an answered deal. Where it is known with another answer or block, because of a reorganisation, all that was found out about the
   * other one is forgotten.
   */
  add(answered: Pick<StoredVerification, 'dealId' | 'deal' | 'root' | 'work' | 'answeredBlock'>): void;
  get(dealId: Hex): StoredVerification | undefined;
  /** Those that have not ended, oldest first. */
  open(): StoredVerification[];
  conclude(parameters: { dealId: Hex; stage: VerificationStage; reason?: string; accusation?: Accusation }): void;
  end(dealId: Hex): void;
  /** How many there are of each stage, ended ones included. */
  counts(): Readonly<Record<VerificationStage, number>>;
  /** The multiaddrs that a provider was last announced with. */
  addresses(provider: Address): readonly string[];
  keepAddresses(provider: Address, addresses: readonly string[]): void;
  /** Drops verifications that ended before a time. */
  prune(parameters: { endedBeforeMs: number }): number;
}
