import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Network } from '@suanli/network';
import {
  DealStatus,
  isDealEnded,
  isSuanliError,
  optimisticPolicy,
  type ReceiptLeaf,
  SuanliError,
} from '@suanli/protocol';
import { type AnsweredDeal, claimAgainst, type GameParty, type LeafProof, leafProof } from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { DisputeChain } from '../../chain/DisputeChain.ts';
import { hashDeal } from '../../chain/hashDeal.ts';
import { createGameKeeper } from '../../disputes/createGameKeeper.ts';
import { createTaskEvidence } from '../../disputes/createTaskEvidence.ts';
import type { FetchBlob } from '../../disputes/loadTraceJob.ts';
import type { TraceDesk } from '../../disputes/TraceDesk.ts';
import type { Store } from '../../store/Store.ts';
import type { Accusation, StoredVerification } from '../../store/VerificationStore.ts';
import type { TaskTurn } from '../../tasks/Flight.ts';
import type { TaskEngine } from '../../tasks/TaskEngine.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import type { Metrics } from '../../telemetry/createMetrics.ts';
import { collectEvidence, type Evidence } from './internal/collectEvidence.ts';
import { drawTasks } from './internal/drawTasks.ts';
import { Reexecution, reexecutionKeeper } from './internal/Reexecution.ts';
import type { Verifier } from './Verifier.ts';

export interface VerifierDependencies {
  readonly chain: DisputeChain;
  readonly store: Pick<Store, 'meta' | 'setMeta' | 'verifications'>;
  /** Started. */
  readonly network: {
    readonly offers: Pick<Network['offers'], 'list'>;
    readonly evidence: Pick<Network['evidence'], 'dial'>;
  };
  readonly engine: TaskEngine;
  readonly desk: TraceDesk;
  readonly fetchBlob: FetchBlob;
  /** Drops what runs left behind that outgrew their results. */
  readonly dropOutputs: (keeper: string) => void;
  readonly metrics: Pick<Metrics, 'verifications' | 'reexecutions' | 'gameDecisions' | 'gamesEnded'>;
  readonly logger: Logger;
}

export interface VerifierOptions {
  /** Share of the tasks of an answer that are executed again, 0 to 1. At 0 no answer is looked at. */
  readonly sampleRate: number;
  /** Largest bond to lock in one game. */
  readonly maxBondWei: bigint;
  /** Whether providers that do not show their leaves are made to on chain, which costs a bond while it lasts. */
  readonly demand: boolean;
  /** Tasks that are executed again at the same time; undefined for as many as there are slots. */
  readonly slots?: number;
  /** Answers with more leaves are passed over. */
  readonly maxLeaves: number;
  readonly taskMemoryPages: number;
  readonly taskWallMs: number;
  /** The block from which answers are looked for in a new store. */
  readonly fromBlock: bigint;
  readonly pollIntervalMs: number;
  readonly maxBackoffMs: number;
  readonly confirmations: number;
  readonly retentionMs?: number;
  /** Blocks in one request for logs. Default 2000. */
  readonly maxLogBlocks?: number;
}

/** What a look led to, by number of deals. */
export interface TickSummary {
  /** Answers that are new here. */
  readonly found: number;
  /** Games opened, demands and refutations included. */
  readonly challenged: number;
  /** Refuted deals ended, so that this verifier is paid. */
  readonly finalized: number;
  readonly ended: number;
}

const cursorKey = 'verifier.scannedBlock';
const secretKey = 'verifier.secret';
/** Answers this close to the head are read again, because a reorganisation may have changed them. */
const reorganisationBlocks = 16n;
/** Answers whose evidence is fetched and executed at the same time. */
const maxChecks = 4;
/** How often evidence is asked for in vain before it counts as withheld. */
const mostFailures = 5;
const replyMs = 60_000;
/** What is forgotten is only looked at once more. */
const maxPassedOver = 10_000;

/** Codes after which another try cannot come out otherwise: the job is none that this verifier can judge. */
const finalCodes: ReadonlySet<string> = new Set([
  'NODE_EVIDENCE_TOO_LARGE',
  'NODE_LIMIT_TOO_LARGE',
  'EXECUTOR_MODULE_TOO_LARGE',
  'EXECUTOR_ENTRY_MISSING',
  'EXECUTOR_MEMORY_MISSING',
  'EXECUTOR_LIMIT_INVALID',
  'EXECUTOR_MODULE_REFUSED',
  'EXECUTOR_RUN_INVALID',
]);
/** Codes of a trace that shows nothing wrong, or cannot be made. */
const unprovableCodes: ReadonlySet<string> = new Set([
  'DISPUTE_SAME_RESULT',
  'JOB_PROGRAM_MISMATCH',
  'JOB_INPUT_MISMATCH',
  'MACHINE_PROGRAM_TOO_LARGE',
]);
/** Codes that say that the provider does not show what it answered. */
const withheldCodes: ReadonlySet<string> = new Set([
  'NODE_EVIDENCE_REFUSED',
  'NODE_EVIDENCE_INVALID',
  'NODE_EVIDENCE_SILENT',
  'MESSAGE_MALFORMED',
]);

/**
 * Makes the verifier role: it looks for answers to deals of policy `optimistic`, has their providers show them, executes some of the tasks again,
 * and disputes what is wrong, within the window and to the end.
 *
 * Level-triggered, as the reconciler: each look compares chain and store, and acts on the difference. A game that this account has open is
 * played whatever else happened; what was found out is in the store before anything is sent.
 *
 * Trust: a provider is believed in nothing; what it shows is held against the chain. Only what the machine's own trace confirms is challenged,
 * so that a fault of this daemon's sandbox costs no bond. The RPC endpoint is believed.
 */
export function createVerifier(dependencies: VerifierDependencies, options: VerifierOptions): Verifier {
  const { chain, store, network, engine, desk, fetchBlob, metrics, logger } = dependencies;
  const { verifications } = store;
  const maxLogBlocks = BigInt(options.maxLogBlocks ?? 2_000);
  const turn: TaskTurn = options.slots === undefined ? {} : { maxSlots: options.slots };
  const checks = new Map<Hex, { readonly ended: AbortController; readonly run: Promise<void> }>();
  const sending = new Map<Hex, Promise<void>>();
  /** Evidence asked for in vain, and the block before which it is not asked for again. */
  const setBack = new Map<Hex, { failures: number; untilBlock: bigint }>();
  /** Answers near the head that are none of this role's, by deal and block. */
  const passedOver = new Set<string>();
  let stopping = new AbortController();
  let headBlock: bigint | undefined;
  let running: Promise<void> | undefined;
  let challenged = 0;

  const keeper = createGameKeeper(
    {
      chain,
      role: 'challenger',
      logger,
      onDecision: (kind) => metrics.gameDecisions.inc({ role: 'challenger', kind }),
      onEnded: (_, end) => metrics.gamesEnded.inc({ role: 'challenger', end }),
    },
    { confirmations: options.confirmations },
  );

  function secret(): Uint8Array {
    const kept = store.meta(secretKey);
    if (kept !== undefined) return Buffer.from(kept, 'hex');
    const made = randomBytes(32);
    store.setMeta(secretKey, made.toString('hex'));
    return made;
  }

  const windowEnd = ({ answeredBlock, deal }: StoredVerification): bigint => answeredBlock + BigInt(deal.windowBlocks);
  /** What is sent now is in the next block at the earliest. */
  const isWindowOpen = (verification: StoredVerification, head: bigint): boolean => head + 1n < windowEnd(verification);

  async function discover(head: bigint): Promise<number> {
    const kept = store.meta(cursorKey);
    const scanned = kept === undefined ? options.fromBlock - 1n : BigInt(kept);
    const again = scanned - reorganisationBlocks;
    let from = again < options.fromBlock ? options.fromBlock : again;
    let found = 0;
    while (from <= head) {
      const to = from + maxLogBlocks - 1n < head ? from + maxLogBlocks - 1n : head;
      for (const { dealId, root, work, blockNumber } of await chain.answeredDeals({ fromBlock: from, toBlock: to })) {
        const known = verifications.get(dealId);
        if (known?.answeredBlock === blockNumber && known.root === root && known.work === work) continue;
        const key = `${dealId}/${blockNumber}`;
        if (passedOver.has(key)) continue;
        const deal = await chain.dealTerms(dealId);
        // Its own answers it has computed already.
        const isOwn = isSame(deal.provider, chain.account);
        if (deal.policy !== optimisticPolicy || isOwn || blockNumber + BigInt(deal.windowBlocks) <= head) {
          if (passedOver.size >= maxPassedOver) passedOver.clear();
          passedOver.add(key);
          continue;
        }
        verifications.add({ dealId, deal, root, work, answeredBlock: blockNumber });
        found++;
      }
      store.setMeta(cursorKey, to.toString());
      from = to + 1n;
    }
    return found;
  }

  function conclude(
    verification: StoredVerification,
    conclusion: { stage: StoredVerification['stage']; reason?: string; accusation?: Accusation },
  ): void {
    const { dealId } = verification;
    verifications.conclude({ dealId, ...conclusion });
    setBack.delete(dealId);
    metrics.verifications.inc({ stage: conclusion.stage });
    const log = conclusion.stage === 'agreed' || conclusion.stage === 'passed' ? logger.info : logger.warn;
    log.call(logger, { dealId, stage: conclusion.stage, reason: conclusion.reason }, 'answer verified');
  }

  // What is checked

  function addressesOf(provider: Address): readonly string[] {
    const announced = network.offers.list().find(({ offer }) => isSame(offer.provider, provider));
    if (!announced) return verifications.addresses(provider);
    const { addresses } = announced.capability;
    verifications.keepAddresses(provider, addresses);
    return addresses;
  }

  async function accuse(
    verification: StoredVerification,
    evidence: Evidence,
    peer: string,
    signal: AbortSignal,
  ): Promise<Accusation | undefined> {
    const { template, leaves, templateHash } = evidence;
    const seen = new Map<number, number>();
    for (const [position, { taskIndex }] of leaves.entries()) {
      const before = seen.get(taskIndex);
      if (before !== undefined) {
        return { kind: 'duplicate', first: leafProof(leaves, before), second: leafProof(leaves, position) };
      }
      seen.set(taskIndex, position);
    }
    const { limits } = template;
    const bounds: [string, number, number][] = [
      ['memoryPages', limits.memoryPages, options.taskMemoryPages],
      ['wallMs', limits.wallMs, options.taskWallMs],
    ];
    for (const [limit, value, maximum] of bounds) {
      if (value > maximum) throw new SuanliError('NODE_LIMIT_TOO_LARGE', { parameters: { limit, value, maximum } });
    }
    const again = new Reexecution({ engine, turn, template, templateHash, peer, signal });
    if (evidence.tasks.size > 0) await again.prepare();
    const wrong = new AbortController();
    const positions = [...evidence.tasks.keys()];
    let found: number | undefined;
    // The engine has turns of its own; a few ahead of them keep it busy.
    await Promise.all(
      Array.from({ length: Math.min(positions.length, 2 * engine.slots) }, async () => {
        for (let position = positions.shift(); position !== undefined; position = positions.shift()) {
          if (wrong.signal.aborted) return;
          const leaf = leaves[position] as ReceiptLeaf;
          const task = evidence.tasks.get(position);
          if (!task) continue;
          const result = await again.run(task);
          const same =
            result.outputHash === leaf.outputHash && result.work === leaf.work && result.status === leaf.status;
          metrics.reexecutions.inc({ agrees: String(same) });
          if (same) continue;
          logger.warn(
            {
              dealId: verification.dealId,
              taskIndex: task.index,
              answered: leaf,
              computed: { ...result, output: undefined },
            },
            'a task comes out otherwise than it was answered',
          );
          found = Math.min(found ?? position, position);
          wrong.abort();
        }
      }),
    );
    if (found === undefined) return undefined;
    const task = evidence.tasks.get(found);
    return task && { kind: 'result', template, task, proof: leafProof(leaves, found) };
  }

  async function check(verification: StoredVerification, signal: AbortSignal): Promise<void> {
    const { dealId, root, deal } = verification;
    try {
      const addresses = addressesOf(deal.provider);
      if (addresses.length === 0) {
        throw new SuanliError('NODE_EVIDENCE_NO_ADDRESS', { parameters: { provider: deal.provider } });
      }
      const session = await network.evidence.dial(addresses, { signal });
      const evidence = await collectEvidence(session, verification, {
        wanted: drawTasks({ secret: secret(), dealId, root, rate: options.sampleRate }),
        maxLeaves: options.maxLeaves,
        replyMs,
        signal,
      });
      if (!evidence.template.provable) return conclude(verification, { stage: 'passed', reason: 'not provable' });
      const accusation = await accuse(verification, evidence, session.remotePeer, signal);
      if (signal.aborted) return;
      conclude(verification, accusation ? { stage: 'accused', accusation } : { stage: 'agreed' });
    } catch (error) {
      if (signal.aborted) return;
      const code = isSuanliError(error) ? error.code : 'NODE_TASK_NOT_RUN';
      if (!isSuanliError(error)) logger.error({ err: error, dealId }, 'an answer could not be verified');
      if (finalCodes.has(code)) return conclude(verification, { stage: 'passed', reason: code });
      const failures = (setBack.get(dealId)?.failures ?? 0) + 1;
      setBack.set(dealId, { failures, untilBlock: (headBlock ?? 0n) + BigInt(2 ** Math.min(failures - 1, 8)) });
      logger.warn({ err: error, dealId, failures }, 'an answer could not be verified yet');
      if (failures >= mostFailures && withheldCodes.has(code)) {
        conclude(verification, { stage: 'unshown', reason: code });
      }
    } finally {
      if (checks.size <= 1) dependencies.dropOutputs(reexecutionKeeper);
    }
  }

  function startCheck(verification: StoredVerification): void {
    const { dealId } = verification;
    if (checks.has(dealId) || checks.size >= maxChecks) return;
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, stopping.signal]);
    const run = check(verification, signal).finally(() => checks.delete(dealId));
    checks.set(dealId, { ended, run });
  }

  // What is disputed

  function partyOf(verification: StoredVerification): { readonly party: GameParty; readonly rest: () => void } {
    const source = createTaskEvidence({ desk, fetchBlob }, { purpose: 'challenge' });
    const never = new AbortController().signal;
    return {
      rest: source.rest,
      party: {
        role: 'challenger',
        async evidence(leaf, { signal = never }) {
          const { accusation } = verifications.get(verification.dealId) ?? verification;
          if (accusation?.kind !== 'result' || accusation.proof.leaf.taskHash !== leaf.taskHash) return undefined;
          const { template, task } = accusation;
          return source.of({ template, task, taskHash: leaf.taskHash }, signal);
        },
      },
    };
  }

  async function hasBond({ dealId, deal }: StoredVerification): Promise<boolean> {
    if (deal.depositWei === 0n) return true;
    const { availableWei, consents } = await chain.bondBalance();
    if (consents && availableWei >= deal.depositWei) return true;
    logger.error({ dealId, availableWei, bondWei: deal.depositWei, consents }, 'a wrong answer, and no bond to lock');
    return false;
  }

  /** Opens the dispute that a verification calls for, where this account has not had one. */
  async function dispute(verification: StoredVerification, signal: AbortSignal): Promise<void> {
    const { dealId, deal, root, work, accusation } = verification;
    const answer: AnsweredDeal = { dealId, deal, root, work };
    if (accusation?.kind === 'duplicate') {
      const { first, second } = accusation;
      await chain.refuteDuplicate({ answer, first, second });
    } else if (accusation) {
      if (!(await hasBond(verification))) return;
      await challenge(verification, answer, accusation.proof, signal);
    } else {
      if (!(await hasBond(verification))) return;
      // Who knows no leaf demands the first: that there is one, the provider has to show.
      await chain.demand({ answer, position: 0 });
    }
    challenged++;
    logger.warn({ dealId, provider: deal.provider, kind: accusation?.kind ?? 'demand' }, 'answer disputed');
  }

  async function challenge(
    verification: StoredVerification,
    answer: AnsweredDeal,
    proof: LeafProof,
    signal: AbortSignal,
  ): Promise<void> {
    const { party, rest } = partyOf(verification);
    try {
      const evidence = await party.evidence(proof.leaf, { signal });
      if (!evidence) throw new RangeError('an accusation without evidence');
      const claim = await claimAgainst({ leaf: proof.leaf, evidence, sections: await chain.sections() }, { signal });
      signal.throwIfAborted();
      await chain.challenge({ answer, proof, claim });
    } finally {
      rest();
    }
  }

  function startDispute(verification: StoredVerification): void {
    const { dealId } = verification;
    if (sending.has(dealId)) return;
    const { signal } = stopping;
    const run = dispute(verification, signal)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        if (isSuanliError(error) && unprovableCodes.has(error.code)) {
          // Sandbox and machine disagree, or the job is none that the machine judges: nothing that a game could show.
          logger.error({ err: error, dealId }, 'what was executed otherwise cannot be proved');
          conclude(verification, { stage: 'passed', reason: error.code });
          return;
        }
        const level = isSuanliError(error, 'NODE_TRACE_STOPPED') ? 'debug' : 'error';
        logger[level]({ err: error, dealId }, 'an answer could not be disputed; trying again');
      })
      .finally(() => sending.delete(dealId));
    sending.set(dealId, run);
  }

  // The look

  async function look(verification: StoredVerification, head: bigint): Promise<'ended' | 'finalized' | undefined> {
    const { dealId, deal, root, work, stage } = verification;
    const { status, hash, blockNumber } = await chain.dealState(dealId);
    const isDeep = blockNumber + BigInt(options.confirmations) <= head;
    const isDisputable =
      status === DealStatus.waitingForResolution ||
      status === DealStatus.needsResolution ||
      status === DealStatus.resolving;
    if (isDisputable && hash !== hashDeal(deal, { root, work })) {
      // A reorganisation has undone the answer; another one is found as it comes.
      return undefined;
    }
    const calls = stage === 'accused' || (stage === 'unshown' && options.demand);
    if (isDisputable && calls && !sending.has(dealId)) {
      const game = await chain.ownGame(dealId);
      if (game && !game.outcome) keeper.keep({ dealId, challenger: chain.account, ...partyOf(verification) });
      else if (!game && isWindowOpen(verification, head)) startDispute(verification);
    }
    if (isDisputable && stage === 'pending' && isWindowOpen(verification, head)) {
      if (deal.depositWei > options.maxBondWei) {
        conclude(verification, { stage: 'passed', reason: 'bond too large' });
      } else if ((setBack.get(dealId)?.untilBlock ?? 0n) <= head) startCheck(verification);
    }
    if (status === DealStatus.firmResolution && calls && !keeper.isPlaying(dealId)) {
      if (isSame(await chain.refutation(dealId), chain.account) && (await chain.finalizeRefutation(dealId))) {
        return 'finalized';
      }
      // One's own bond lies in a game that somebody else's has decided.
      const game = await chain.ownGame(dealId);
      if (game && !game.outcome) keeper.keep({ dealId, challenger: chain.account, ...partyOf(verification) });
    }
    if (keeper.isPlaying(dealId) || sending.has(dealId)) return undefined;
    const isPast = status === DealStatus.waitingForResolution && head >= windowEnd(verification);
    if (((isDealEnded(status) || status === DealStatus.firmResolution) && isDeep) || isPast) {
      if (calls) {
        const game = await chain.ownGame(dealId);
        if (game && !game.outcome) {
          keeper.keep({ dealId, challenger: chain.account, ...partyOf(verification) });
          return undefined;
        }
        // Its reward is not paid yet.
        if (status === DealStatus.firmResolution && isSame(await chain.refutation(dealId), chain.account)) {
          return undefined;
        }
      }
      checks.get(dealId)?.ended.abort();
      if (stage === 'pending') conclude(verification, { stage: 'unshown', reason: 'window closed' });
      verifications.end(dealId);
      return 'ended';
    }
    return undefined;
  }

  async function tick(): Promise<TickSummary> {
    const head = await chain.blockNumber();
    headBlock = head;
    const before = challenged;
    const found = options.sampleRate > 0 ? await discover(head) : 0;
    let finalized = 0;
    let ended = 0;
    for (const verification of verifications.open()) {
      const outcome = await look(verification, head);
      if (outcome === 'finalized') finalized++;
      if (outcome === 'ended') ended++;
    }
    if (options.retentionMs !== undefined) {
      verifications.prune({ endedBeforeMs: Date.now() - options.retentionMs });
    }
    return { found, challenged: challenged - before, finalized, ended };
  }

  async function run(): Promise<void> {
    let failures = 0;
    const { signal } = stopping;
    while (!signal.aborted) {
      let pauseMs = options.pollIntervalMs;
      try {
        await tick();
        failures = 0;
      } catch (error) {
        failures += 1;
        pauseMs = Math.min(options.pollIntervalMs * 2 ** Math.min(failures, 20), options.maxBackoffMs);
        logger.warn({ err: error, failures, pauseMs }, 'the chain could not be read');
      }
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    start() {
      if (running) return;
      stopping = new AbortController();
      running = run();
    },
    async stop() {
      stopping.abort(new SuanliError('NODE_STOPPING'));
      await running;
      running = undefined;
      await Promise.all([...[...checks.values()].map((open) => open.run), ...sending.values()]);
      await keeper.stop();
    },
    tick,
    async idle() {
      while (checks.size + sending.size > 0) {
        await Promise.all([...[...checks.values()].map((open) => open.run), ...sending.values()]);
      }
    },
    get games() {
      return keeper.playing;
    },
    get headBlock() {
      return headBlock;
    },
  };
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
