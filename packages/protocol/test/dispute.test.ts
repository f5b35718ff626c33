import { concatHex, encodeAbiParameters, type Hex, keccak256, numberToHex, toHex } from 'viem';
import { describe, expect, it } from 'vitest';
import {
  decodeGame,
  encodeGame,
  type Game,
  GameStage,
  gameAfterMove,
  hashGame,
  hashInputWord,
  hashJobTemplate,
  hashProgram,
  hashTask,
  hashTaskPart,
  hashTemplatePart,
  type JobTemplate,
  segmentProof,
  segmentRoot,
  taskOpening,
} from '../src/index.ts';

const word = (seed: string): Hex => keccak256(toHex(seed));
const zero = numberToHex(0, { size: 32 });

const template: JobTemplate = {
  version: 1,
  module: 'bafy',
  args: ['a'],
  env: { KEY: 'value' },
  stdin: new Uint8Array([1, 2]),
  inputs: {},
  limits: { work: 10n, memoryPages: 1, outputBytes: 2, wallMs: 3 },
  verification: 'optimistic',
  salt: word('salt'),
};
const first = concatHex(Array.from({ length: 10 }, (_, i) => (i === 9 ? zero : word(`first ${i}`))));
const provable = { ...template, provable: { programRoot: hashProgram(first, 8), input: word('shared input') } };

describe('hashes of provable tasks', () => {
  it('are zero where nothing is provable', () => {
    expect(hashJobTemplate(template)).toBe(keccak256(concatHex([hashTemplatePart(template), zero, zero])));
    expect(hashTask(word('t'), { index: 258 })).toBe(
      keccak256(concatHex([word('t'), '0x0000000000000102', hashTaskPart({ index: 258 }), zero])),
    );
  });

  it('differ in each part', () => {
    const hashes = [
      hashJobTemplate(template),
      hashJobTemplate(provable),
      hashJobTemplate({ ...provable, provable: { ...provable.provable, programRoot: word('other') } }),
      hashJobTemplate({ ...provable, provable: { ...provable.provable, input: word('other') } }),
      hashJobTemplate({ ...provable, salt: word('other') }),
      hashTask(word('t'), { index: 1 }),
      hashTask(word('t'), { index: 2 }),
      hashTask(word('t'), { index: 1, args: [] }),
      hashTask(word('t'), { index: 1, input: word('input') }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashTemplatePart(provable)).toBe(hashTemplatePart(template));
  });

  it('open down to the program as a contract does it', () => {
    const task = { index: 3, args: ['x'], input: word('own input') };
    const opening = taskOpening(provable, task, { first, levels: 8 });
    const programRoot = keccak256(
      encodeAbiParameters([{ type: 'bytes32[10]' }, { type: 'uint256' }], [opening.first, BigInt(opening.levels)]),
    );
    const templateHash = keccak256(concatHex([opening.template, programRoot, opening.templateInput]));
    expect(templateHash).toBe(hashJobTemplate(provable));
    const taskHash = keccak256(concatHex([templateHash, numberToHex(3, { size: 8 }), opening.part, opening.input]));
    expect(taskHash).toBe(hashTask(templateHash, task));
    expect(hashInputWord(opening.templateInput, opening.input, taskHash)).toBe(
      keccak256(concatHex([word('shared input'), word('own input'), taskHash])),
    );
  });
});

describe('segmentTree', () => {
  const start = word('start');
  it.each([1, 2, 4, 8, 16])('proves every one of %i segments', (count) => {
    const hashes = Array.from({ length: count }, (_, i) => word(`hash ${i}`));
    const root = segmentRoot(start, hashes);
    for (let pick = 0; pick < count; pick++) {
      const proof = segmentProof(start, hashes, pick);
      const size = { 1: 1, 2: 2, 4: 2, 8: 4, 16: 4 }[count] as number;
      expect(proof).toHaveLength(size + count / size);
      const [states, others] = [proof.slice(0, size + 1), proof.slice(size + 1)];
      expect(states[pick % size]).toBe(pick === 0 ? start : hashes[pick - 1]);
      expect(states[(pick % size) + 1]).toBe(hashes[pick]);
      others.splice(Math.floor(pick / size), 0, keccak256(concatHex(states)));
      expect(keccak256(concatHex(others))).toBe(root);
    }
  });

  it('has a number of segments that is a power of two, and no other segments', () => {
    expect(() => segmentRoot(start, [])).toThrow(RangeError);
    expect(() => segmentRoot(start, [start, start, start])).toThrow(RangeError);
    expect(() => segmentProof(start, [start, start], 2)).toThrow(RangeError);
  });
});

describe('Game', () => {
  const game: Game = {
    deal: word('deal'),
    challenger: { account: '0x00000000000000000000000000000000000000A1', blocksLeft: 2 ** 32 - 1 },
    provider: { account: '0xFFfFfFffFFfffFFfFFfFFFFFffFFFffffFfFFFfF', blocksLeft: 7 },
    bondWei: (1n << 96n) - 1n,
    windowBlocks: 2 ** 32 - 2,
    turnBlock: (1n << 40n) - 3n,
    stage: GameStage.challengerTurn,
    roundsLeft: 251,
    commitment: word('commitment'),
  };

  it('comes out of its words as it went in', () => {
    expect(decodeGame(encodeGame(game))).toEqual(game);
    const small: Game = {
      ...game,
      bondWei: 0n,
      windowBlocks: 1,
      turnBlock: 2n,
      stage: GameStage.demanded,
      roundsLeft: 0,
    };
    expect(decodeGame(encodeGame(small))).toEqual(small);
  });

  it('is another one after a move: only the mover lost time', () => {
    const before: Game = { ...game, turnBlock: 100n, stage: GameStage.providerTurn, roundsLeft: 7 };
    const after: Game = {
      ...before,
      provider: { ...before.provider, blocksLeft: 2 },
      turnBlock: 105n,
      stage: GameStage.challengerTurn,
      roundsLeft: 6,
      commitment: word('next'),
    };
    expect(gameAfterMove(before, encodeGame(after))).toEqual(after);
    const last: Game = {
      ...after,
      challenger: { ...after.challenger, blocksLeft: after.challenger.blocksLeft - 40 },
      turnBlock: 145n,
      stage: GameStage.providerTurn,
      roundsLeft: 5,
    };
    expect(gameAfterMove(after, encodeGame(last))).toEqual(last);
  });

  it('is hashed as the five words that a contract takes', () => {
    const { deal, challenger, provider, progress, commitment } = encodeGame(game);
    const types = ['bytes32', 'uint256', 'uint256', 'uint256', 'bytes32'].map((type) => ({ type }));
    expect(hashGame(game)).toBe(
      keccak256(encodeAbiParameters(types, [deal, challenger, provider, progress, commitment])),
    );
  });
});
