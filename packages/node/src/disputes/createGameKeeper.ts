import { GameEnd, gameEndName, isSuanliError } from '@suanli/protocol';
import type { GameParty, GameRole } from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { DisputeChain } from '../chain/DisputeChain.ts';
import type { Logger } from '../telemetry/createLogger.ts';

/** Plays the games of one role; see {@link createGameKeeper}. */
export interface GameKeeper {
  /** Goes on with a game, unless it is being played already. */
  keep(game: KeptGame): void;
  /** Whether a game about a deal is being played. */
  isPlaying(dealId: Hex): boolean;
  /** Stops playing; games go on, and are taken up again by the next who keeps them. */
  stop(): Promise<void>;
  /** Games that are being played. */
  readonly playing: number;
}

export interface KeptGame {
  readonly dealId: Hex;
  readonly challenger: Address;
  readonly party: GameParty;
  /** Called after each decision, and at the end: what a decision took can be given back. */
  readonly rest?: () => void;
}

export interface GameKeeperDependencies {
  readonly chain: Pick<DisputeChain, 'play'>;
  readonly role: GameRole;
  readonly logger: Logger;
  /** Told of each decision that sends something, and of each end. */
  readonly onDecision?: (kind: string) => void;
  readonly onEnded?: (dealId: Hex, end: 'won' | 'lost' | 'closed') => void;
}

/**
 * Makes a keeper. It holds nothing but what runs now: which games there are, the chain says, and whoever looks at it keeps them anew after a
 * failure, a restart or a reorganisation.
 */
export function createGameKeeper(
  dependencies: GameKeeperDependencies,
  options: { readonly confirmations: number },
): GameKeeper {
  const { chain, role, logger } = dependencies;
  const games = new Map<string, { readonly dealId: Hex; readonly run: Promise<void> }>();
  let stopping = new AbortController();

  async function play(game: KeptGame, signal: AbortSignal): Promise<void> {
    const { dealId, challenger, party } = game;
    const about = { dealId, challenger, role };
    try {
      logger.info(about, 'playing a game');
      const { outcome, gasUsed } = await chain.play(
        { dealId, challenger, party, confirmations: options.confirmations },
        {
          signal,
          onDecision(decision) {
            game.rest?.();
            if (decision.kind === 'wait') return;
            dependencies.onDecision?.(decision.kind);
            const log = decision.kind === 'resign' || decision.kind === 'expired' ? logger.error : logger.info;
            log.call(logger, { ...about, decision: decision.kind, ...('reason' in decision ? decision : {}) }, 'game');
          },
        },
      );
      const won = outcome.end === (role === 'provider' ? GameEnd.providerWon : GameEnd.challengerWon);
      const end = outcome.end === GameEnd.closed ? 'closed' : won ? 'won' : 'lost';
      dependencies.onEnded?.(dealId, end);
      logger.info({ ...about, end: gameEndName(outcome.end), gasUsed }, 'game ended');
    } catch (error) {
      if (signal.aborted) return;
      const level = isSuanliError(error, 'NODE_TRACE_STOPPED') ? 'debug' : 'error';
      logger[level]({ err: error, ...about }, 'the game could not be played on; trying again');
    } finally {
      game.rest?.();
    }
  }

  return {
    keep(game) {
      const key = `${game.dealId}/${game.challenger.toLowerCase()}`;
      if (games.has(key) || stopping.signal.aborted) return;
      const run = play(game, stopping.signal).finally(() => games.delete(key));
      games.set(key, { dealId: game.dealId, run });
    },
    isPlaying: (dealId) => [...games.values()].some((game) => game.dealId === dealId),
    async stop() {
      stopping.abort();
      await Promise.all([...games.values()].map(({ run }) => run));
      stopping = new AbortController();
    },
    get playing() {
      return games.size;
    },
  };
}
