import { encode } from 'cborg';
import { keccak256, toHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { decodeTaskMessage, encodeTaskMessage, isSuanliError, type TaskMessage } from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

const dealId = keccak256(toHex('deal'));
const hash = keccak256(toHex('hash'));
const messages: TaskMessage[] = [
  {
    type: 'open',
    dealId,
    deal: {
      requester: '0x00000000000000000000000000000000000000a1',
      provider: '0x00000000000000000000000000000000000000a2',
      resourceId: 0n,
      jobHash: hash,
      priceWeiPerGwu: 10n ** 15n,
      maxWork: (1n << 64n) - 1n,
      stakeWei: 1n,
      depositWei: 2n,
      bountyWei: 3n,
      answerDeadlineBlock: 100n,
      windowBlocks: 5,
      policy: 1,
    },
    template: {
      version: 1,
      module: 'bafkqaaa',
      args: ['a'],
      env: { A: 'b' },
      stdin: new Uint8Array([1, 2]),
      inputs: { 'x.txt': 'bafkqaaa' },
      limits: { work: 10n ** 9n, memoryPages: 1024, outputBytes: 1 << 20, wallMs: 60_000 },
      verification: 'accept',
      salt: hash,
    },
    tasksRoot: hash,
    taskCount: 2,
    signature: '0x1234',
  },
  { type: 'tasks', dealId, tasks: [{ index: 0 }, { index: 1, args: ['b'], stdin: new Uint8Array([9]), inputs: {} }] },
  { type: 'cancel', dealId, taskIndexes: [1] },
  { type: 'finish', dealId, taskIndexes: [0, 1] },
  { type: 'acceptance', dealId, root: hash, work: 12n, signature: '0x1234' },
  { type: 'ready', dealId, credit: 8 },
  { type: 'refused', dealId, code: 'NODE_BUSY', parameters: { slots: 2 } },
  {
    type: 'results',
    dealId,
    results: [
      { taskIndex: 0, taskHash: hash, outputHash: hash, work: 5n, status: 0, output: new Uint8Array([0]) },
      {
        taskIndex: 1,
        taskHash: hash,
        outputHash: hash,
        work: 6n,
        status: 2,
        outputCid: 'bafkqaaa',
        note: 'unreachable',
      },
    ],
    signature: '0x00',
  },
  { type: 'failed', dealId, taskIndex: 0, kind: 'provider', code: 'EXECUTOR_CRASHED', parameters: {} },
  { type: 'answer', dealId, root: hash, work: 11n, count: 2, signature: '0xab' },
  { type: 'heartbeat', running: 1, queued: 2 },
];

describe('task messages', () => {
  test.each(messages)('$type survives the wire', (message) => {
    const bytes = encodeTaskMessage(message);
    expect(decodeTaskMessage(bytes)).toEqual(message);
    expect(encodeTaskMessage(decodeTaskMessage(bytes))).toEqual(bytes);
  });

  test('amounts beyond 64 bits (18.4 tokens in wei) survive the wire', () => {
    const [open] = messages;
    if (open?.type !== 'open') throw new Error('no open message');
    const large = { ...open, deal: { ...open.deal, stakeWei: (1n << 96n) - 1n, resourceId: (1n << 256n) - 1n } };
    expect(decodeTaskMessage(encodeTaskMessage(large))).toEqual(large);
  });

  test.each([
    ['not CBOR', new Uint8Array([0xff])],
    ['nothing', new Uint8Array()],
    ['another type', encode({ type: 'steal', dealId })],
    ['an unknown field', encode({ type: 'heartbeat', running: 0, queued: 0, extra: 1 })],
    ['a negative number', encode({ type: 'heartbeat', running: -1, queued: 0 })],
    ['a path that climbs', encode({ type: 'tasks', dealId, tasks: [{ index: 0, inputs: { '../x': 'bafkqaaa' } }] })],
    ['a short deal id', encode({ type: 'ready', dealId: '0x12', credit: 1 })],
    ['trailing bytes', new Uint8Array([...encodeTaskMessage({ type: 'heartbeat', running: 0, queued: 0 }), 0])],
  ])('%s is refused', (_name, bytes) => {
    expect(() => decodeTaskMessage(bytes)).toThrowError(expect.objectContaining({ code: 'MESSAGE_MALFORMED' }));
  });

  test('mutated bytes decode to a message or a coded error', () => {
    const random = seededRandom(3);
    for (const message of messages) {
      const bytes = encodeTaskMessage(message);
      for (let i = 0; i < 200; i++) {
        const bent = bytes.slice();
        bent[Math.floor(random() * bent.length)] = Math.floor(random() * 256);
        try {
          decodeTaskMessage(bent);
        } catch (error) {
          expect(isSuanliError(error, 'MESSAGE_MALFORMED')).toBe(true);
        }
      }
    }
  });
});
