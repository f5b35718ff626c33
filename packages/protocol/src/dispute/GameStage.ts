/** What is next in a dispute's game, and whose turn it is. */
export const GameStage = {
  none: 0,
  /** The provider is to show a leaf of its answer. */
  demanded: 1,
  /** The challenger is to say what is wrong with the leaf shown. */
  revealed: 2,
  /** The provider is to pick a segment of the challenger's hashes. */
  providerTurn: 3,
  /** The challenger is to pick a segment of the provider's hashes. */
  challengerTurn: 4,
} as const;

export type GameStage = (typeof GameStage)[keyof typeof GameStage];

/** The name of a stage, such as `providerTurn`. */
export function gameStageName(stage: GameStage): keyof typeof GameStage {
  for (const [name, value] of Object.entries(GameStage)) {
    if (value === stage) return name as keyof typeof GameStage;
  }
  throw new RangeError(`no stage ${String(stage)}`);
}

/** Whether the provider's clock runs; else it is the challenger's. */
export function isProvidersTurn(stage: GameStage): boolean {
  return stage === GameStage.demanded || stage === GameStage.providerTurn;
}
