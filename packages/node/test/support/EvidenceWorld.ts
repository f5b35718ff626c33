import { createNetwork, type EvidenceSession, type Network } from '@suanli/network';
import {
  brokerDomain,
  type Deal,
  type EvidenceMessage,
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobTask,
  tasksRoot,
} from '@suanli/protocol';
import type { AnsweredDeal } from '@suanli/sdk';
import { createEvidenceDesk, type EvidenceDeskOptions } from '../../src/roles/provider/createEvidenceDesk.ts';
import { collectEvidence } from '../../src/roles/verifier/internal/collectEvidence.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/Store.ts';
import { createLogger } from '../../src/telemetry/createLogger.ts';
import { dealOf, hashOf, resultOf, templateOf } from './samples.ts';

const domain = brokerDomain({ chainId: 31_337, broker: '0x00000000000000000000000000000000000000b0' });

/** A provider that shows what it answered, and a verifier that asks, over a real network; the chain is a set of deals. */
export class EvidenceWorld implements AsyncDisposable {
  readonly store: Store = openStore({ file: ':memory:', owner: 'provider' });
  /** Deals whose answer is on chain. */
  readonly answered = new Set<string>();
  readonly #networks: Network[] = [];
  #provider: Network | undefined;

  async #network(listen: readonly string[]): Promise<Network> {
    const network = await createNetwork({ domain, listen });
    this.#networks.push(network);
    await network.start();
    return network;
  }

  async serve(options: EvidenceDeskOptions = {}): Promise<void> {
    this.#provider = await this.#network(['/ip4/127.0.0.1/tcp/0']);
    const desk = createEvidenceDesk(
      {
        store: this.store,
        reconciler: { isAnswered: (dealId) => this.answered.has(dealId) },
        network: this.#provider,
        logger: createLogger({ level: 'silent' }),
      },
      options,
    );
    await desk.start();
  }

  /** A provider that answers each question with what a test says. */
  async lie(
    answer: (question: EvidenceMessage, session: EvidenceSession) => EvidenceMessage | undefined,
  ): Promise<void> {
    this.#provider = await this.#network(['/ip4/127.0.0.1/tcp/0']);
    await this.#provider.evidence.handle((session) => {
      void (async () => {
        for await (const message of session.messages) {
          const reply = answer(message, session);
          if (reply) await session.send(reply).catch(() => undefined);
        }
      })();
    });
  }

  /** A deal with results, answered on chain. */
  async answer(
    name: string,
    parts: readonly Omit<JobTask, 'index'>[],
    change: Partial<Deal> = {},
  ): Promise<
    AnsweredDeal & { readonly tasks: readonly JobTask[]; readonly job: Extract<EvidenceMessage, { type: 'job' }> }
  > {
    const { store } = this;
    const dealId = hashOf(name);
    const template = templateOf({ verification: 'optimistic' });
    const tasks = parts.map((part, index) => ({ index, ...part }));
    const templateHash = hashJobTemplate(template);
    const hashes = tasks.map((task) => hashTask(templateHash, task));
    const root = tasksRoot(hashes);
    const deal = dealOf({ policy: 1, jobHash: hashJob(templateHash, root), ...change });
    store.addDeal({ dealId, deal, openedBlock: 100n });
    store.bindJob({ dealId, template, tasksRoot: root, taskCount: tasks.length });
    const results = tasks.map(({ index }) => resultOf(index, { taskHash: hashes[index] as `0x${string}` }));
    store.addBatch({ dealId, results, signature: '0x01', tasks });
    const answer = await store.fixAnswer(dealId);
    this.answered.add(dealId);
    const job = {
      type: 'job',
      dealId,
      template,
      tasksRoot: root,
      taskCount: tasks.length,
      leafCount: tasks.length,
    } as const;
    return { dealId, deal, root: answer.root, work: answer.work, tasks, job };
  }

  async dial(): Promise<EvidenceSession> {
    const verifier = await this.#network([]);
    return verifier.evidence.dial(this.#provider?.addresses() ?? []);
  }

  async collect(answer: AnsweredDeal, options: Partial<Parameters<typeof collectEvidence>[2]> = {}) {
    return collectEvidence(await this.dial(), answer, {
      wanted: () => true,
      maxLeaves: 100_000,
      replyMs: 10_000,
      signal: new AbortController().signal,
      ...options,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const network of this.#networks) await network.stop();
    this.store.close();
  }
}
