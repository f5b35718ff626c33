import { expect, test } from 'vitest';
import { callWords } from '../src/pages/dao/callWords.ts';
import { proposalState } from '../src/pages/dao/proposalState.ts';
import { draftOfTerms, readTerms } from '../src/pages/dao/readTerms.ts';
import { en } from '../src/text/en.ts';

const proposal = {
  snapshotBlock: 10n,
  deadlineBlock: 20n,
  forWei: 60n,
  againstWei: 50n,
  abstainWei: 0n,
  quorumWei: 60n,
  queued: false,
  executed: false,
  canceled: false,
};

test('where a proposal stands follows from the block', () => {
  expect(proposalState(proposal, 10n)).toBe('pending');
  expect(proposalState(proposal, 11n)).toBe('active');
  expect(proposalState(proposal, 20n)).toBe('active');
  expect(proposalState(proposal, 21n)).toBe('succeeded');
  expect(proposalState({ ...proposal, queued: true }, 21n)).toBe('queued');
  expect(proposalState({ ...proposal, queued: true, executed: true }, 21n)).toBe('executed');
  expect(proposalState({ ...proposal, canceled: true }, 5n)).toBe('cancelled');
});

test('a proposal needs more votes for than against, and the quorum, to which those against do not count', () => {
  expect(proposalState({ ...proposal, againstWei: 60n }, 21n)).toBe('defeated');
  expect(proposalState({ ...proposal, quorumWei: 61n }, 21n)).toBe('defeated');
  expect(proposalState({ ...proposal, quorumWei: 61n, abstainWei: 1n }, 21n)).toBe('succeeded');
});

const terms = {
  listed: true,
  revenueShares: 100,
  leafCountLog2: 16,
  samples: 10,
  hashesPerLeaf: 64,
  timeLimitSeconds: 600,
  minHashesPerSecond: 100_000n,
  maxHashesPerSecond: 200_000_000n,
};

test('terms are read as they are written', () => {
  expect(readTerms(draftOfTerms(terms))).toEqual(terms);
  expect(readTerms({ ...draftOfTerms(terms), maxHashesPerSecond: '1,000,000' })?.maxHashesPerSecond).toBe(1_000_000n);
});

test.each([
  ['leafCountLog2', '41'],
  ['samples', '0'],
  ['hashesPerLeaf', '1.5'],
  ['maxHashesPerSecond', '99999'],
  ['minHashesPerSecond', ''],
])('terms with %s %j are refused', (name, value) => {
  expect(readTerms({ ...draftOfTerms(terms), [name]: value })).toBeUndefined();
});

const raw = { target: '0x01', data: '0x02' };
const types = [{ id: 1, name: 'CPU', ...terms }];

test('a change of terms says what changes, as long as it may be executed', () => {
  const call = {
    contract: 'resourceTypes',
    functionName: 'setTerms',
    args: [1, { ...terms, revenueShares: 200 }],
  } as const;
  const changes = (open: boolean) =>
    callWords(en, call, raw, types, open).values.filter(({ before }) => before !== undefined);
  expect(changes(true)).toEqual([{ label: en.dao.terms.revenueShares, before: '100', value: '200' }]);
  expect(changes(false)).toEqual([]);
});

test('a call that nobody knows is said to be unknown, with what is sent', () => {
  const words = callWords(en, undefined, raw, types, true);
  expect(words.unknown).toBe(true);
  expect(words.values.map(({ value }) => value)).toEqual(['0x01', '0x02']);
});

test('a name in a call cannot pass for more of the call', () => {
  const call = { contract: 'resourceTypes', functionName: 'other', args: ['a"), market.setFee(0'] } as const;
  expect(callWords(en, call, raw, types, true).sentence).toBe('resourceTypes.other("a\\"), market.setFee(0")');
});
