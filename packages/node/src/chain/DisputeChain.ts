import type { Deal } from '@suanli/protocol';
import type {
  AnsweredDeal,
  GameClaim,
  GameRecord,
  LeafProof,
  PlayedGame,
  PlayGameOptions,
  PlayGameParameters,
} from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { ChainDealState, MinedTransaction } from './ProviderChain.ts';

/**
 * The chain as parties to disputes need it.
 *
 * Trust: the RPC endpoint is believed. All methods fail with coded errors, `CHAIN_UNREACHABLE` where a later try may succeed.
 */
export interface DisputeChain {
  /** The account that plays. */
  readonly account: Address;
  blockNumber(): Promise<bigint>;
  dealState(dealId: Hex): Promise<ChainDealState>;
  /** Answers posted in a range of blocks, both ends included, of whatever policy. */
  answeredDeals(parameters: {
    fromBlock: bigint;
    toBlock: bigint;
  }): Promise<
    readonly { readonly dealId: Hex; readonly root: Hex; readonly work: bigint; readonly blockNumber: bigint }[]
  >;
  /** The terms that a deal was opened with. */
  dealTerms(dealId: Hex): Promise<Deal>;
  /** The account's free balance in the bank, and whether disputes may lock it. */
  bondBalance(): Promise<{ readonly availableWei: bigint; readonly consents: boolean }>;
  /** How many hashes a move posts. */
  sections(): Promise<number>;
  /** The open games about a deal of this account as its provider. */
  gamesAgainst(dealId: Hex): Promise<readonly GameRecord[]>;
  /** This account's own game about a deal, open or ended; undefined where it never had one about the answer that stands. */
  ownGame(dealId: Hex): Promise<GameRecord | undefined>;
  /** Who refuted the answer of a deal that is in firm resolution; undefined where it stands. */
  refutation(dealId: Hex): Promise<Address | undefined>;

  challenge(parameters: { answer: AnsweredDeal; proof: LeafProof; claim: GameClaim }): Promise<MinedTransaction>;
  demand(parameters: { answer: AnsweredDeal; position: number }): Promise<MinedTransaction>;
  refuteDuplicate(parameters: { answer: AnsweredDeal; first: LeafProof; second: LeafProof }): Promise<MinedTransaction>;
  /** Ends a refuted deal, so that whoever refuted it is paid; undefined where that is done or nothing is refuted. */
  finalizeRefutation(dealId: Hex): Promise<MinedTransaction | undefined>;
  /** Plays a game to its end; see `playGame` of the sdk. */
  play(parameters: PlayGameParameters, options: PlayGameOptions): Promise<PlayedGame>;
}
