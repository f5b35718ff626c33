import { type Address, concatHex, getAddress, type Hex, keccak256, numberToHex } from 'viem';
import { type GameStage, isProvidersTurn } from './GameStage.ts';

/** A party of a game. */
export interface GamePlayer {
  readonly account: Address;
  /** Blocks left on its clock when its turn, or the other's, began. */
  readonly blocksLeft: number;
}

/** All of a dispute's game. The chain keeps its hash; events tell it, and whoever acts in it gives it back. */
export interface Game {
  readonly deal: Hex;
  readonly challenger: GamePlayer;
  readonly provider: GamePlayer;
  readonly bondWei: bigint;
  /** The deal's window: what each clock began with, in blocks. */
  readonly windowBlocks: number;
  /** The block in which the present turn began. */
  readonly turnBlock: bigint;
  readonly stage: GameStage;
  /** How many moves are to follow until a segment is one step. */
  readonly roundsLeft: number;
  /** What the last move committed to; with hashes posted, their `segmentRoot`. */
  readonly commitment: Hex;
}

/** A game as contracts take it and the events that open it carry it. */
export interface EncodedGame {
  readonly deal: Hex;
  readonly challenger: bigint;
  readonly provider: bigint;
  readonly progress: bigint;
  readonly commitment: Hex;
}

/** What the event of a move says of the game from then on. */
export interface EncodedGameMove {
  readonly progress: bigint;
  readonly commitment: Hex;
}

const bits = (word: bigint, offset: bigint, width: bigint): bigint => (word >> offset) & ((1n << width) - 1n);

const encodePlayer = ({ account, blocksLeft }: GamePlayer): bigint => (BigInt(blocksLeft) << 160n) | BigInt(account);

const decodePlayer = (word: bigint): GamePlayer => ({
  account: getAddress(numberToHex(bits(word, 0n, 160n), { size: 20 })),
  blocksLeft: Number(bits(word, 160n, 32n)),
});

const decodeProgress = (word: bigint) => ({
  bondWei: bits(word, 0n, 96n),
  windowBlocks: Number(bits(word, 96n, 32n)),
  turnBlock: bits(word, 128n, 40n),
  stage: Number(bits(word, 168n, 8n)) as GameStage,
  roundsLeft: Number(bits(word, 176n, 8n)),
});

/** Packs a game for a call. Calls that go on with it from a segment take all of it but the commitment, which follows from that. */
export function encodeGame(game: Game): EncodedGame {
  return {
    deal: game.deal,
    challenger: encodePlayer(game.challenger),
    provider: encodePlayer(game.provider),
    progress:
      game.bondWei |
      (BigInt(game.windowBlocks) << 96n) |
      (game.turnBlock << 128n) |
      (BigInt(game.stage) << 168n) |
      (BigInt(game.roundsLeft) << 176n),
    commitment: game.commitment,
  };
}

/** Reads a game out of an event. */
export function decodeGame({ deal, challenger, provider, progress, commitment }: EncodedGame): Game {
  return {
    deal,
    challenger: decodePlayer(challenger),
    provider: decodePlayer(provider),
    ...decodeProgress(progress),
    commitment,
  };
}

/** The game after a move: the mover's clock has lost the blocks between the first of its turn and the first of the next. */
export function gameAfterMove(before: Game, { progress, commitment }: EncodedGameMove): Game {
  const mover = isProvidersTurn(before.stage) ? 'provider' : 'challenger';
  const after = decodeProgress(progress);
  const { account, blocksLeft } = before[mover];
  return {
    ...before,
    ...after,
    [mover]: { account, blocksLeft: blocksLeft - Number(after.turnBlock - before.turnBlock) },
    commitment,
  };
}

/** What the chain keeps of a game: keccak-256 of its five words. */
export function hashGame(game: Game): Hex {
  const { deal, challenger, provider, progress, commitment } = encodeGame(game);
  const word = (value: bigint): Hex => numberToHex(value, { size: 32 });
  return keccak256(concatHex([deal, word(challenger), word(provider), word(progress), commitment]));
}
