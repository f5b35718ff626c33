/** A linear scale with round figures. */
export interface LinearScale {
  readonly low: number;
  readonly high: number;
  /** Round values from `low` to `high`, both included. */
  readonly ticks: readonly number[];
}

/** A scale that holds values from `least` to `most` (not below zero), with three to six ticks at 1, 2 or 5 times a power of ten. */
export function linearScale(least: number, most: number): LinearScale {
  const from = Number.isFinite(least) ? Math.max(0, least) : 0;
  let to = Number.isFinite(most) ? Math.max(from, most) : 1;
  // One value alone stands in the middle.
  const low0 = to === from ? from / 2 : from;
  to = to === from ? (to === 0 ? 1 : to * 1.5) : to;
  const rough = (to - low0) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low0 / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}
