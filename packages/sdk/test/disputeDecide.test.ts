// What a party that tells the truth does in a dispute's game, against liars of every kind; the run is a table.
import { GameStage, type ReceiptLeaf } from '@suanli/protocol';
import {
  claimAgainst,
  decideGameMove,
  type GameDecision,
  type GameParty,
  type GameRecord,
  type GameRole,
  leafProof,
  type TaskEvidence,
} from '@suanli/sdk';
import { bytesToHex, type Hex, keccak256, numberToHex, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import { TableGame } from './fixtures/TableGame.ts';
import { tableHash, tableJudge, tableTrace } from './fixtures/tableTrace.ts';

const levels = 7;
const horizon = 16n ** 7n;
const halted = 123_456_789n;
const truth = { status: 0, work: 100n, outputHash: new Uint8Array(32).fill(7) };
const lie = { ...truth, work: 101n };

type Table = (step: bigint) => Hex;
const trueTable: Table = (step) => tableHash(step, halted);
const garbage = (step: bigint, salt: number): Hex => keccak256(numberToHex((step << 8n) | BigInt(salt), { size: 64 }));

/** Every kind of run that differs from the true one at its end. */
const liars: Record<string, (from: bigint) => Table> = {
  'wrong from a step on': (from) => (step) => (step <= from ? trueTable(step) : garbage(step, 1)),
  'wrong from a step on, and standing still': (from) => (step) => (step <= from ? trueTable(step) : garbage(from, 2)),
  'wrong at the very end alone': () => (step) => (step < horizon ? trueTable(step) : garbage(step, 3)),
  'wrong from the first step on': () => (step) => (step === 0n ? trueTable(0n) : garbage(step, 4)),
  'another garbage at every look': () => {
    let looks = 0;
    return (step) => (step === 0n ? trueTable(0n) : garbage(step, ++looks));
  },
  'halts earlier': (from) => (step) => tableHash(step < from ? step : from, from),
  'runs on for ever': () => (step) => keccak256(numberToHex(step, { size: 32 })),
};

function evidenceOf(table: Table, result = truth): TaskEvidence {
  const trace = tableTrace({ levels, halted, result, hashOf: table });
  const opening = { part: zeroHash, input: zeroHash, template: zeroHash, templateInput: zeroHash, levels, first: [] };
  return { trace, opening: opening as unknown as TaskEvidence['opening'] };
}

const partyOf = (role: GameRole, evidence: TaskEvidence): GameParty => ({ role, evidence: async () => evidence });

async function play(honest: GameRole, lying: Table, sections: number): Promise<TableGame> {
  const tables = { [honest]: trueTable, [honest === 'provider' ? 'challenger' : 'provider']: lying } as Record<
    GameRole,
    Table
  >;
  const step = horizon / BigInt(sections);
  const claimed = Array.from({ length: sections }, (_, i) => tables.challenger(step * BigInt(i + 1)));
  const game = new TableGame({ sections, levels, judge: tableJudge(halted), first: trueTable(0n), claimed });
  while (!game.winner) {
    const role = game.onTurn;
    const evidence = evidenceOf(tables[role]);
    game.take(await decideGameMove({ record: game.record, party: partyOf(role, evidence), sections, blockNumber: 1n }));
  }
  return game;
}

// Steps where runs part: at both ends of segments of every level, and within.
const partings = [0n, 1n, halted - 1n, halted, halted + 1n, horizon - 1n];
for (let level = 1n; level < 7n; level++) partings.push(16n ** level - 1n, 16n ** level, 5n * 16n ** level + 3n);

for (const honest of ['provider', 'challenger'] as const) {
  for (const sections of [2, 4, 16]) {
    describe(`an honest ${honest}, ${sections} sections`, () => {
      for (const [kind, make] of Object.entries(liars)) {
        test(`wins against one who is ${kind}`, async () => {
          for (const from of partings) {
            // A run that halts where the true one does, or later, is no lie about this table.
            if (kind === 'halts earlier' && from >= halted) continue;
            const game = await play(honest, make(from), sections);
            expect(game.winner, `parting at ${from}`).toBe(honest);
          }
        });
      }
    });
  }
}

test('a game over 16^7 steps takes six moves and a proof', async () => {
  const game = await play('provider', (step) => (step <= 1_000n ? trueTable(step) : garbage(step, 1)), 16);
  expect([game.winner, game.moves]).toEqual(['provider', 6]);
});

test('the move picks the first segment that differs, and names its steps', async () => {
  const from = 3n * 16n ** 6n + 5n;
  const claimed = Array.from({ length: 16 }, (_, i) => {
    const step = 16n ** 6n * BigInt(i + 1);
    return step <= from ? trueTable(step) : garbage(step, 1);
  });
  const game = new TableGame({ sections: 16, levels, judge: tableJudge(halted), first: trueTable(0n), claimed });
  const decision = await decideGameMove({
    record: game.record,
    party: partyOf('provider', evidenceOf(trueTable)),
    sections: 16,
    blockNumber: 1n,
  });
  expect(decision).toMatchObject({ kind: 'move', pick: 3, firstStep: 3n * 16n ** 6n, steps: 16n ** 6n });
  expect(decision.kind === 'move' && decision.hashes.at(-1)).toBe(trueTable(4n * 16n ** 6n));
});

describe('who has nothing to say', () => {
  const claimed = Array.from({ length: 16 }, (_, i) => trueTable(16n ** 6n * BigInt(i + 1)));
  const game = () => new TableGame({ sections: 16, levels, judge: tableJudge(halted), first: trueTable(0n), claimed });
  const decide = (record: GameRecord, party: GameParty) =>
    decideGameMove({ record, party, sections: 16, blockNumber: 1n });

  test('a provider that computes what the challenger claims gives up', async () => {
    expect(await decide(game().record, partyOf('provider', evidenceOf(trueTable)))).toEqual({
      kind: 'resign',
      reason: 'otherIsRight',
    });
  });

  test('so does one without evidence', async () => {
    const party: GameParty = { role: 'provider', evidence: async () => undefined };
    expect(await decide(game().record, party)).toEqual({ kind: 'resign', reason: 'noEvidence' });
  });

  test('a challenger concedes whose own claim is not how the program runs', async () => {
    const lying = liars['wrong from the first step on']?.(0n) as Table;
    const table = new TableGame({
      sections: 16,
      levels,
      judge: tableJudge(halted),
      first: trueTable(0n),
      claimed: claimed.map((_, i) => lying(16n ** 6n * BigInt(i + 1))),
    });
    table.take(await decide(table.record, partyOf('provider', evidenceOf(trueTable))));
    expect(await decide(table.record, partyOf('challenger', evidenceOf(trueTable)))).toEqual({
      kind: 'concede',
      reason: 'otherIsRight',
    });
  });

  test('a trace of another task is refused, not played from', async () => {
    const other = evidenceOf((step) => garbage(step, 9));
    await expect(decide(game().record, partyOf('provider', other))).rejects.toMatchObject({
      code: 'DISPUTE_EVENTS_INCOMPLETE',
    });
  });
});

describe('clocks', () => {
  const claimed = Array.from({ length: 16 }, (_, i) => garbage(BigInt(i), 1));
  const { record } = new TableGame({
    sections: 16,
    levels,
    judge: tableJudge(halted),
    first: trueTable(0n),
    claimed,
  });
  const decide = (role: GameRole, blockNumber: bigint) =>
    decideGameMove({ record, party: partyOf(role, evidenceOf(trueTable)), sections: 16, blockNumber });

  test('the other party is waited for until its last block, and then timed out', async () => {
    expect(await decide('challenger', 99n)).toEqual({ kind: 'wait', deadlineBlock: 100n });
    expect(await decide('challenger', 100n)).toEqual({ kind: 'timeout' });
  });

  test('nothing is sent that would be too late', async () => {
    expect((await decide('provider', 98n)).kind).toBe('move');
    expect(await decide('provider', 99n)).toEqual({ kind: 'expired' });
  });
});

describe('before anything is claimed', () => {
  const leaves: ReceiptLeaf[] = Array.from({ length: 5 }, (_, taskIndex) => ({
    taskIndex,
    taskHash: keccak256(numberToHex(taskIndex, { size: 32 })),
    outputHash: bytesToHex(truth.outputHash),
    work: truth.work,
    status: truth.status,
  }));
  const right = leaves[2] as ReceiptLeaf;

  function recordAt(entry: { position: number } | { leaf: ReceiptLeaf }): GameRecord {
    const { record } = new TableGame({
      sections: 16,
      levels,
      judge: tableJudge(halted),
      first: zeroHash,
      claimed: Array.from({ length: 16 }, () => zeroHash),
    });
    const stage = 'leaf' in entry ? GameStage.revealed : GameStage.demanded;
    const game = { ...record.game, stage, roundsLeft: 0 };
    const at = { game, blockNumber: 0n, transactionHash: zeroHash };
    const demanded = { ...at, kind: 'demanded' as const, position: 'position' in entry ? entry.position : 2 };
    const entries =
      'leaf' in entry
        ? [
            demanded,
            {
              ...at,
              kind: 'revealed' as const,
              leaf: entry.leaf,
              proof: { count: 1, position: 0, leaf: entry.leaf, siblings: [] },
            },
          ]
        : [demanded];
    return { ...record, game, entries };
  }
  const decide = (record: GameRecord, party: Partial<GameParty> & { role: GameRole }): Promise<GameDecision> =>
    decideGameMove({
      record,
      party: { evidence: async () => evidenceOf(trueTable), ...party },
      sections: 16,
      blockNumber: 1n,
    });

  test('a provider shows the leaf that is demanded', async () => {
    expect(await decide(recordAt({ position: 2 }), { role: 'provider', leaves: async () => leaves })).toEqual({
      kind: 'reveal',
      proof: leafProof(leaves, 2),
    });
  });

  test('a provider shows how many leaves there are where the one demanded is none of them', async () => {
    const decision = await decide(recordAt({ position: 5 }), { role: 'provider', leaves: async () => leaves });
    expect(decision).toMatchObject({ kind: 'revealCount', position: 5, count: 5 });
    const none = await decide(recordAt({ position: 0 }), { role: 'provider', leaves: async () => [] });
    expect(none).toEqual({ kind: 'revealCount', position: 0, count: 0, topHash: zeroHash });
  });

  test('a challenger concedes to a leaf that is right', async () => {
    expect(await decide(recordAt({ leaf: right }), { role: 'challenger' })).toEqual({
      kind: 'concede',
      reason: 'leafIsRight',
    });
  });

  test.each([
    ['output', { outputHash: zeroHash }],
    ['work', { work: 101n }],
    ['status', { status: 1 }],
  ])('a challenger claims against a leaf with another %s', async (_what, change) => {
    const decision = await decide(recordAt({ leaf: { ...right, ...change } }), { role: 'challenger' });
    expect(decision.kind).toBe('claim');
    if (decision.kind !== 'claim') return;
    expect(decision.claim.hashes).toEqual(Array.from({ length: 15 }, (_, i) => trueTable(16n ** 6n * BigInt(i + 1))));
    expect(decision.claim.last).toHaveLength(10);
  });

  test('a leaf of a task that the job does not have is refuted', async () => {
    const job = { templateHash: zeroHash, taskHashes: leaves.map(({ taskHash }) => taskHash) };
    for (const leaf of [
      { ...right, taskHash: zeroHash },
      { ...right, taskIndex: 9 },
    ]) {
      expect(await decide(recordAt({ leaf }), { role: 'challenger', job })).toEqual({ kind: 'refute', leaf });
    }
  });

  test('nothing is claimed against a leaf that is right', async () => {
    const claim = claimAgainst({ leaf: right, evidence: evidenceOf(trueTable), sections: 16 });
    await expect(claim).rejects.toMatchObject({ code: 'DISPUTE_SAME_RESULT' });
    expect(await claimAgainst({ leaf: right, evidence: evidenceOf(trueTable, lie), sections: 16 })).toBeDefined();
  });
});
