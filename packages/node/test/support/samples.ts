import { type Deal, encodeOutput, hashOutput, type TaskResult } from '@suanli/protocol';
import { type Hex, keccak256, toHex } from 'viem';
import type { ReceivedTemplate } from '../../src/store/Store.ts';

/** A hash with a name. */
export const hashOf = (name: string): Hex => keccak256(toHex(name));

export const provider: Hex = '0x00000000000000000000000000000000000000aa';
export const requester: Hex = '0x00000000000000000000000000000000000000bb';

/** Terms of a deal, open from block 100 on and to be answered before block 160. */
export function dealOf(change: Partial<Deal> = {}): Deal {
  return {
    requester,
    provider,
    resourceId: 0n,
    jobHash: hashOf('job'),
    priceWeiPerGwu: 1_000_000_000_000_000n,
    maxWork: 1_000_000_000n,
    stakeWei: 100n,
    depositWei: 50n,
    bountyWei: 10n,
    answerDeadlineBlock: 160n,
    windowBlocks: 20,
    policy: 0,
    ...change,
  };
}

export function templateOf(change: Partial<ReceivedTemplate> = {}): ReceivedTemplate {
  return {
    version: 1,
    module: 'bafkmodule',
    args: ['a'],
    env: { NAME: 'value' },
    stdin: new Uint8Array([1, 2]),
    inputs: { file: 'bafkfile' },
    limits: { work: 1_000n, memoryPages: 16, outputBytes: 1_000, wallMs: 1_000 },
    verification: 'accept',
    salt: hashOf('salt'),
    ...change,
  };
}

/** A result of 100 work units whose output names its task. */
export function resultOf(taskIndex: number, change: Partial<TaskResult> = {}): TaskResult {
  const output = encodeOutput({
    exitCode: 0,
    stdout: new TextEncoder().encode(String(taskIndex)),
    stderr: new Uint8Array(),
    files: {},
  }) as Uint8Array<ArrayBuffer>;
  return {
    taskIndex,
    taskHash: hashOf(`task ${taskIndex}`),
    outputHash: hashOutput(output),
    work: 100n,
    status: 0,
    output,
    ...change,
  };
}
