import { GameStage, isProvidersTurn, merkleSumRoot, type ReceiptLeaf, segmentProof } from '@suanli/protocol';
import { bytesToHex, type Hex } from 'viem';
import type { GameRecord } from '../actions/dispute/GameRecord.ts';
import { claimAgainst } from './claimAgainst.ts';
import type { GameDecision, GameSurrender } from './GameDecision.ts';
import type { GameParty, GameRole } from './GameParty.ts';
import { gameSegments } from './gameSegments.ts';
import { topHashOf } from './internal/topHashOf.ts';
import { isSameResult } from './isSameResult.ts';
import { leafProof } from './leafProof.ts';
import type { TaskEvidence } from './taskEvidence.ts';

export interface DecideGameMoveParameters {
  /** An open game; its outcome is not looked at. */
  readonly record: GameRecord;
  readonly party: GameParty;
  /** How many hashes a move has: `getDisputeSections`. */
  readonly sections: number;
  /** The chain's latest block. */
  readonly blockNumber: bigint;
}

export interface DecideGameMoveOptions {
  readonly signal?: AbortSignal;
}

/**
 * What a party that tells the truth does next in a game. Nothing is sent, and nothing is remembered: the same game gives the
 * same decision.
 *
 * In the segments that the other party posted it picks the first whose end is not how the program runs, and posts the true
 * hashes inside of it; of a segment that is one step it proves what the step comes to. There is one as long as the other
 * party lies: its last hash is not the one that this party posted for the same place.
 *
 * @throws SuanliError `DISPUTE_EVENTS_INCOMPLETE`, and what the party's `evidence` and its trace throw
 */
export async function decideGameMove(
  parameters: DecideGameMoveParameters,
  options: DecideGameMoveOptions = {},
): Promise<GameDecision> {
  const { record, party, blockNumber } = parameters;
  const { game } = record;
  const onTurn: GameRole = isProvidersTurn(game.stage) ? 'provider' : 'challenger';
  const deadlineBlock = game.turnBlock + BigInt(game[onTurn].blocksLeft);
  if (onTurn !== party.role) {
    return blockNumber >= deadlineBlock ? { kind: 'timeout' } : { kind: 'wait', deadlineBlock };
  }
  // What is sent now is in the next block at the earliest.
  if (blockNumber + 1n >= deadlineBlock) return { kind: 'expired' };
  switch (game.stage) {
    case GameStage.demanded:
      return decideReveal(record, party);
    case GameStage.revealed:
      return decideClaim(parameters, options);
    default:
      return decideSegment(parameters, options);
  }
}

async function decideReveal(record: GameRecord, party: GameParty): Promise<GameDecision> {
  const demand = record.entries.find((entry) => entry.kind === 'demanded');
  const leaves = await party.leaves?.();
  if (!demand || !leaves) return { kind: 'resign', reason: 'noEvidence' };
  const { position } = demand;
  if (position < leaves.length) return { kind: 'reveal', proof: leafProof(leaves, position) };
  return { kind: 'revealCount', position, count: merkleSumRoot(leaves).count, topHash: topHashOf(leaves) };
}

async function decideClaim(
  { record, party, sections }: DecideGameMoveParameters,
  options: DecideGameMoveOptions,
): Promise<GameDecision> {
  const leaf = leafOf(record);
  if (!leaf) return surrender(party.role, 'noEvidence');
  if (party.job && party.job.taskHashes[leaf.taskIndex] !== leaf.taskHash) return { kind: 'refute', leaf };
  const evidence = await party.evidence(leaf, options);
  if (!evidence) return surrender(party.role, 'noEvidence');
  if (isSameResult(leaf, await evidence.trace.result(options))) return surrender(party.role, 'leafIsRight');
  return { kind: 'claim', leaf, claim: await claimAgainst({ leaf, evidence, sections }, options) };
}

async function decideSegment(
  parameters: DecideGameMoveParameters,
  options: DecideGameMoveOptions,
): Promise<GameDecision> {
  const { record, party, sections } = parameters;
  const leaf = leafOf(record);
  const evidence = leaf && (await party.evidence(leaf, options));
  if (!evidence) return surrender(party.role, 'noEvidence');
  const { trace } = evidence;
  const [first] = await hashesAt(evidence, [0n], options);
  if (first === undefined) throw new RangeError('a trace without a first state');
  const { firstStep, stepsEach, start, ends } = gameSegments({ record, sections, first });
  const [ownStart, ...ownEnds] = await hashesAt(
    evidence,
    Array.from({ length: sections + 1 }, (_, i) => firstStep + BigInt(i) * stepsEach),
    options,
  );
  if (ownStart !== start) return surrender(party.role, 'ownMovesDiffer');
  const pick = ends.findIndex((end, i) => end !== ownEnds[i]);
  if (pick < 0) return surrender(party.role, 'otherIsRight');
  const segment = segmentProof(start, ends, pick);
  const pickedStep = firstStep + BigInt(pick) * stepsEach;
  if (record.game.roundsLeft === 0) {
    const witness = bytesToHex(await trace.witnessAt(pickedStep, options));
    return { kind: 'prove', pick, segment, witness, step: pickedStep };
  }
  const stepsInside = stepsEach / BigInt(sections);
  const hashes = await hashesAt(
    evidence,
    Array.from({ length: sections }, (_, i) => pickedStep + BigInt(i + 1) * stepsInside),
    options,
  );
  return { kind: 'move', pick, segment, hashes, firstStep: pickedStep, steps: stepsEach };
}

async function hashesAt(
  { trace }: TaskEvidence,
  steps: readonly bigint[],
  options: DecideGameMoveOptions,
): Promise<readonly Hex[]> {
  return (await trace.hashesAt(steps, options)).map((hash) => bytesToHex(hash));
}

function leafOf(record: GameRecord): ReceiptLeaf | undefined {
  for (const entry of record.entries) if (entry.kind === 'challenged' || entry.kind === 'revealed') return entry.leaf;
  return undefined;
}

function surrender(role: GameRole, reason: GameSurrender): GameDecision {
  return role === 'challenger' ? { kind: 'concede', reason } : { kind: 'resign', reason };
}
