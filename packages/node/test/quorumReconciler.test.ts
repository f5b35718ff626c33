// Which results a provider vouches for, over a store on disk and a chain that only remembers what was sent.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tasksRoot } from '@suanli/protocol';
import { type Quorum, quorumSeatId } from '@suanli/sdk';
import type { Address } from 'viem';
import { afterAll, describe, expect, test } from 'vitest';
import type { QuorumAnswer, QuorumChain } from '../src/chain/QuorumChain.ts';
import { createLogger } from '../src/index.ts';
import { createQuorumReconciler } from '../src/reconciler/createQuorumReconciler.ts';
import { openStore } from '../src/store/openStore.ts';
import { hashOf, provider, requester, resultOf, templateOf } from './support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-quorums-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const seat = { resourceId: 0n, priceWeiPerGwu: 10n ** 15n, stakeWei: 100n };
const quorum: Quorum = {
  quorumId: hashOf('quorum'),
  terms: {
    requester,
    jobHash: hashOf('job'),
    kind: 0,
    maxWork: 1_000n,
    contributeDeadlineBlock: 100n,
    revealDeadlineBlock: 160n,
    trust: 2,
    minAgreeing: 2,
  },
  seats: [
    { ...seat, provider },
    { ...seat, provider: requester },
  ],
};
const dealId = quorumSeatId({ quorumId: quorum.quorumId, provider });
/** Of the job's two tasks. */
const root = tasksRoot([resultOf(0).taskHash, resultOf(1).taskHash]);

function world() {
  const file = join(folder, `${files++}.sqlite`);
  const sent: (readonly [string, QuorumAnswer | undefined])[] = [];
  const contributors: Address[] = [];
  let head = 10n;
  const send = async (action: string, answer?: QuorumAnswer) => {
    sent.push([action, answer]);
    if (action === 'contribute') contributors.push(provider);
    return { hash: hashOf(`transaction ${sent.length}`), blockNumber: head, gasUsed: 1n };
  };
  const quorums: QuorumChain = {
    opened: async ({ fromBlock, toBlock }) => (fromBlock <= 5n && toBlock >= 5n ? [{ quorum, blockNumber: 5n }] : []),
    status: async () => ({ status: 'open', blockNumber: 5n }),
    contributors: async () => contributors,
    result: async () => undefined,
    consents: async () => true,
    nonceUsage: async () => 0,
    signOffer: async () => '0x',
    contribute: (answer) => send('contribute', answer),
    finalize: (answer) => send('finalize', answer),
    expire: () => send('expire'),
  };
  const start = () => {
    const store = openStore({ file, owner: 'test' });
    const reconciler = createQuorumReconciler(
      {
        provider,
        chain: { blockNumber: async () => head, pendingTransactions: async () => 0 },
        quorums,
        store,
        logger: createLogger({ level: 'silent' }),
      },
      {
        fromBlock: 1n,
        pollIntervalMs: 1,
        maxBackoffMs: 5,
        settleGraceBlocks: 5,
        answerMarginBlocks: 25,
        confirmations: 1,
      },
    );
    return { store, reconciler };
  };
  return {
    start,
    sent,
    contributors,
    actions: () => sent.map(([action]) => action),
    mineTo: (block: bigint) => {
      head = block;
    },
  };
}

const job = { dealId, template: templateOf({ verification: 'quorum' }), tasksRoot: root };

describe('a provider in a quorum', () => {
  test('contributes once, when it has the results of all tasks', async () => {
    const { start, actions } = world();
    const { store, reconciler } = start();
    await reconciler.tick();
    store.bindJob({ ...job, taskCount: 2 });
    store.addBatch({ dealId, results: [resultOf(0)], signature: '0x' });
    await reconciler.tick();
    expect(actions()).toEqual([]);
    store.addBatch({ dealId, results: [resultOf(1)], signature: '0x' });
    await reconciler.tick();
    await reconciler.tick();
    expect(actions()).toEqual(['contribute']);
    store.close();
  });

  test('does not vouch for a part that its requester calls the whole', async () => {
    const { start, actions, mineTo } = world();
    const { store, reconciler } = start();
    await reconciler.tick();
    store.bindJob({ ...job, taskCount: 1 });
    store.addBatch({ dealId, results: [resultOf(0)], signature: '0x' });
    await reconciler.tick();
    mineTo(98n);
    await reconciler.tick();
    expect(actions()).toEqual([]);
    // All time is over: its stake comes back.
    mineTo(160n);
    await reconciler.tick();
    expect(actions()).toEqual(['expire']);
    store.close();
  });

  test('goes on after a restart, and reveals what it contributed', async () => {
    const { start, sent, contributors, actions, mineTo } = world();
    const first = start();
    await first.reconciler.tick();
    first.store.bindJob({ ...job, taskCount: 2 });
    first.store.addBatch({ dealId, results: [resultOf(0), resultOf(1)], signature: '0x' });
    await first.reconciler.tick();
    first.store.close();
    mineTo(60n);
    const { store, reconciler } = start();
    contributors.push(requester);
    await reconciler.tick();
    expect(actions()).toEqual(['contribute']);
    // The requester's grace of five blocks; this seat is the first in turn.
    mineTo(65n);
    await reconciler.tick();
    expect(actions()).toEqual(['contribute', 'finalize']);
    expect(sent[1]?.[1]).toEqual(sent[0]?.[1]);
    store.close();
  });
});
