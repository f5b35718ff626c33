/**
 * What a host call costs, in work units, subtracted before it takes effect. Part of the outcome, so part of the protocol: a change
 * changes bills and results. A call that the rest of the work cannot pay for does not happen: the program ends `outOfWork` with all its
 * work used.
 *
 * A unit is meant to take about as long as a metered instruction, so that no mixture of host calls makes a cheap program slow.
 */
export const hostCallWork = {
  /** Every call. */
  call: 1000,
  /** More, after its effect, for a call that returns an error. */
  failure: 3000,
  /** Every path given. */
  path: 1000,
  /** Every byte of a path. */
  pathByte: 16,
  /** Every vector of a read or write. */
  vector: 64,
  /** Every full or started 4 bytes that are read, written, filled with zeros when a file grows, or cut off when it shrinks. */
  word: 1,
  /** Every byte of random_get. */
  randomByte: 8,
  /** Every argument or environment variable that is copied. */
  string: 200,
  /** Every directory entry that is listed, and every one that a renamed directory brings along. */
  entry: 600,
  /** Every directory entry that a listing passes over. */
  entrySkipped: 64,
  /** Every file or directory that is created or renamed. */
  node: 2000,
  /** Every subscription of poll_oneoff. */
  subscription: 300,
} as const;

/** Work for moving `bytes` bytes. */
export function workOfBytes(bytes: number): number {
  return Math.ceil(bytes / 4) * hostCallWork.word;
}
