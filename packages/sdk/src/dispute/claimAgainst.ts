import { type ReceiptLeaf, SuanliError } from '@suanli/protocol';
import { bytesToHex, type Hex } from 'viem';
import type { GameClaim } from '../actions/dispute/GameClaim.ts';
import { headerWords } from './internal/headerWords.ts';
import { isSameResult } from './isSameResult.ts';
import type { TaskEvidence } from './taskEvidence.ts';

export interface ClaimAgainstParameters {
  /** The leaf that is wrong. */
  readonly leaf: ReceiptLeaf;
  readonly evidence: TaskEvidence;
  /** How many hashes a move has: `getDisputeSections`. */
  readonly sections: number;
}

export interface ClaimAgainstOptions {
  readonly signal?: AbortSignal;
}

/**
 * What to say against a leaf of an answer: how its task's program runs, and ends otherwise. With a `leafProof` it is what
 * `challengeAnswer` takes, or, of a leaf that was revealed, `challengeRevealedLeaf`.
 *
 * @throws SuanliError `DISPUTE_SAME_RESULT` where the leaf is right
 *
 * @example
 * const claim = await claimAgainst({ leaf, evidence, sections: await getDisputeSections(client) });
 * await challengeAnswer(client, { answer, proof: leafProof(leaves, position), claim });
 */
export async function claimAgainst(
  parameters: ClaimAgainstParameters,
  options: ClaimAgainstOptions = {},
): Promise<GameClaim> {
  const { leaf, evidence, sections } = parameters;
  const { trace, opening } = evidence;
  if (isSameResult(leaf, await trace.result(options))) throw new SuanliError('DISPUTE_SAME_RESULT');
  const horizon = 16n ** BigInt(opening.levels);
  const steps = Array.from({ length: sections - 1 }, (_, i) => (horizon / BigInt(sections)) * BigInt(i + 1));
  const hashes: Hex[] = (await trace.hashesAt(steps, options)).map((hash) => bytesToHex(hash));
  return { task: opening, last: headerWords(await trace.headerAt(horizon, options)), hashes };
}
