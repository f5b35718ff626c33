const lanes = 2n ** 16n;
const sequences = 2n ** 48n;

/**
 * The id of a lottery: lane in bits 0..15, sequence number in bits 16..63.
 *
 * @throws RangeError where the lane is no uint16, or the sequence number no uint48 above zero
 *
 * @example
 * const id = lotteryId({ lane: 0, sequence: 1n }); // 65536n
 */
export function lotteryId(parameters: {
  /** Each lane of a payer has one open lottery at a time. */
  readonly lane: number;
  /** Above that of every earlier lottery of the lane; the first is 1. */
  readonly sequence: bigint;
}): bigint {
  const { lane, sequence } = parameters;
  if (!Number.isInteger(lane) || lane < 0 || BigInt(lane) >= lanes) throw new RangeError(`no lane ${lane}`);
  if (sequence <= 0n || sequence >= sequences) throw new RangeError(`no sequence number ${sequence}`);
  return sequence * lanes + BigInt(lane);
}
