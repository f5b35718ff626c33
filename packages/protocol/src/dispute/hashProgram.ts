import { concatHex, type Hex, keccak256, numberToHex } from 'viem';

/**
 * The root of a program: keccak256(header of its first state ‖ levels as a word).
 *
 * @param first - The ten words of the header, the input word zero.
 * @param levels - The program takes at most `16^levels` steps.
 */
export function hashProgram(first: Hex, levels: number): Hex {
  return keccak256(concatHex([first, numberToHex(levels, { size: 32 })]));
}
