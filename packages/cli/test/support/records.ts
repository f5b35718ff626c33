import { encodeOutput, hashOutput, type TaskOutput, type TaskStatus } from '@suanli/protocol';
import type { DealRecord, JobRecord, ReceiptRecord } from '@suanli/sdk';
import { type Hex, keccak256, toHex } from 'viem';

const encoder = new TextEncoder();

/** A hash that differs with its name. */
export const hashOf = (name: string): Hex => keccak256(toHex(name));

/** A job's record with fields of every kind; `id` overrides the hash of its name. */
export function recordOf(name: string, tasks: number, id: Hex = hashOf(name)): JobRecord {
  const provider = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
  const deal: DealRecord = {
    dealId: hashOf(`${name} deal`),
    index: 0,
    announcement: {
      offer: {
        provider,
        requester: '0x0000000000000000000000000000000000000000',
        resourceId: 0n,
        capabilityHash: hashOf('capability'),
        priceWeiPerGwu: 10n ** 15n,
        maxWork: 10n ** 12n,
        stakeWei: 10n ** 17n,
        maxDepositWei: 10n ** 19n,
        minAnswerBlocks: 10,
        maxWindowBlocks: 50_400,
        volume: 1_000,
        expiresAt: 1_900_000_000n,
        nonce: 7n,
      },
      signature: '0x1234',
      capability: {
        version: 1,
        addresses: ['/ip4/192.0.2.1/tcp/1'],
        executors: ['wasm'],
        slots: 2,
        memoryPages: 1_024,
        outputBytes: 1_048_576,
        workPerSecond: 5e9,
      },
    },
    maxWork: 1_000_000_000n * BigInt(tasks),
    phase: 'planned',
  };
  return {
    jobId: id,
    name,
    template: {
      version: 1,
      module: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
      args: ['a'],
      env: {},
      stdin: encoder.encode('in'),
      inputs: {},
      limits: { work: 1_000_000_000n, memoryPages: 256, outputBytes: 65_536, wallMs: 30_000 },
      verification: 'accept',
      salt: hashOf(`${name} salt`),
    },
    tasks: Array.from({ length: tasks }, (_, index) => ({ index })),
    taskHashes: Array.from({ length: tasks }, (_, index) => hashOf(`${name} task ${index}`)),
    tasksRoot: hashOf(`${name} root`),
    maxPriceWeiPerGwu: 10n ** 15n,
    providers: 2,
    createdAtMs: 1_800_000_000_000,
    request: {
      requester: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
      provider: '0x0000000000000000000000000000000000000000',
      jobHash: id,
      maxPriceWeiPerGwu: 10n ** 15n,
      maxWork: 1_000_000_000n * BigInt(tasks),
      depositWei: 10n ** 17n,
      minStakeWei: 10n ** 16n,
      bountyWei: 10n ** 16n,
      answerBlocks: 600,
      windowBlocks: 20,
      policy: 0,
      volume: 10,
      expiresAt: 1_900_000_000n,
      nonce: 5n,
    },
    deals: [deal],
    phase: 'running',
    cancelled: false,
    gasUsed: 0n,
  };
}

/** An output with what it holds by default left empty. */
export function outputOf(parts: Partial<TaskOutput> & { readonly text?: string } = {}): TaskOutput {
  return {
    exitCode: parts.exitCode ?? 0,
    stdout: parts.stdout ?? encoder.encode(parts.text ?? ''),
    stderr: parts.stderr ?? new Uint8Array(),
    files: parts.files ?? {},
  };
}

/** Receipts (unsigned) of some tasks of a record, with their outputs. */
export function receiptsOf(
  record: JobRecord,
  outputs: ReadonlyMap<number, TaskOutput>,
  options: { readonly status?: TaskStatus; readonly signature?: Hex } = {},
): ReceiptRecord {
  const encoded = new Map([...outputs].map(([index, output]) => [index, encodeOutput(output)]));
  return {
    batch: {
      dealId: record.deals[0]?.dealId ?? '0x',
      leaves: [...encoded].map(([taskIndex, bytes]) => ({
        taskIndex,
        taskHash: record.taskHashes[taskIndex] ?? '0x',
        outputHash: hashOutput(bytes),
        work: BigInt(taskIndex + 1) * 1_000n,
        status: options.status ?? 0,
      })),
      signature: options.signature ?? '0x99',
    },
    outputs: encoded,
  };
}
