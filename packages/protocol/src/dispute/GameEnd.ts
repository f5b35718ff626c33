/** How a dispute's game ended. */
export const GameEnd = {
  /** The answer stood; the provider got the bond, or the part of it that a concession costs. */
  providerWon: 0,
  /** The answer is refuted, and this challenger is paid for it. */
  challengerWon: 1,
  /** The answer was refuted by somebody else; the bond went back. */
  closed: 2,
} as const;

export type GameEnd = (typeof GameEnd)[keyof typeof GameEnd];

/** The name of an end, such as `challengerWon`. */
export function gameEndName(end: GameEnd): keyof typeof GameEnd {
  for (const [name, value] of Object.entries(GameEnd)) {
    if (value === end) return name as keyof typeof GameEnd;
  }
  throw new RangeError(`no end ${String(end)}`);
}
