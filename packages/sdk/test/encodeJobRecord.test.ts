import { decodeJobRecord, encodeJobRecord, type JobRecord } from '@suanli/sdk';
import { keccak256, parseEther, toHex } from 'viem';
import { expect, test } from 'vitest';

const hash = keccak256(toHex('x'));
const provider = '0x00000000000000000000000000000000000000a1';
const record: JobRecord = {
  jobId: hash,
  name: 'job',
  tasksRoot: hash,
  template: {
    version: 1,
    module: 'bafk',
    args: ['a'],
    env: { B: 'c' },
    stdin: new Uint8Array([1]),
    inputs: { x: 'bafk' },
    limits: { work: 5n, memoryPages: 1, outputBytes: 2, wallMs: 3 },
    verification: 'optimistic',
    salt: hash,
  },
  tasks: [{ index: 0 }, { index: 1, args: [], stdin: new Uint8Array(), inputs: {} }],
  taskHashes: [hash, hash],
  maxPriceWeiPerGwu: 1n,
  providers: 2,
  createdAtMs: 1_700_000_000_000,
  request: {
    requester: provider,
    provider,
    jobHash: hash,
    maxPriceWeiPerGwu: 1n,
    maxWork: 2n ** 64n - 1n,
    depositWei: parseEther('100'),
    minStakeWei: 0n,
    bountyWei: 7n,
    answerBlocks: 10,
    windowBlocks: 5,
    policy: 1,
    volume: 3,
    expiresAt: 9n,
    nonce: 2n ** 63n,
  },
  deals: [
    {
      dealId: hash,
      index: 0,
      announcement: {
        offer: {
          provider,
          requester: provider,
          resourceId: 0n,
          capabilityHash: hash,
          priceWeiPerGwu: parseEther('1'),
          maxWork: 1n,
          stakeWei: 2n,
          maxDepositWei: 3n,
          minAnswerBlocks: 4,
          maxWindowBlocks: 5,
          volume: 6,
          expiresAt: 7n,
          nonce: 8n,
        },
        signature: '0x12',
        capability: {
          version: 1,
          addresses: ['/ip4/1.2.3.4/tcp/5'],
          executors: ['wasm'],
          slots: 1,
          memoryPages: 2,
          outputBytes: 3,
          workPerSecond: 1.5,
        },
      },
      maxWork: 9n,
      phase: 'ended',
      paidWei: 0n,
    },
  ],
  phase: 'settling',
  cancelled: false,
  gasUsed: 150_000n,
};

test('a record comes back from its bytes exactly as it was, bigints as bigints', () => {
  expect(decodeJobRecord(encodeJobRecord(record))).toEqual(record);
});
