import { type Context, ponder } from 'ponder:registry';
import {
  decodeGame,
  type Game,
  type GameEnd,
  GameStage,
  gameAfterMove,
  gameEndName,
  gameStageName,
  isProvidersTurn,
} from '@suanli/protocol';
import { and, eq, isNull } from 'ponder';
import { type Address, type Hex, zeroHash } from 'viem';
import { deal, game } from '../ponder.schema.ts';
import { afterNone } from './internal/afterNone.ts';
import { eventKey } from './internal/eventKey.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';

type Row = typeof game.$inferSelect;

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly log: { readonly logIndex: number };
  readonly transaction: { readonly hash: Hex };
}

/** What an event says of a game as it stands from then on. */
function stateOf(event: Pick<Moment, 'block'>, game: Game) {
  const { challenger, provider, bondWei, windowBlocks, turnBlock, stage, roundsLeft } = game;
  const name = afterNone(gameStageName(stage));
  const onTurn = isProvidersTurn(stage) ? provider : challenger;
  return {
    provider: provider.account,
    stage: name,
    roundsLeft: name === 'demanded' || name === 'revealed' ? null : roundsLeft,
    bondWei,
    windowBlocks: BigInt(windowBlocks),
    challengerBlocksLeft: BigInt(challenger.blocksLeft),
    providerBlocksLeft: BigInt(provider.blocksLeft),
    deadlineBlock: turnBlock + BigInt(onTurn.blocksLeft),
    lastBlock: event.block.number,
  };
}

/** The game as a row has it, which does not keep what it commits to. */
function gameOf(row: Row): Game {
  const stage = GameStage[row.stage];
  const challenger = { account: row.challenger, blocksLeft: Number(row.challengerBlocksLeft) };
  const provider = { account: row.provider, blocksLeft: Number(row.providerBlocksLeft) };
  const onTurn = isProvidersTurn(stage) ? provider : challenger;
  return {
    deal: row.dealId,
    challenger,
    provider,
    bondWei: row.bondWei,
    windowBlocks: Number(row.windowBlocks),
    turnBlock: row.deadlineBlock - BigInt(onTurn.blocksLeft),
    stage,
    roundsLeft: row.roundsLeft ?? 0,
    commitment: zeroHash,
  };
}

/** The open game of a challenger about a deal: there is at most one, but there may have been others. */
async function findOpenGame(
  context: Pick<Context, 'db'>,
  { deal: dealId, challenger }: { readonly deal: Hex; readonly challenger: Address },
): Promise<Row | null> {
  const [row] = await context.db.sql
    .select()
    .from(game)
    .where(and(eq(game.dealId, dealId), eq(game.challenger, challenger), isNull(game.end)))
    .limit(1);
  return row ?? null;
}

async function openGame(
  context: Pick<Context, 'db'>,
  event: Moment,
  about: Pick<Row, 'dealId' | 'challenger'> & Partial<Pick<Row, 'position' | 'taskIndex' | 'taskHash'>>,
  state: Game,
): Promise<void> {
  await context.db.insert(game).values({
    id: eventKey(event),
    ...about,
    ...stateOf(event, state),
    openedAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db
    .update(deal, { id: about.dealId })
    .set((row) => ({ games: row.games + 1, openGames: row.openGames + 1 }));
  await addToMarketStats(context, { games: 1 });
}

ponder.on('Disputes:Demanded', async ({ event, context }) => {
  const { deal: dealId, challenger, game: encoded, position } = event.args;
  await openGame(context, event, { dealId, challenger, position }, decodeGame(encoded));
});

ponder.on('Disputes:Revealed', async ({ event, context }) => {
  const { game: encoded, proof } = event.args;
  const { leaf } = proof;
  const { id } = requireRow(await findOpenGame(context, event.args));
  await context.db
    .update(game, { id })
    .set({ ...stateOf(event, decodeGame(encoded)), taskIndex: leaf.taskIndex, taskHash: leaf.taskHash });
});

ponder.on('Disputes:Challenged', async ({ event, context }) => {
  const { deal: dealId, challenger, leaf } = event.args;
  const state = decodeGame(event.args.game);
  const open = await findOpenGame(context, event.args);
  // A leaf that was demanded is challenged in the same game.
  if (open) await context.db.update(game, { id: open.id }).set(stateOf(event, state));
  else {
    const { taskIndex, taskHash } = leaf;
    await openGame(context, event, { dealId, challenger, taskIndex, taskHash }, state);
  }
});

ponder.on('Disputes:Moved', async ({ event, context }) => {
  const open = requireRow(await findOpenGame(context, event.args));
  const state = stateOf(event, gameAfterMove(gameOf(open), event.args));
  await context.db.update(game, { id: open.id }).set((row) => ({ ...state, moves: row.moves + 1 }));
});

ponder.on('Disputes:GameEnded', async ({ event, context }) => {
  const { deal: dealId, end, providerWei } = event.args;
  const { id } = requireRow(await findOpenGame(context, event.args));
  await context.db.update(game, { id }).set({
    end: gameEndName(end as GameEnd),
    providerWei,
    lastBlock: event.block.number,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
  await context.db.update(deal, { id: dealId }).set((row) => ({ openGames: row.openGames - 1 }));
});

const refutations = ['wrongTask', 'duplicate'] as const;

ponder.on('Disputes:AnswerRefuted', async ({ event, context }) => {
  const { deal: id, refutation } = event.args;
  await context.db.update(deal, { id }).set({ refutation: requireRow(refutations[refutation] ?? null) });
});
