import { type EvidenceMessage, encodeEvidenceMessage, maxEvidenceLeaves } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { drawTasks } from '../src/roles/verifier/internal/drawTasks.ts';
import { codeOf } from './support/codeOf.ts';
import { EvidenceWorld } from './support/EvidenceWorld.ts';
import { hashOf } from './support/samples.ts';

const stdin = (bytes: number) => ({ stdin: new Uint8Array(bytes).fill(7) });

describe('the evidence that a provider shows', () => {
  test('is all leaves of the answer in order, with the tasks that were asked for, however many pages they take', async () => {
    await using world = new EvidenceWorld();
    await world.serve();
    const parts = Array.from({ length: maxEvidenceLeaves + 10 }, (_, i) => (i === 5 ? stdin(700_000) : stdin(i % 50)));
    const answer = await world.answer('many', parts);
    const { leaves, tasks, template, taskHashes } = await world.collect(answer, {
      wanted: (position) => position % 9 === 5,
    });
    expect(leaves).toEqual(world.store.leaves(answer.dealId));
    expect(template).toEqual(answer.job.template);
    expect([...tasks.keys()]).toEqual(leaves.map((_, i) => i).filter((i) => i % 9 === 5));
    for (const [position, task] of tasks) expect(task).toEqual(answer.tasks[position]);
    expect(taskHashes).toEqual(leaves.map(({ taskHash }) => taskHash));
  });

  test('comes in pages whose tasks are bounded in bytes, one at least', async () => {
    await using world = new EvidenceWorld();
    await world.serve();
    const answer = await world.answer('large', [stdin(900_000), stdin(900_000), stdin(3_000_000), stdin(10)]);
    const session = await world.dial();
    const sizes: number[] = [];
    const messages = session.messages[Symbol.asyncIterator]();
    for (let position = 0; position < 4; ) {
      await session.send({ type: 'getLeaves', dealId: answer.dealId, position });
      const { value } = (await messages.next()) as { value: Extract<EvidenceMessage, { type: 'leaves' }> };
      expect(value.position).toBe(position);
      sizes.push(value.leaves.length);
      position += value.leaves.length;
    }
    expect(sizes).toEqual([1, 1, 1, 1]);
    expect((await world.collect(answer)).leaves).toHaveLength(4);
  });

  test('is refused for deals that are unknown, not answered on chain, or cannot be disputed', async () => {
    await using world = new EvidenceWorld();
    await world.serve();
    const answer = await world.answer('deal', [{}]);
    const other = { ...answer, dealId: hashOf('other') };
    expect(await codeOf(world.collect(other))).toBe('NODE_EVIDENCE_REFUSED');
    world.answered.delete(answer.dealId);
    expect(await codeOf(world.collect(answer))).toBe('NODE_EVIDENCE_REFUSED');
    expect(await codeOf(world.collect(await world.answer('accept', [{}], { policy: 0 })))).toBe(
      'NODE_EVIDENCE_REFUSED',
    );
  });

  test('goes to few sessions at a time, in all and of one peer', async () => {
    await using world = new EvidenceWorld();
    await world.serve({ maxSessions: 2 });
    const answer = await world.answer('deal', [{}]);
    const [first] = [await world.dial(), await world.dial()];
    // The third is cut off, whenever it is noticed.
    expect(await codeOf(world.collect(answer))).toBe('NETWORK_CLOSED');
    await first?.close();
    expect((await world.collect(answer)).leaves).toHaveLength(1);
  });
});

describe('a provider that lies to a verifier', () => {
  const cases: [string, string, (honest: EvidenceMessage) => EvidenceMessage | undefined][] = [
    [
      'another template',
      'NODE_EVIDENCE_INVALID',
      (m) => (m.type === 'job' ? { ...m, template: { ...m.template, args: ['x'] } } : m),
    ],
    [
      'another list of tasks',
      'NODE_EVIDENCE_INVALID',
      (m) => (m.type === 'job' ? { ...m, tasksRoot: hashOf('x') } : m),
    ],
    ['fewer leaves', 'NODE_EVIDENCE_INVALID', (m) => (m.type === 'job' ? { ...m, leafCount: 1 } : m)],
    ['no leaves at all', 'NODE_EVIDENCE_INVALID', (m) => (m.type === 'leaves' ? { ...m, leaves: [] } : m)],
    [
      'an answer to another question',
      'NODE_EVIDENCE_INVALID',
      (m) => (m.type === 'leaves' ? { ...m, position: 1 } : m),
    ],
    ['about another deal', 'NODE_EVIDENCE_INVALID', (m) => (m.type === 'job' ? { ...m, dealId: hashOf('x') } : m)],
    [
      'a question in return',
      'NODE_EVIDENCE_INVALID',
      (m) => (m.type === 'job' ? { type: 'getJob', dealId: m.dealId } : m),
    ],
    [
      'more leaves than it said',
      'NODE_EVIDENCE_INVALID',
      (m) => (m.type === 'leaves' ? { ...m, leaves: [...m.leaves, ...m.leaves] } : m),
    ],
    [
      'a result that it did not answer',
      'NODE_EVIDENCE_INVALID',
      (m) =>
        m.type === 'leaves' ? { ...m, leaves: m.leaves.map((leaf) => ({ ...leaf, outputHash: hashOf('right') })) } : m,
    ],
    [
      'another task under the same hash',
      'NODE_EVIDENCE_INVALID',
      (m) =>
        m.type === 'leaves'
          ? { ...m, leaves: m.leaves.map((leaf) => ({ ...leaf, task: { ...leaf.task, args: ['x'] } })) }
          : m,
    ],
    ['leaves beyond counting', 'NODE_EVIDENCE_TOO_LARGE', (m) => (m.type === 'job' ? { ...m, leafCount: 2 ** 40 } : m)],
    ['nothing', 'NODE_EVIDENCE_SILENT', () => undefined],
    [
      'no, with a code',
      'NODE_EVIDENCE_REFUSED',
      (m) => ('dealId' in m ? { type: 'refused', dealId: m.dealId, code: 'NO', parameters: {} } : m),
    ],
  ];

  test.each(cases)('showing %s: the session ends with a code', async (_, code, twist) => {
    await using world = new EvidenceWorld();
    const answer = await world.answer('deal', [{}, stdin(3)]);
    const { job, dealId } = answer;
    const leaves = world.store.leafPage({ dealId, position: 0, maxLeaves: 9, maxTaskBytes: 9_999 });
    await world.lie((question) => {
      if (question.type === 'getJob') return twist(job);
      if (question.type !== 'getLeaves') return undefined;
      return twist({
        type: 'leaves',
        dealId,
        position: question.position,
        leaves: leaves
          .slice(question.position)
          .map(({ leaf: { taskIndex: __, ...leaf }, task }) => ({ ...leaf, task: task as { index: number } })),
      } as EvidenceMessage);
    });
    expect(await codeOf(world.collect(answer, { replyMs: code === 'NODE_EVIDENCE_SILENT' ? 300 : 10_000 }))).toBe(code);
  });

  test('garbage, and an end in the middle, are codes as well; what is no longer wanted ends at once', async () => {
    await using world = new EvidenceWorld();
    const answer = await world.answer('deal', [{}]);
    await world.lie((question, session) => {
      if (question.type === 'getJob') return answer.job;
      session.abort();
      return undefined;
    });
    expect(await codeOf(world.collect(answer))).toBe('NETWORK_CLOSED');
    const stop = new AbortController();
    const reason = new Error('not wanted');
    const collected = world.collect(answer, { signal: stop.signal }).catch((error: unknown) => error);
    stop.abort(reason);
    expect(await collected).toBe(reason);
  });
});

describe('what is drawn to be executed again', () => {
  const positions = Array.from({ length: 4_000 }, (_, i) => i);
  const draw = (secret: number, rate: number, deal = 'deal') =>
    positions.filter(
      drawTasks({ secret: new Uint8Array(32).fill(secret), dealId: hashOf(deal), root: hashOf('root'), rate }),
    );

  test('is the share asked for, the same after a restart, and another one with another secret or deal', () => {
    const drawn = draw(1, 0.1);
    expect(draw(1, 0.1)).toEqual(drawn);
    // Six standard deviations.
    expect(Math.abs(drawn.length - 400)).toBeLessThan(114);
    expect(draw(2, 0.1)).not.toEqual(drawn);
    expect(draw(1, 0.1, 'other')).not.toEqual(drawn);
    expect(draw(1, 0)).toEqual([]);
    expect(draw(1, 1)).toEqual(positions);
  });

  test('messages keep their size: a page of the most leaves fits a frame', () => {
    const leaf = {
      task: { index: 2 ** 40 },
      taskHash: hashOf('a'),
      outputHash: hashOf('b'),
      work: 2n ** 63n,
      status: 5 as const,
    };
    const page = {
      type: 'leaves',
      dealId: hashOf('deal'),
      position: 0,
      leaves: Array(maxEvidenceLeaves).fill(leaf),
    } as const;
    expect(encodeEvidenceMessage(page).length).toBeLessThan(1_024 * 1_024);
  });
});
