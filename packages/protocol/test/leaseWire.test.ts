import { encode } from 'cborg';
import { keccak256, toHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { decodeLeaseMessage, encodeLeaseMessage, isSuanliError, type LeaseMessage } from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

const hash = keccak256(toHex('hash'));
const account = '0x00000000000000000000000000000000000000a1';
const messages: LeaseMessage[] = [
  { type: 'hello', useRight: (1n << 64n) - 1n, account },
  { type: 'challenge', nonce: hash, providerPeerId: '12D3KooW' },
  { type: 'open', signature: '0x1234' },
  {
    type: 'opened',
    configuration: {
      useRight: 1n,
      resource: 2n,
      provider: account,
      typeId: 3,
      typeName: 'GTX_1050',
      memoryMib: 2_048,
      model: 'GTX 1050',
      count: 1,
      expiresAt: 1_900_000_000n,
      slots: 4,
      reservedSlots: 1,
      limits: { work: 10n ** 12n, memoryPages: 16_384, outputBytes: 1 << 20, wallMs: 60_000 },
      executors: ['wasm'],
      workPerSecond: 1e9,
      proof: { executor: 'gpu', device: 'a device' },
    },
  },
  { type: 'refused', code: 'LEASE_NOT_OWNER', parameters: { useRight: '1' } },
  { type: 'extended', expiresAt: 1_900_000_000n },
  { type: 'cut', code: 'LEASE_EXPIRED', parameters: {} },
  {
    type: 'job',
    job: 1,
    template: {
      version: 1,
      module: 'bafkqaaa',
      args: ['a'],
      env: { A: 'b' },
      stdin: new Uint8Array([1]),
      inputs: { 'x.txt': 'bafkqaaa' },
      limits: { work: 10n ** 9n, memoryPages: 1_024, outputBytes: 1 << 20, wallMs: 60_000 },
      verification: 'accept',
      salt: hash,
    },
  },
  { type: 'ready', job: 1, credit: 8 },
  { type: 'jobRefused', job: 1, kind: 'user', code: 'NODE_LIMIT_TOO_LARGE', parameters: { limit: 'work' } },
  { type: 'tasks', job: 1, tasks: [{ index: 0 }, { index: 1, args: ['b'], stdin: new Uint8Array([9]), inputs: {} }] },
  { type: 'cancel', job: 1, taskIndexes: [1] },
  { type: 'end', job: 1 },
  {
    type: 'results',
    job: 1,
    results: [
      { taskIndex: 0, taskHash: hash, outputHash: hash, work: 5n, status: 0, output: new Uint8Array([0]) },
      { taskIndex: 1, taskHash: hash, outputHash: hash, work: 6n, status: 2, outputCid: 'bafkqaaa', note: 'trap' },
    ],
  },
  { type: 'failed', job: 1, taskIndex: 0, kind: 'provider', code: 'EXECUTOR_CRASHED', parameters: {} },
  { type: 'prove', proof: 1, seed: hash, leafCountLog2: 20, hashesPerLeaf: 64 },
  { type: 'proving', proof: 1, leaves: 10, totalLeaves: 1 << 20 },
  { type: 'committed', proof: 1, root: hash, elapsedMs: 12.5 },
  { type: 'openings', proof: 1, indexes: [0, 2 ** 40 - 1] },
  { type: 'siblings', proof: 1, siblings: [hash] },
  { type: 'proofFailed', proof: 1, code: 'LEASE_PROOF_BUSY', parameters: {} },
  { type: 'release', proof: 1 },
  { type: 'heartbeat', running: 1, queued: 2 },
];

describe('lease messages', () => {
  test.each(messages)('$type survives the wire', (message) => {
    const bytes = encodeLeaseMessage(message);
    expect(decodeLeaseMessage(bytes)).toEqual(message);
    expect(encodeLeaseMessage(decodeLeaseMessage(bytes))).toEqual(bytes);
  });

  test.each([
    ['not CBOR', new Uint8Array([0xff])],
    ['nothing', new Uint8Array()],
    ['another type', encode({ type: 'steal', useRight: 1 })],
    ['an unknown field', encode({ type: 'end', job: 1, extra: 1 })],
    ['a right beyond 64 bits', encodeLeaseMessage({ type: 'hello', useRight: 1n << 64n, account })],
    ['a negative right', encode({ type: 'hello', useRight: -1, account })],
    ['a short nonce', encode({ type: 'challenge', nonce: '0x12', providerPeerId: 'x' })],
    ['a proof without leaves', encode({ type: 'prove', proof: 1, seed: hash, leafCountLog2: 0, hashesPerLeaf: 1 })],
    ['too many openings', encode({ type: 'openings', proof: 1, indexes: Array.from({ length: 1_025 }, () => 0) })],
    ['a path that climbs', encode({ type: 'tasks', job: 1, tasks: [{ index: 0, inputs: { '../x': 'bafkqaaa' } }] })],
    ['trailing bytes', new Uint8Array([...encodeLeaseMessage({ type: 'end', job: 1 }), 0])],
  ])('%s is refused', (_name, bytes) => {
    expect(() => decodeLeaseMessage(bytes)).toThrowError(expect.objectContaining({ code: 'MESSAGE_MALFORMED' }));
  });

  test('mutated bytes decode to a message or a coded error', () => {
    const random = seededRandom(7);
    for (const message of messages) {
      const bytes = encodeLeaseMessage(message);
      for (let i = 0; i < 100; i++) {
        const bent = bytes.slice();
        bent[Math.floor(random() * bent.length)] = Math.floor(random() * 256);
        try {
          decodeLeaseMessage(bent);
        } catch (error) {
          expect(isSuanliError(error, 'MESSAGE_MALFORMED')).toBe(true);
        }
      }
    }
  });
});
