import { createNetwork, type Network, type TaskSession } from '@suanli/network';
import {
  type Deal,
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobTask,
  type OfferAnnouncement,
  type Request,
  type TaskMessage,
  type TaskMessageOf,
  tasksRoot,
  verifyReceiptBatch,
} from '@suanli/protocol';
import { getChainTime, openDeals, type SuanliClient, signAcceptance, signOpening } from '@suanli/sdk';
import { bytesToHex, type Hex, type LocalAccount, zeroAddress } from 'viem';
import type { ReceivedTemplate } from '../../src/store/Store.ts';
import { compileModule } from './modules.ts';
import { until } from './until.ts';

/** A deal that a test opened, with its job. */
export interface TestDeal {
  readonly dealId: Hex;
  readonly deal: Deal;
  readonly template: ReceivedTemplate;
  readonly tasks: readonly JobTask[];
  readonly open: TaskMessageOf<'open'>;
}

/** The requester's side of the task protocol, message by message. */
export class Conversation {
  readonly session: TaskSession;
  readonly received: TaskMessage[] = [];
  ended = false;
  #taken = new Set<TaskMessage>();

  constructor(session: TaskSession) {
    this.session = session;
    void this.#read();
  }

  async #read(): Promise<void> {
    for await (const message of this.session.messages) this.received.push(message);
    this.ended = true;
  }

  send(message: TaskMessage): Promise<void> {
    return this.session.send(message);
  }

  /** The next message of a type that was not taken before. */
  async next<Type extends TaskMessage['type']>(type: Type): Promise<TaskMessageOf<Type>> {
    let found: TaskMessage | undefined;
    await until(() => {
      found = this.received.find((message) => message.type === type && !this.#taken.has(message));
      return found !== undefined || this.ended;
    });
    if (!found)
      throw new Error(`no ${type}; got ${this.received.map((message) => JSON.stringify(message.type)).join()}`);
    this.#taken.add(found);
    return found as TaskMessageOf<Type>;
  }

  /** All results so far, by task. */
  results(): Map<number, TaskMessageOf<'results'>['results'][number]> {
    const byTask = new Map();
    for (const message of this.received) {
      if (message.type === 'results') for (const result of message.results) byTask.set(result.taskIndex, result);
    }
    return byTask;
  }

  failures(): Map<number, TaskMessageOf<'failed'>> {
    const byTask = new Map();
    for (const message of this.received) if (message.type === 'failed') byTask.set(message.taskIndex, message);
    return byTask;
  }
}

export class TestRequester {
  readonly client: SuanliClient;
  readonly signer: LocalAccount;
  readonly network: Network;
  #nonce = 0n;

  private constructor(client: SuanliClient, signer: LocalAccount, network: Network) {
    this.client = client;
    this.signer = signer;
    this.network = network;
  }

  static async start(client: SuanliClient, signer: LocalAccount): Promise<TestRequester> {
    const network = await createNetwork({ domain: client.domain });
    await network.start();
    return new TestRequester(client, signer, network);
  }

  /** Opens a deal on an offer for a job of equal tasks of one of the test modules. */
  async openDeal(
    announcement: OfferAnnouncement,
    parameters: {
      module?: Parameters<typeof compileModule>[0];
      template?: Partial<ReceivedTemplate>;
      tasks?: readonly Omit<JobTask, 'index'>[] | number;
      request?: Partial<Request>;
    } = {},
  ): Promise<TestDeal> {
    const template: ReceivedTemplate = {
      version: 1,
      module: await this.network.blobs.put(await compileModule(parameters.module ?? 'noop')),
      args: [],
      env: {},
      stdin: new Uint8Array(),
      inputs: {},
      limits: { work: 1_000_000n, memoryPages: 16, outputBytes: 1_000_000, wallMs: 30_000 },
      verification: 'accept',
      salt: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
      ...parameters.template,
    };
    const parts =
      typeof parameters.tasks === 'object'
        ? parameters.tasks
        : Array.from({ length: parameters.tasks ?? 4 }, () => ({}));
    const tasks = parts.map((part, index) => ({ index, ...part }));
    const templateHash = hashJobTemplate(template);
    const root = tasksRoot(tasks.map((task) => hashTask(templateHash, task)));
    const request: Request = {
      requester: this.signer.address,
      provider: zeroAddress,
      jobHash: hashJob(templateHash, root),
      maxPriceWeiPerGwu: announcement.offer.priceWeiPerGwu,
      maxWork: 1_000_000_000n,
      depositWei: 1_000n,
      minStakeWei: 0n,
      bountyWei: 10n,
      answerBlocks: 600,
      windowBlocks: 20,
      policy: template.verification === 'accept' ? 0 : 1,
      volume: 1,
      expiresAt: (await getChainTime(this.client)) + 600n,
      nonce: this.#nonce++,
      ...parameters.request,
    };
    const { offer, signature } = announcement;
    const opened = await openDeals(this.client, {
      request,
      fills: [{ offer, signature, index: 0, maxWork: request.maxWork }],
    });
    const [first] = opened.deals;
    if (!first) throw new Error('no deal was opened');
    const { dealId, deal } = first;
    const open = {
      type: 'open',
      dealId,
      deal,
      template,
      tasksRoot: root,
      taskCount: tasks.length,
      signature: await this.signOpening(dealId),
    } as const;
    return { dealId, deal, template, tasks, open };
  }

  /** Signs that this requester's peer speaks for it about a deal. */
  signOpening(dealId: Hex): Promise<Hex> {
    return signOpening(this.client, { opening: { dealId, peerId: this.network.peerId } });
  }

  async dial(addresses: readonly string[]): Promise<Conversation> {
    return new Conversation(await this.network.tasks.dial(addresses));
  }

  /** Opens a session for a deal and waits until the provider is ready. */
  async converse(addresses: readonly string[], deal: TestDeal): Promise<Conversation> {
    const conversation = await this.dial(addresses);
    await conversation.send(deal.open);
    await conversation.next('ready');
    return conversation;
  }

  /** Checks the signature of every batch received so far. */
  async verify(conversation: Conversation, deal: TestDeal): Promise<void> {
    for (const message of conversation.received) {
      if (message.type !== 'results') continue;
      await verifyReceiptBatch({
        batch: { dealId: deal.dealId, leaves: message.results, signature: message.signature },
        domain: this.client.domain,
        provider: deal.deal.provider,
      });
    }
  }

  async accept(conversation: Conversation, answer: TaskMessageOf<'answer'>): Promise<void> {
    const { dealId, root, work } = answer;
    const signature = await signAcceptance(this.client, { answer: { dealId, root, work } });
    await conversation.send({ type: 'acceptance', dealId, root, work, signature });
  }

  stop(): Promise<void> {
    return this.network.stop();
  }
}
