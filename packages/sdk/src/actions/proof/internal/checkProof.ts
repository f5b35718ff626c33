import type { Deployment } from '@suanli/protocol';
import {
  drawChallenges,
  hashesPerSecondDown,
  type LevelRange,
  levelRange,
  levelRangeName,
  ProofStage,
  proofSeed,
  proofStageName,
  verifyProofOpenings,
} from '@suanli/protocol';
import { isAddressEqual } from 'viem';
import type { ProofCheck, ProofCheckName } from '../ProofCheck.ts';
import type { ProofEvidence } from './readProofEvidence.ts';

/** Contracts read the hashes of so many blocks for sure; with the history contract of EIP-2935 of 8191. */
const alwaysReadableBlocks = 256n;
const zeroWord = `0x${'00'.repeat(32)}`;

export interface CheckedProof {
  readonly checks: readonly ProofCheck[];
  /** What follows from the chain's data; undefined where the proof has not passed. */
  readonly level:
    | { readonly hashesPerSecond: bigint; readonly elapsedSeconds: number; readonly range: LevelRange }
    | undefined;
}

/** Compares everything that the contracts say about a proof with what follows from blocks, calldata and terms. */
export function checkProof(deployment: Deployment, evidence: ProofEvidence): CheckedProof {
  const { proof, terms, issued, committed, passed, expired, ranked } = evidence;
  const { proofId, commitment, stage } = proof;
  const checks: ProofCheck[] = [];
  const add = (name: ProofCheckName, outcome: boolean | undefined, values: Omit<ProofCheck, 'name' | 'outcome'> = {}) =>
    checks.push({ name, outcome: outcome === undefined ? 'unknown' : outcome ? 'ok' : 'wrong', ...values });

  const stages: Record<ProofStage, readonly boolean[]> = {
    [ProofStage.none]: [],
    [ProofStage.issued]: [false, false, false],
    [ProofStage.committed]: [true, false, false],
    [ProofStage.passed]: [true, true, false],
    [ProofStage.expired]: [commitment !== undefined, false, true],
  };
  const events = [committed !== undefined, passed !== undefined, expired !== undefined];
  add('stage', String(stages[stage]) === String(events), { stated: proofStageName(stage) });

  add(
    'issue',
    issued !== undefined &&
      isAddressEqual(issued.args.prover, proof.prover) &&
      issued.args.useRight === proof.useRightId &&
      issued.args.resource === proof.resourceId &&
      issued.args.typeId === proof.typeId &&
      issued.args.termsVersion === proof.termsVersion,
    { stated: `${proof.prover}, block ${proof.issuedBlock}` },
  );

  const { chainId, computeProof: contract } = deployment;
  const seed = evidence.seedHeader && proofSeed({ chainId, contract, proofId, blockHash: evidence.seedHeader.hash });
  if (commitment) {
    const isSeed = seed && commitment.seed === seed && committed?.args.seed === seed;
    add('seed', isSeed, { stated: commitment.seed, ...(seed && { computed: seed }) });
    const { root } = commitment;
    add('root', root !== zeroWord && committed?.args.root === root, { stated: root });
  }

  if (stage === ProofStage.expired) {
    const deadline = commitment
      ? commitment.committedAt + evidence.openingSeconds
      : proof.issuedAt + terms.timeLimitSeconds;
    const decisive = (commitment?.blockNumber ?? proof.issuedBlock) + 1n;
    const isLate = evidence.endedHeader && evidence.endedHeader.timestamp > deadline;
    const isOutOfReach = expired && expired.blockNumber > decisive + alwaysReadableBlocks;
    const isStated = evidence.endedHeader && evidence.endedHeader.timestamp === proof.endedAt;
    add('expiry', evidence.endedHeader && isStated === true && (isLate === true || isOutOfReach === true), {
      stated: String(proof.endedAt),
      computed: `after ${deadline}`,
    });
  }
  if (stage !== ProofStage.passed || !commitment) return { checks, level: undefined };

  const { root } = commitment;
  const { leafCountLog2, hashesPerLeaf, samples } = terms;
  const blockHash = evidence.challengeHeader?.hash;
  const indexes = blockHash && drawChallenges({ blockHash, proofId, root, samples, leafCountLog2 });
  const { challenges, siblings } = evidence;
  add('challenges', indexes && (challenges === undefined || String(challenges) === String(indexes)), {
    ...(challenges && { stated: challenges.join(' ') }),
    ...(indexes && { computed: indexes.join(' ') }),
  });
  const verdict =
    seed && indexes && siblings && verifyProofOpenings({ seed, leafCountLog2, hashesPerLeaf, root, indexes, siblings });
  add('openings', verdict?.valid, {
    ...(siblings && { stated: `${siblings.length} nodes` }),
    ...(verdict && !verdict.valid && verdict.reason === 'wrong' && { computed: `leaf ${verdict.index}` }),
  });

  const { issuedHeader, committedHeader, endedHeader } = evidence;
  const elapsedSeconds = Math.max(1, commitment.committedAt - proof.issuedAt);
  const isStamped =
    issuedHeader &&
    committedHeader &&
    endedHeader &&
    issuedHeader.timestamp === proof.issuedAt &&
    committedHeader.timestamp === commitment.committedAt &&
    endedHeader.timestamp === proof.endedAt;
  const inTime =
    elapsedSeconds <= terms.timeLimitSeconds &&
    (proof.endedAt ?? 0) <= commitment.committedAt + evidence.openingSeconds &&
    passed?.args.elapsedSeconds === elapsedSeconds;
  add('time', isStamped && inTime, {
    stated: `${passed?.args.elapsedSeconds ?? '?'} s`,
    computed: `${elapsedSeconds} s`,
  });

  const hashesPerSecond = hashesPerSecondDown({ leafCountLog2, hashesPerLeaf, elapsedSeconds });
  add('level', proof.hashesPerSecond === hashesPerSecond && passed?.args.hashesPerSecond === hashesPerSecond, {
    stated: String(proof.hashesPerSecond),
    computed: String(hashesPerSecond),
  });
  const range = levelRange(hashesPerSecond, terms);
  add('range', proof.range === range && passed?.args.range === range, {
    stated: levelRangeName(proof.range),
    computed: levelRangeName(range),
  });
  const { best } = evidence.standing;
  add(
    'ranking',
    ranked !== undefined &&
      ranked.args.typeId === proof.typeId &&
      ranked.args.resource === proof.resourceId &&
      ranked.args.hashesPerSecond === hashesPerSecond &&
      ranked.args.elapsedSeconds === elapsedSeconds &&
      ranked.args.range === range &&
      best !== undefined &&
      best.hashesPerSecond >= hashesPerSecond,
    { stated: String(ranked?.args.hashesPerSecond ?? 0n), computed: String(hashesPerSecond) },
  );
  return { checks, level: { hashesPerSecond, elapsedSeconds, range } };
}
