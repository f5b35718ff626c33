import { zeroAddress, zeroHash } from 'viem';
import type { ResultClaim } from '../Execution.ts';

/** The claim of an answer or a challenge that was not made. */
export const nobody: ResultClaim = { account: zeroAddress, resultHash: zeroHash };
