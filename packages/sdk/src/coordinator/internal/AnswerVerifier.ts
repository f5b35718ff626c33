import { type Program, provableProgram } from '@suanli/machine';
import type { Network } from '@suanli/network';
import { GameEnd, hashJobTemplate, merkleSumRoot, type ReceiptLeaf, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { AnsweredDeal } from '../../actions/broker/AnsweredDeal.ts';
import { challengeAnswer } from '../../actions/dispute/challengeAnswer.ts';
import { demandLeaf } from '../../actions/dispute/demandLeaf.ts';
import { findGames } from '../../actions/dispute/findGames.ts';
import { getDisputeSections } from '../../actions/dispute/getDisputeSections.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { claimAgainst } from '../../dispute/claimAgainst.ts';
import type { InputFiles } from '../../dispute/commitTemplate.ts';
import type { GameParty } from '../../dispute/GameParty.ts';
import { isSameResult } from '../../dispute/isSameResult.ts';
import { leafProof } from '../../dispute/leafProof.ts';
import { playGame } from '../../dispute/playGame.ts';
import { type TaskEvidence, taskEvidence } from '../../dispute/taskEvidence.ts';
import type { AnswerReport, AnswerVerification } from '../AnswerVerification.ts';
import type { Job } from '../Job.ts';

/** Looks at the answers of one job, challenges wrong ones, and plays the games; each answer beside the others. */
export class AnswerVerifier {
  readonly #client: SuanliClient;
  readonly #blobs: Pick<Network['blobs'], 'get'>;
  readonly #job: Job;
  readonly #options: AnswerVerification;
  readonly #stop = new AbortController();
  /** Aborted where nothing can be challenged any more, and games alone go on. */
  readonly #closing = new AbortController();
  readonly #looking = new Map<Hex, Promise<void>>();
  /** One evidence at a time: its trace may hold hundreds of MiB. */
  #kept: { readonly taskIndex: number; readonly evidence: TaskEvidence } | undefined;
  #program: { readonly program: Program; readonly files: InputFiles } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #gasUsed = 0n;

  constructor(
    context: { readonly client: SuanliClient; readonly network: { readonly blobs: Pick<Network['blobs'], 'get'> } },
    job: Job,
    options: AnswerVerification,
  ) {
    this.#client = context.client;
    this.#blobs = context.network.blobs;
    this.#job = job;
    this.#options = options;
  }

  /** Begins to look at an answer, or goes on with a game about it; does nothing the second time. */
  look(answer: AnsweredDeal, receipts: readonly ReceiptLeaf[]): void {
    const { dealId } = answer;
    if (this.#looking.has(dealId)) return;
    const report = (result: Omit<AnswerReport, 'dealId'>) => this.#options.onReport?.({ dealId, ...result });
    this.#looking.set(
      dealId,
      this.#verify(answer, receipts).then(report, (error: unknown) => {
        if (!this.#stop.signal.aborted) report({ outcome: 'failed', recomputed: 0, error });
      }),
    );
  }

  /** Gas of its transactions since it was asked last. */
  takeGas(): bigint {
    const gasUsed = this.#gasUsed;
    this.#gasUsed = 0n;
    return gasUsed;
  }

  /** Ends what is under way; games go on, and are taken up again by a new one. */
  async stop(): Promise<void> {
    this.#stop.abort(new SuanliError('JOB_ABORTED'));
    await Promise.all(this.#looking.values());
  }

  /** Resolves when all games are over; for when no deal is open any more, so that there is nothing else left to look for. */
  async settled(): Promise<void> {
    this.#closing.abort(new SuanliError('BROKER_WINDOW_CLOSED'));
    await Promise.all(this.#looking.values());
  }

  async #verify(answer: AnsweredDeal, receipts: readonly ReceiptLeaf[]): Promise<Omit<AnswerReport, 'dealId'>> {
    const client = this.#client;
    const signal = AbortSignal.any([this.#stop.signal, this.#closing.signal]);
    const { account: challenger } = client;
    if (challenger === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
    const { dealId } = answer;
    // A game of an earlier process.
    const open = await findGames(client, { dealId, challenger, openOnly: true }, { signal });
    if (open.length > 0) return this.#play(dealId, 0);
    const own = merkleSumRoot(receipts);
    if (own.root !== answer.root || own.totalWork !== answer.work) {
      if (this.#options.demandsUnexplained !== true) return { outcome: 'unexplained', recomputed: 0 };
      // Who sent these receipts and answers with others has something to hide in one of them.
      const position = Math.floor(Math.random() * Math.max(1, receipts.length));
      this.#gasUsed += (await demandLeaf(client, { answer, position })).gasUsed;
      return this.#play(dealId, 0);
    }
    let recomputed = 0;
    for (const [position, leaf] of receipts.entries()) {
      if (Math.random() >= this.#options.rate) continue;
      signal.throwIfAborted();
      const evidence = await this.#evidence(leaf);
      if (!evidence) continue;
      recomputed++;
      if (isSameResult(leaf, await evidence.trace.result({ signal }))) continue;
      const sections = await getDisputeSections(client);
      const claim = await claimAgainst({ leaf, evidence, sections }, { signal });
      const proof = leafProof(receipts, position);
      this.#gasUsed += (await challengeAnswer(client, { answer, proof, claim })).gasUsed;
      return this.#play(dealId, recomputed);
    }
    return { outcome: 'checked', recomputed };
  }

  async #play(dealId: Hex, recomputed: number): Promise<Omit<AnswerReport, 'dealId'>> {
    const challenger = this.#client.account;
    if (challenger === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
    const { template, taskHashes } = this.#job;
    const party: GameParty = {
      role: 'challenger',
      evidence: (leaf) => this.#evidence(leaf),
      job: { templateHash: hashJobTemplate(template), taskHashes },
    };
    const { outcome, gasUsed } = await playGame(
      this.#client,
      { dealId, challenger, party },
      { signal: this.#stop.signal },
    );
    this.#gasUsed += gasUsed;
    return { outcome: outcome.end === GameEnd.providerWon ? 'upheld' : 'refuted', recomputed };
  }

  /** In turn: games about several deals may ask at the same time. */
  #evidence(leaf: ReceiptLeaf): Promise<TaskEvidence | undefined> {
    const find = async (): Promise<TaskEvidence | undefined> => {
      const { taskIndex } = leaf;
      if (this.#kept?.taskIndex === taskIndex) return this.#kept.evidence;
      const { template, tasks } = this.#job;
      const task = tasks[taskIndex];
      if (!task) return undefined;
      this.#program ??= {
        program: provableProgram(
          await this.#blobs.get(template.module, { signal: this.#stop.signal }),
          template.limits,
        ),
        files: await this.#files(template.inputs),
      };
      const { program, files } = this.#program;
      const evidence = taskEvidence({
        template,
        task,
        module: program,
        templateFiles: files,
        taskFiles: await this.#files(task.inputs ?? {}),
      });
      this.#kept = { taskIndex, evidence };
      return evidence;
    };
    const turn = this.#turn.then(find, find);
    this.#turn = turn;
    return turn;
  }

  async #files(inputs: Readonly<Record<string, string>>): Promise<InputFiles> {
    const files: Record<string, Uint8Array> = {};
    for (const [path, cid] of Object.entries(inputs)) {
      files[path] = await this.#blobs.get(cid, { signal: this.#stop.signal });
    }
    return files;
  }
}
