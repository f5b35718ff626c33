import { LevelRange, SuanliError } from '@suanli/protocol';
import {
  commitProof,
  getRanking,
  getStanding,
  issueProof,
  openProof,
  verifyProof,
  waitForProofChallenges,
  waitForProofSeed,
} from '@suanli/sdk';
import type { DemoOutcome } from '../DemoStep.ts';
import type { Scenario, UseRightWorld } from '../UseRightWorld.ts';
import { demoIds } from './demoIds.ts';
import { requireSession } from './leaseSteps.ts';
import { refusalOf } from './refusalOf.ts';

/** 1.7a and 2.6a: the owner of the right issues a proof of the resource that it may use. */
export async function issueProofStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { users, type, signal } = world;
  // Whoever has no access has nobody to compute it.
  await requireSession(world, scenario);
  const useRightId = demoIds.useRight[scenario];
  const other = await refusalOf('proofNotOwner', 'PROOF_NOT_OWNER', () =>
    issueProof(users[scenario === 1 ? 2 : 1].client, { useRightId }),
  );
  const { client } = users[scenario];
  const { proofId, hash, gasUsed } = await issueProof(client, { useRightId });
  const seed = await waitForProofSeed(client, { proofId, signal });
  return {
    id: `PID ${proofId}`,
    facts: [
      ['parameters', `2^${type.terms.leafCountLog2} × ${type.terms.hashesPerLeaf}, ${type.terms.samples}`],
      ['seed', seed],
    ],
    refusals: [other],
    transactions: [{ what: 'issueProof', hash, gasUsed }],
  };
}

/** 1.7b and 2.6b: the provider's machine computes the tree, and the owner commits to its root. */
export async function commitProofStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { users, scenarios, signal } = world;
  const { client } = users[scenario];
  const proofId = demoIds.proof[scenario];
  const seed = await waitForProofSeed(client, { proofId, signal });
  const session = await requireSession(world, scenario);
  const { leafCountLog2, hashesPerLeaf } = world.type.terms;
  const commitment = await session.prove({ seed, leafCountLog2, hashesPerLeaf }, { signal });
  const { hash, gasUsed } = await commitProof(client, { proofId, root: commitment.root });
  scenarios[scenario].commitment = commitment;
  const again = await refusalOf('committedTwice', 'PROOF_WRONG_STAGE', () =>
    commitProof(client, { proofId, root: commitment.root }),
  );
  return {
    id: `PID ${proofId}`,
    facts: [
      ['root', commitment.root],
      ['computed', `${(commitment.elapsedMs / 1_000).toFixed(2)} s`],
    ],
    refusals: [again],
    transactions: [{ what: 'commitProof', hash, gasUsed }],
  };
}

/** 1.7c and 2.6c: leaves that nobody knew before are opened, and recomputed by the chain. */
export async function openProofStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { users, scenarios, signal } = world;
  const { client } = users[scenario];
  const proofId = demoIds.proof[scenario];
  const indexes = await waitForProofChallenges(client, { proofId, signal });
  const { commitment } = scenarios[scenario];
  if (!commitment) throw new SuanliError('LEASE_PROOF_UNKNOWN');
  const siblings = await commitment.open(indexes, { signal });
  const bent = await refusalOf('openingBent', 'PROOF_OPENING_WRONG', () =>
    openProof(client, { proofId, siblings: [...siblings.slice(1), siblings[0] ?? '0x'] }),
  );
  const { hash, gasUsed } = await openProof(client, { proofId, siblings });
  commitment.release();
  scenarios[scenario].commitment = undefined;
  return {
    id: `PID ${proofId}`,
    facts: [['challenges', indexes.join(', ')]],
    refusals: [bent],
    transactions: [{ what: 'openProof', hash, gasUsed }],
  };
}

/** 1.8 and 2.7: what somebody else recomputes from the chain alone, what the chain says of the resource, and what that is worth. */
export async function levelStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { investor, signal } = world;
  const { client } = investor;
  const proofId = demoIds.proof[scenario];
  const verdict = await verifyProof(client, { proofId });
  const { proof, terms, type, hashesPerSecond, elapsedSeconds, range, checks, consistent } = verdict;
  if (!consistent || hashesPerSecond === undefined) throw new SuanliError('PROOF_WRONG_STAGE');
  const { resourceId, typeId } = proof;
  const [standing, ranking] = await Promise.all([
    getStanding(client, { resourceId }),
    getRanking(client, { typeId, signal }),
  ]);
  const place = ranking.findIndex((ranked) => ranked.resourceId === resourceId) + 1;
  const claimed = type?.name ?? '';
  const matching = verdict.matchingTypes.map(({ name }) => name).join(', ');
  return {
    id: `PID ${proofId}`,
    facts: [
      ['verified', `${checks.filter(({ outcome }) => outcome === 'ok').length}/${checks.length}`],
      ['level', { hashesPerSecond }],
      ['elapsed', `${elapsedSeconds} s`],
      ['claims', claimed],
      ['expectedFrom', { hashesPerSecond: terms.minHashesPerSecond }],
      ['expectedTo', { hashesPerSecond: terms.maxHashesPerSecond }],
      ['range', { range }],
      ['proves', range === LevelRange.within ? claimed : matching || '–'],
      ['passed', standing.passed],
      ['place', `${place}/${ranking.length}`],
    ],
    refusals: [],
    transactions: [],
  };
}
