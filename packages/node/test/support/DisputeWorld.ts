import type { Executor, TaskOutcome, TaskRun } from '@suanli/executor';
import { commitInput, createStateTrace, provableProgram, type StateTraceOptions } from '@suanli/machine';
import {
  DealStatus,
  encodeTaskInput,
  encodeTemplateInput,
  hashJobTemplate,
  hashTask,
  type OfferAnnouncement,
  type ReceiptLeaf,
  type TaskStatus,
  taskOpening,
  taskPlaces,
} from '@suanli/protocol';
import { getDealState, moduleConsent, setConsent, type TaskEvidence } from '@suanli/sdk';
import { bytesToHex, createTestClient, type Hex, hexToBytes, http, type LocalAccount } from 'viem';
import type { EmbeddedMarketAccount, OpenTrace, SuanliNode, TraceFactory, TraceJob } from '../../src/index.ts';
import { compileModule } from './modules.ts';
import { startTestMarket, type TestMarket } from './startTestMarket.ts';
import type { TestDeal, TestRequester } from './TestRequester.ts';
import { until } from './until.ts';

/** Work limits of tasks, by who has the turn when one step is left. */
export const workFor = { challenger: 1_000_000n, provider: 100_000_000n };

/**
 * Of every deal here, and what each party to a game has in all. A second brings a block, and so does every transaction: more than any test
 * here lasts, so that nobody's clock runs out but of who is silent. The chain takes its time for many blocks at once.
 */
export const windowBlocks = 160;
const text = new TextEncoder();

/** Traces on this thread, departed from what the machine does where a test says so. */
export function traceOf(job: Omit<TraceJob, 'committed'>, options: StateTraceOptions = {}): OpenTrace {
  const { templateInput, taskInput, seed } = job;
  const trace = createStateTrace(
    provableProgram(job.module, job.limits),
    { template: templateInput, task: taskInput, seed: hexToBytes(seed) },
    options,
  );
  const { levels, programRoot, first } = trace;
  return {
    levels,
    programRoot,
    first,
    result: (call) => trace.result(call),
    hashesAt: (steps, call) => trace.hashesAt(steps, call),
    headerAt: (step, call) => trace.headerAt(step, call),
    witnessAt: (step, call) => trace.witnessAt(step, call),
    close: async () => undefined,
  };
}

/** The step at which liars depart from the machine, and by how much work they overstate a task. */
const lie = { step: 300, work: 7n };
/** A trace whose run comes to more work than it is. */
export const lyingTrace: TraceFactory = async (job) =>
  traceOf(job, {
    fault: {
      step: lie.step,
      change: (state) => {
        state.workLeft -= lie.work;
      },
    },
  });

/** An executor that overstates the work of tasks whose standard input begins with `lie`. */
export function lyingExecutor(executor: Executor): Executor {
  return {
    kind: executor.kind,
    slots: executor.slots,
    start: (options) => executor.start(options),
    stop: () => executor.stop(),
    prepare: (module, options) => executor.prepare(module, options),
    async execute(run: TaskRun, options): Promise<TaskOutcome> {
      const outcome = await executor.execute(run, options);
      const isLie = new TextDecoder().decode(run.stdin.subarray(0, 3)) === 'lie';
      return isLie ? { ...outcome, work: outcome.work + lie.work } : outcome;
    },
  };
}

/** A market with providers, requesters, verifiers and their disputes, on a real chain. */
export class DisputeWorld implements AsyncDisposable {
  readonly market: TestMarket;
  readonly requester: TestRequester;

  private constructor(market: TestMarket, requester: TestRequester) {
    this.market = market;
    this.requester = requester;
  }

  static async start(): Promise<DisputeWorld> {
    const market = await startTestMarket();
    return new DisputeWorld(market, await market.newRequester());
  }

  /** An account that may be in deals and in disputes. */
  async account(): Promise<EmbeddedMarketAccount> {
    const account = await this.market.market.createAccount();
    const consentModules = await moduleConsent(account.client, { modules: ['broker', 'market', 'disputes'] });
    await setConsent(account.client, { consentModules });
    return account;
  }

  async provider(
    dependencies: Parameters<TestMarket['startNode']>[2] = {},
    account?: LocalAccount,
    change: Record<string, unknown> = {},
  ): Promise<SuanliNode> {
    const node = await this.market.startNode(change, account, dependencies);
    await until(() => node.offer !== undefined);
    return node;
  }

  async verifier(
    account: LocalAccount,
    bootstrap: SuanliNode,
    change: Record<string, unknown> = {},
    dependencies: Parameters<TestMarket['startNode']>[2] = {},
  ): Promise<SuanliNode> {
    return this.market.startNode(
      {
        'provider.enabled': false,
        'verifier.enabled': true,
        'verifier.sampleRate': 1,
        'network.bootstrap': bootstrap.addresses().join(','),
        ...change,
      },
      account,
      dependencies,
    );
  }

  /** Opens an optimistic deal of provable tasks, one per standard input, and has the provider answer it on chain. */
  async answeredDeal(
    provider: Pick<SuanliNode, 'addresses' | 'offer'>,
    inputs: readonly string[],
    { work = workFor.challenger, depositWei = 1_000n } = {},
  ): Promise<TestDeal> {
    const { requester } = this;
    const module = await compileModule('echo');
    const limits = { work, memoryPages: 16, outputBytes: 4_096, wallMs: 30_000 };
    const shared = { args: [], env: {}, stdin: new Uint8Array(), limits };
    const hash = (input: Uint8Array): Hex => bytesToHex(commitInput(input).commitment);
    const trace = traceOf({
      module,
      limits,
      templateInput: new Uint8Array(),
      taskInput: new Uint8Array(),
      seed: `0x${'00'.repeat(32)}`,
    });
    const { offer } = provider;
    if (!offer) throw new Error('no offer');
    const deal = await requester.openDeal(offer, {
      module: 'echo',
      template: {
        ...shared,
        verification: 'optimistic',
        provable: { programRoot: bytesToHex(trace.programRoot), input: hash(encodeTemplateInput(shared, {})) },
      },
      tasks: inputs.map((input) => {
        const task = { stdin: text.encode(input) };
        return { ...task, input: hash(encodeTaskInput(task, {})) };
      }),
      request: { windowBlocks, depositWei },
    });
    const conversation = await requester.converse(provider.addresses(), deal);
    const { dealId, tasks } = deal;
    const placeOf = taskPlaces(tasks.map((task) => hashTask(hashJobTemplate(deal.template), task)));
    const places = tasks.map(({ index }) => [...placeOf(index)]);
    await conversation.send({ type: 'tasks', dealId, tasks: [...tasks], places });
    await until(() => conversation.results().size === tasks.length);
    await conversation.send({ type: 'finish', dealId, taskIndexes: tasks.map(({ index }) => index) });
    await conversation.next('answer');
    await this.untilStatus(dealId, DealStatus.waitingForResolution, DealStatus.needsResolution, DealStatus.resolving);
    await conversation.session.close();
    return deal;
  }

  /** The offer of a provider, once the requester has heard of it. */
  async offerOf({ signer }: EmbeddedMarketAccount): Promise<OfferAnnouncement> {
    const { offers } = this.requester.network;
    const find = () => offers.list().find(({ offer }) => offer.provider === signer.address);
    await until(() => find() !== undefined);
    return find() as OfferAnnouncement;
  }

  /** What a provider that tells the truth answered to a deal, in the answer's order. */
  async leavesOf(deal: TestDeal): Promise<readonly ReceiptLeaf[]> {
    const module = await compileModule('echo');
    const templateHash = hashJobTemplate(deal.template);
    return Promise.all(
      deal.tasks.map(async (task) => {
        const leaf = { taskIndex: task.index, taskHash: hashTask(templateHash, task) } as ReceiptLeaf;
        const { work, status, outputHash } = await this.evidenceOf(deal, leaf, module).trace.result();
        return { ...leaf, work, status: status as TaskStatus, outputHash: bytesToHex(outputHash) };
      }),
    );
  }

  async status(dealId: Hex): Promise<DealStatus> {
    return (await getDealState(this.requester.client, { dealId })).status;
  }

  async untilStatus(dealId: Hex, ...statuses: DealStatus[]): Promise<void> {
    await until(async () => statuses.includes(await this.status(dealId)), 60_000);
  }

  /** What somebody with an executor and a trace of its own knows of a task. */
  evidenceOf(deal: TestDeal, leaf: ReceiptLeaf, module: Uint8Array, options: StateTraceOptions = {}): TaskEvidence {
    const task = deal.tasks[leaf.taskIndex];
    if (!task) throw new Error('no such task');
    const trace = traceOf(
      {
        module,
        limits: deal.template.limits,
        templateInput: encodeTemplateInput(deal.template, {}),
        taskInput: encodeTaskInput(task, {}),
        seed: leaf.taskHash,
      },
      options,
    );
    return {
      trace,
      opening: taskOpening(deal.template, task, { first: bytesToHex(trace.first), levels: trace.levels }),
    };
  }

  get #chain() {
    // Asked again, it would mine again.
    const transport = http(this.market.market.chain.rpcUrl, { retryCount: 0, timeout: 60_000 });
    return createTestClient({ mode: 'anvil', transport });
  }

  async mine(blocks: number): Promise<void> {
    await this.#chain.mine({ blocks });
  }

  /** Notes where the chain is; what it returns undoes all that came after. */
  async snapshot(): Promise<() => Promise<void>> {
    const id = await this.#chain.snapshot();
    return async () => {
      const undone = await this.#chain.request({ method: 'evm_revert', params: [id] } as never);
      if (undone !== true) throw new Error('nothing was undone');
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.market.stop();
  }
}
