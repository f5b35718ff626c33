import { segmentRoot } from '@suanli/protocol';
import { type Hex, hexToBytes, keccak256 } from 'viem';
import type { GameChallenge } from '../../actions/dispute/GameRecord.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { callInputs } from './callInputs.ts';

const headerBytes = 320;
/** Above the packed word's fields there is nothing, and its lowest byte is the status: halted. */
const emptyBytes = 8;
const halted = 1;

/**
 * The hash of the last state of a claim, which its event lacks: its header is looked for wherever the transaction has data,
 * because the call may have come out of a wallet's contract. The game's commitment tells whether it is the one.
 */
export async function findClaimedEnd(
  client: SuanliClient,
  challenge: GameChallenge,
  first: Hex,
): Promise<Hex | undefined> {
  const { commitment } = challenge.game;
  for await (const hex of callInputs(client, challenge.transactionHash)) {
    const input = hexToBytes(hex);
    for (let at = 0; at + headerBytes <= input.length; at++) {
      if (input[at + 31] !== halted || input.subarray(at, at + emptyBytes).some((byte) => byte !== 0)) continue;
      const end = keccak256(input.subarray(at, at + headerBytes));
      if (segmentRoot(first, [...challenge.hashes, end]) === commitment) return end;
    }
  }
  return undefined;
}
