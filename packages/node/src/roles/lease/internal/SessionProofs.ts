import { type LeaseMessageOf, SuanliError } from '@suanli/protocol';
import type { LeaseChain } from '../../../chain/LeaseChain.ts';
import { wireError } from '../../../tasks/wireError.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import type { ProofMaker } from '../ProofMaker.ts';
import { leaseError } from './leaseError.ts';
import type { SessionPeer } from './SessionPeer.ts';

export interface SessionProofsDependencies {
  readonly peer: SessionPeer;
  /** Whose turn at the desk it is: all sessions of a right have one. */
  readonly useRight: bigint;
  /** The type of the right's resource. */
  readonly typeId: number;
  readonly chain: Pick<LeaseChain, 'proofTerms'>;
  /** Undefined while none could be had. */
  readonly maker: () => ProofMaker | undefined;
  /** Why no more proofs are made; undefined while they are. */
  readonly closed: () => SuanliError | undefined;
  readonly logger: Logger;
}

/** Proofs, and openings of them, that one session may have asked for at the same time. */
const maxRequests = 64;

/** The compute proofs that one session asks for. */
export class SessionProofs {
  readonly #dependencies: SessionProofsDependencies;
  /** Proofs that were asked for and have no answer yet, by number: the last attempt of each. */
  readonly #asked = new Map<number, symbol>();
  #requests = 0;

  constructor(dependencies: SessionProofsDependencies) {
    this.#dependencies = dependencies;
  }

  /** Takes a request, and answers it when the desk has: the next message need not wait. */
  take(message: LeaseMessageOf<'prove' | 'openings'>): void {
    if (this.#requests >= maxRequests) {
      this.#dependencies.peer.broke('too many proofs');
      return;
    }
    this.#requests++;
    const work = message.type === 'prove' ? this.#prove(message) : this.#open(message);
    void work.finally(() => {
      this.#requests--;
    });
  }

  /** Gives up one proof. */
  release({ proof }: LeaseMessageOf<'release'>): void {
    this.#asked.delete(proof);
    this.#dependencies.maker()?.desk.release(this, proof);
  }

  /** The session has ended. */
  leave(): void {
    this.#dependencies.maker()?.desk.release(this);
  }

  async #prove({ proof: number, seed, leafCountLog2, hashesPerLeaf }: LeaseMessageOf<'prove'>): Promise<void> {
    const { peer, useRight, typeId, chain, closed, logger } = this.#dependencies;
    const attempt = Symbol();
    this.#asked.set(number, attempt);
    try {
      const reason = closed();
      if (reason) throw reason;
      const maker = this.#dependencies.maker();
      if (!maker) throw new SuanliError('LEASE_PROOF_FAILED');
      const task = { seed, leafCountLog2, hashesPerLeaf };
      // The machine is not for sale by the proof: what no proof on chain can be made of, is not computed.
      const terms = await chain.proofTerms(typeId);
      if (!terms.some((one) => one.leafCountLog2 === leafCountLog2 && one.hashesPerLeaf === hashesPerLeaf)) {
        throw new SuanliError('LEASE_PROOF_NOT_OF_TYPE', { parameters: { typeId, leafCountLog2, hashesPerLeaf } });
      }
      if (this.#asked.get(number) !== attempt || peer.ended.aborted) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      const who = { session: this, tenant: useRight, number };
      const { root, elapsedMs } = await maker.desk.commit(who, task, (progress) => {
        const { leaves, totalLeaves } = progress;
        if (!peer.ended.aborted) void peer.send({ type: 'proving', proof: number, leaves, totalLeaves });
      });
      logger.info({ useRight, leafCountLog2, elapsedMs }, 'compute proof made');
      await peer.send({ type: 'committed', proof: number, root, elapsedMs });
    } catch (error) {
      await peer.send({ type: 'proofFailed', proof: number, ...wireError(leaseError(error)) });
    } finally {
      if (this.#asked.get(number) === attempt) this.#asked.delete(number);
    }
  }

  async #open({ proof: number, indexes }: LeaseMessageOf<'openings'>): Promise<void> {
    const { peer } = this.#dependencies;
    try {
      const maker = this.#dependencies.maker();
      if (!maker) throw new SuanliError('LEASE_PROOF_UNKNOWN');
      const siblings = await maker.desk.open(this, number, indexes);
      await peer.send({ type: 'siblings', proof: number, siblings });
    } catch (error) {
      await peer.send({ type: 'proofFailed', proof: number, ...wireError(leaseError(error)) });
    }
  }
}
