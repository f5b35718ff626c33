/** A linear scale with round figures. */
export interface LinearScale {
  readonly low: number;
  readonly high: number;
  /** Round values from `low` to `high`, both included. */
  readonly ticks: readonly number[];
}

/** Values that differ by less than this part of them cannot be told apart in a drawing, nor by their labels. */
const leastPart = 1e-4;

/** A scale that holds values from `least` to `most` (not below zero), with ticks at 1, 2 or 5 times a power of ten. */
export function linearScale(least: number, most: number): LinearScale {
  let from = Number.isFinite(least) ? Math.max(0, least) : 0;
  let to = Number.isFinite(most) ? Math.max(from, most) : 1;
  if (to - from <= leastPart * to) {
    // One value alone stands in the middle.
    from /= 2;
    to = to === 0 ? 1 : to * 1.5;
  }
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}
