import { concatHex, type Hex, keccak256 } from 'viem';

/** The input word of a provable task's first state: keccak256(template's input ‖ task's input ‖ seed), the seed being the task's hash. */
export function hashInputWord(templateInput: Hex, taskInput: Hex, taskHash: Hex): Hex {
  return keccak256(concatHex([templateInput, taskInput, taskHash]));
}
