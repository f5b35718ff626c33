import { hashGame } from '@suanli/protocol';
import { type Hex, zeroHash } from 'viem';
import type { GameEntry, GameRecord } from '../../actions/dispute/GameRecord.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { followGame } from '../gameSegments.ts';
import type { PlayedMove } from '../PlayedMove.ts';

/** Tells the moves of a game one by one, with what each cost. */
export function playedMoves(
  client: SuanliClient,
  sections: number,
  onMove: ((move: PlayedMove) => void) | undefined,
): { follow(record: GameRecord): Promise<readonly PlayedMove[]> } {
  const told: { key: string; move: PlayedMove }[] = [];
  return {
    async follow(record) {
      // Only the steps are of interest here, so the hashes may be anything.
      const segments = [...followGame({ record, sections, first: zeroHash })];
      for (const [i, entry] of record.entries.entries()) {
        const around = entry.kind === 'challenged' || entry.kind === 'moved' ? segments.shift() : undefined;
        const key = `${entry.transactionHash} ${hashGame(entry.game)}`;
        if (told[i]?.key === key) continue;
        // A reorganisation took this one and all behind it back.
        told.length = i;
        const steps = around && {
          first: around.firstStep,
          last: around.firstStep + around.stepsEach * BigInt(sections),
        };
        const move = moveOf(entry, steps, await gasOf(client, entry.transactionHash));
        told.push({ key, move });
        onMove?.(move);
      }
      told.length = record.entries.length;
      return told.map(({ move }) => move);
    },
  };
}

function moveOf(entry: GameEntry, steps: PlayedMove['steps'], gasUsed: bigint | undefined): PlayedMove {
  const { game, kind, transactionHash, blockNumber } = entry;
  return {
    by: entry.kind === 'moved' ? entry.by : entry.kind === 'revealed' ? 'provider' : 'challenger',
    kind,
    stage: game.stage,
    roundsLeft: game.roundsLeft,
    pick: entry.kind === 'moved' ? entry.pick : undefined,
    steps,
    gasUsed,
    transactionHash,
    blockNumber,
    providerBlocksLeft: game.provider.blocksLeft,
    challengerBlocksLeft: game.challenger.blocksLeft,
  };
}

/** For people only: without it the game goes on. */
async function gasOf(client: SuanliClient, hash: Hex): Promise<bigint | undefined> {
  try {
    return (await client.publicClient.getTransactionReceipt({ hash })).gasUsed;
  } catch {
    return undefined;
  }
}
