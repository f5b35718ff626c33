import type { Deal } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { decideQuorumStep, type QuorumSituation } from '../src/reconciler/decideQuorumStep.ts';

const options = { settleGraceBlocks: 5, answerMarginBlocks: 25, confirmations: 2 };
/** Contributions until block 100, the reveal until block 160: its last third is 20 blocks. */
const open: QuorumSituation = {
  deal: { answerDeadlineBlock: 100n, windowBlocks: 60 } as Deal,
  state: { status: 'open', blockNumber: 10n },
  headBlock: 50n,
  isComplete: true,
  hasContributed: false,
  allContributed: false,
  closedBlock: undefined,
  turn: 1,
};
const contributed = { hasContributed: true };
const closed = { ...contributed, allContributed: true, closedBlock: 50n };

describe('the next step of a seat in a quorum', () => {
  test.each<[string, Partial<QuorumSituation>, string]>([
    ['all results are here', {}, 'contribute'],
    ['results are missing', { isComplete: false }, 'wait'],
    ['the last block for it', { headBlock: 98n }, 'contribute'],
    ['a contribution would come too late', { headBlock: 99n }, 'wait'],
    ['others may contribute yet', contributed, 'wait'],
    ['the requester has time to reveal', { ...closed, headBlock: 55n }, 'wait'],
    ['it has not, and others before this seat neither', { ...closed, headBlock: 56n }, 'finalize'],
    ['this node is about to be away', { ...closed, closing: true }, 'finalize'],
    ['contributions are over without the others', { ...contributed, headBlock: 106n, closedBlock: 100n }, 'finalize'],
    ['they were not seen to be over, and there is time', { ...contributed, headBlock: 139n }, 'wait'],
    ['the last third of the time to reveal', { ...contributed, headBlock: 140n }, 'finalize'],
    ['a seat that did not contribute does not reveal', { headBlock: 140n }, 'wait'],
    ['all time is over', { ...contributed, headBlock: 160n }, 'expire'],
    ['all time is over for who did nothing, too', { isComplete: false, headBlock: 160n }, 'expire'],
    ['finalised just now', { state: { status: 'finalized', blockNumber: 49n } }, 'wait'],
    ['finalised for good', { state: { status: 'finalized', blockNumber: 48n } }, 'end'],
    ['expired for good', { state: { status: 'expired', blockNumber: 48n } }, 'end'],
    ['cancelled for good', { state: { status: 'cancelled', blockNumber: 48n } }, 'end'],
    ['undone by a reorganisation', { state: { status: 'none', blockNumber: 0n } }, 'wait'],
    ['undone, and its time is over', { state: { status: 'none', blockNumber: 0n }, headBlock: 160n }, 'end'],
  ])('%s', (_what, change, type) => {
    expect(decideQuorumStep({ ...open, ...change }, options).type).toBe(type);
  });
});
