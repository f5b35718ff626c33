import { GameEnd, hashGame, isSuanliError, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { getDealAnswer } from '../actions/broker/getDealAnswer.ts';
import { getBlockNumber } from '../actions/chain/getBlockNumber.ts';
import { challengeRevealedLeaf } from '../actions/dispute/challengeRevealedLeaf.ts';
import { closeGame } from '../actions/dispute/closeGame.ts';
import { concedeGame } from '../actions/dispute/concedeGame.ts';
import type { GameOutcome, GameRecord } from '../actions/dispute/GameRecord.ts';
import { getDealGames } from '../actions/dispute/getDealGames.ts';
import { getDisputeSections } from '../actions/dispute/getDisputeSections.ts';
import { getGame } from '../actions/dispute/getGame.ts';
import { moveGame } from '../actions/dispute/moveGame.ts';
import { proveStep } from '../actions/dispute/proveStep.ts';
import { proveStepAndFinalize } from '../actions/dispute/proveStepAndFinalize.ts';
import { refuteTask } from '../actions/dispute/refuteTask.ts';
import { refuteTaskIndex } from '../actions/dispute/refuteTaskIndex.ts';
import { revealLeaf } from '../actions/dispute/revealLeaf.ts';
import { revealLeafCount } from '../actions/dispute/revealLeafCount.ts';
import { timeoutGame } from '../actions/dispute/timeoutGame.ts';
import { nextLook } from '../client/internal/nextLook.ts';
import type { SuanliClient } from '../client/SuanliClient.ts';
import type { Transaction } from '../client/Transaction.ts';
import { answeredDeal } from './answeredDeal.ts';
import { decideGameMove } from './decideGameMove.ts';
import { finalizeRefutation } from './finalizeRefutation.ts';
import type { GameDecision } from './GameDecision.ts';
import type { GameParty } from './GameParty.ts';
import { playedMoves } from './internal/playedMoves.ts';
import type { PlayedMove } from './PlayedMove.ts';
import { refutationOf } from './refutationOf.ts';

export interface PlayGameParameters {
  readonly dealId: Hex;
  /** Whose game it is; the client's account is it or the provider. */
  readonly challenger: Address;
  readonly party: GameParty;
  /** An end counts once so many blocks stand on top of it: before, a reorganisation may undo it. Default 0. */
  readonly confirmations?: number;
}

export interface PlayGameOptions {
  /** Stops at once; the game goes on, and can be played on. */
  readonly signal?: AbortSignal;
  /** Each move of either party, once, from the game's beginning on; again after a reorganisation took it back. */
  readonly onMove?: (move: PlayedMove) => void;
  /** What this party is about to do; `wait` only when it begins. */
  readonly onDecision?: (decision: GameDecision) => void;
}

export interface PlayedGame {
  readonly record: GameRecord;
  readonly outcome: GameOutcome;
  readonly moves: readonly PlayedMove[];
  /** Gas of this call's own transactions, those that reverted left out. */
  readonly gasUsed: bigint;
}

/** Failures after which the chain says by itself what to do next: the other party, or a keeper, was quicker. */
function isPassing(code: string): boolean {
  return code.startsWith('DISPUTE_') || code.startsWith('BROKER_') || transactionCodes.has(code);
}
const transactionCodes: ReadonlySet<string> = new Set([
  'CHAIN_TRANSACTION_REVERTED',
  'CHAIN_TRANSACTION_UNCONFIRMED',
  'CHAIN_UNREACHABLE',
]);
/** What passes by itself does not come so many times in a row, other than an outage. */
const mostFailures = 5;

/**
 * Plays one side of a game to its end: answers every move, times the other party out, closes what another way refuted, and
 * ends the deal where its answer fell. Level-triggered: each round reads the chain, and does what it asks for. Nothing is
 * kept, so that a game can be played on after a restart or a reorganisation.
 *
 * @throws SuanliError `DISPUTE_NO_GAME`, `CHAIN_ACCOUNT_MISSING`, what the party's `evidence` throws, and what the contracts refuse
 * @throws the signal's reason
 *
 * @example
 * const { outcome } = await playGame(client, { dealId, challenger, party: { role: 'provider', evidence, leaves } });
 * gameEndName(outcome.end); // 'providerWon'
 */
export async function playGame(
  client: SuanliClient,
  parameters: PlayGameParameters,
  options: PlayGameOptions = {},
): Promise<PlayedGame> {
  const { dealId, challenger, party, confirmations = 0 } = parameters;
  const { signal } = options;
  if (client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const sections = await getDisputeSections(client);
  const story = playedMoves(client, sections, options.onMove);
  let gasUsed = 0n;
  let failures = 0;
  let announced: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const record = await getGame(client, { dealId, challenger }, options);
      if (!record) throw new SuanliError('DISPUTE_NO_GAME', { parameters: { dealId, challenger } });
      const moves = await story.follow(record);
      const blockNumber = await getBlockNumber(client);
      const { outcome } = record;
      if (outcome) {
        const settled = blockNumber >= outcome.blockNumber + BigInt(confirmations);
        if (settled) {
          if (outcome.end !== GameEnd.providerWon)
            gasUsed += (await finalizeRefutation(client, { dealId }))?.gasUsed ?? 0n;
          return { record, outcome, moves, gasUsed };
        }
      } else {
        const { refuted } = await getDealGames(client, { dealId });
        const transaction = refuted ? await closeGame(client, { game: record.game }) : await act(record, blockNumber);
        if (transaction) {
          gasUsed += transaction.gasUsed;
          failures = 0;
          continue;
        }
      }
      failures = 0;
    } catch (error) {
      if (signal?.aborted || !isSuanliError(error) || !isPassing(error.code)) throw error;
      if (error.code === 'DISPUTE_NO_GAME') throw error;
      if (error.code !== 'CHAIN_UNREACHABLE' && ++failures >= mostFailures) throw error;
    }
    await nextLook(client.publicClient.pollingInterval, signal);
  }

  async function act(record: GameRecord, blockNumber: bigint): Promise<Transaction | undefined> {
    const decision = await decideGameMove(
      {
        record,
        party,
        sections,
        blockNumber,
      },
      signal === undefined ? {} : { signal },
    );
    signal?.throwIfAborted();
    const key = `${decision.kind} ${hashGame(record.game)}`;
    if (key !== announced) options.onDecision?.(decision);
    announced = key;
    return send(record, decision);
  }

  async function send(record: GameRecord, decision: GameDecision): Promise<Transaction | undefined> {
    const { game } = record;
    switch (decision.kind) {
      case 'wait':
      case 'expired':
      case 'resign':
        return undefined;
      case 'timeout':
        return timeoutGame(client, { game });
      case 'concede':
        return concedeGame(client, { game });
      case 'reveal': {
        const { root, work } = await getDealAnswer(client, { dealId });
        return revealLeaf(client, { game, root, work, proof: decision.proof });
      }
      case 'revealCount': {
        const { root, work } = await getDealAnswer(client, { dealId });
        const { position, count, topHash } = decision;
        return revealLeafCount(client, { game, root, work, position, count, topHash });
      }
      case 'claim':
        return challengeRevealedLeaf(client, { game, leaf: decision.leaf, claim: decision.claim });
      case 'refute':
        return refute(record);
      case 'move':
        return moveGame(client, { game, ...decision });
      case 'prove':
        return party.role === 'challenger'
          ? proveStepAndFinalize(client, { game, ...decision, answer: await answeredDeal(client, { dealId }) })
          : proveStep(client, { game, ...decision });
    }
  }

  /** The game itself is closed in the next round, with its bond. */
  async function refute(record: GameRecord): Promise<Transaction> {
    const reveal = record.entries.find((entry) => entry.kind === 'revealed');
    const answer = await answeredDeal(client, { dealId });
    const refutation = reveal && party.job && refutationOf({ answer, proof: reveal.proof, job: party.job });
    if (!refutation) throw new SuanliError('DISPUTE_REVEAL_UNREADABLE', { parameters: { dealId } });
    return refutation.by === 'refuteTask'
      ? refuteTask(client, refutation.parameters)
      : refuteTaskIndex(client, refutation.parameters);
  }
}
