// What lotteries do to the income of providers, against being paid each time. `node bench/payments/simulateLottery.ts` writes the
// table of docs/payments.md and the picture beside it; with --check, it fails where they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { lotteryTree, verifyLotteryTicket } from '@suanli/protocol';
import { keccak256, slice, toHex } from 'viem';

const providers = 100;
const rounds = [100, 1_000, 10_000, 100_000] as const;
/** Those of which the picture shows the income. */
const shownProviders = 12;
const band = 2;

/** Income of one provider in parts of what was due to it. */
export interface ConvergenceRow {
  readonly rounds: number;
  /** Mean over all providers; 1, for each round pays exactly what is due to all. */
  readonly mean: number;
  /** Standard deviation over all providers, of all that they earned. */
  readonly deviation: number;
  /** What theory says: sqrt((1 - p) / (p * rounds)), for a chance p in every round. */
  readonly expectedDeviation: number;
  readonly least: number;
  readonly most: number;
  /** Share of providers within a tenth of what was due. */
  readonly withinTenth: number;
  /** Where each ticket wins by itself, with the same chance: standard deviation of what the payer has paid. */
  readonly independentPayerDeviation: number;
  /** Opening and claim of each round, against a payment to each provider. */
  readonly transactions: number;
  readonly individualTransactions: number;
}

export interface LotterySimulation {
  readonly convergence: readonly ConvergenceRow[];
  /** For a few providers, the income after some numbers of rounds, in parts of what was due. */
  readonly paths: readonly { readonly rounds: number; readonly incomes: readonly number[] }[];
}

/** A generator of 53-bit fractions (two draws of mulberry32), so that the figures are the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
}

/** Draws lotteries of equal parts over a real tree, and independent tickets beside them. */
export function simulateLottery(): LotterySimulation {
  const tree = lotteryTree(
    Array.from({ length: providers }, (_, i) => ({
      account: slice(keccak256(toHex(i, { size: 8 })), 12),
      weight: 10n ** 13n,
    })),
  );
  const ends = Array.from({ length: providers }, (_, i) => Number(verifyLotteryTicket(tree, tree.ticket(i))?.end));
  const total = Number(tree.totalWeight);
  const drawn = generator(0x5a11);
  const independent = generator(0x1771);
  const wins = new Float64Array(providers);
  const convergence: ConvergenceRow[] = [];
  const paths: { rounds: number; incomes: readonly number[] }[] = [];
  const incomes = (done: number): number[] => [...wins].map((won) => (won * providers) / done);
  const chance = 1 / providers;
  // Payer's outlay of one round with independent tickets, by inversion of the binomial distribution.
  let outlaySum = 0;
  let outlaySquares = 0;
  let done = 0;
  for (const limit of rounds) {
    for (; done < limit; done++) {
      const position = Math.floor(drawn() * total);
      let low = 0;
      for (let high = providers - 1; low < high; ) {
        const middle = (low + high) >> 1;
        if ((ends[middle] ?? 0) <= position) low = middle + 1;
        else high = middle;
      }
      wins[low] = (wins[low] ?? 0) + 1;
      let winners = 0;
      let probability = (1 - chance) ** providers;
      for (let rest = independent(); rest >= probability && winners < providers; winners++) {
        rest -= probability;
        probability *= ((providers - winners) / (winners + 1)) * (chance / (1 - chance));
      }
      outlaySum += winners;
      outlaySquares += winners * winners;
      // As many points in each power of ten.
      const step = 10 ** Math.floor(Math.log10(done + 1)) / 10;
      if (done + 1 >= 10 && Number.isInteger((done + 1) / step)) {
        paths.push({ rounds: done + 1, incomes: incomes(done + 1).slice(0, shownProviders) });
      }
    }
    const parts = incomes(limit);
    const mean = parts.reduce((sum, part) => sum + part, 0) / providers;
    const variance = parts.reduce((sum, part) => sum + (part - mean) ** 2, 0) / (providers - 1);
    const outlayVariance = outlaySquares / limit - (outlaySum / limit) ** 2;
    convergence.push({
      rounds: limit,
      mean,
      deviation: Math.sqrt(variance),
      expectedDeviation: Math.sqrt((1 - chance) / (chance * limit)),
      least: Math.min(...parts),
      most: Math.max(...parts),
      withinTenth: parts.filter((part) => Math.abs(part - 1) <= 0.1).length / providers,
      independentPayerDeviation: Math.sqrt(outlayVariance / limit),
      transactions: 2 * limit,
      individualTransactions: providers * limit,
    });
  }
  return { convergence, paths };
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const thousands = (value: number): string => value.toLocaleString('en-US');

/** The table of docs/payments.md. */
export function lotteryTable({ convergence }: LotterySimulation): string {
  const lines = convergence.map((row) =>
    [
      thousands(row.rounds),
      percent(row.mean),
      percent(row.deviation),
      percent(row.expectedDeviation),
      `${percent(row.least)} – ${percent(row.most)}`,
      percent(row.withinTenth),
      percent(row.independentPayerDeviation),
      `${thousands(row.transactions)} / ${thousands(row.individualTransactions)}`,
    ].join(' | '),
  );
  return [
    '| rounds | mean | deviation | by theory | least – most | within a tenth | payer, independent tickets | transactions, lottery / individual |',
    '|---|---|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}

/** The picture: income of some providers, by rounds on a logarithmic scale, in the band of two deviations. */
export function lotteryPlot({ paths }: LotterySimulation): string {
  const [width, height, left, right, top, bottom] = [760, 380, 64, 24, 44, 52];
  const first = Math.log10(paths[0]?.rounds ?? 1);
  const last = Math.log10(paths.at(-1)?.rounds ?? 1);
  const most = 4;
  const x = (count: number): string =>
    (left + ((Math.log10(count) - first) / (last - first)) * (width - left - right)).toFixed(1);
  const y = (part: number): string => {
    const inside = Math.min(Math.max(part, 0), most);
    return (height - bottom - (inside / most) * (height - top - bottom)).toFixed(1);
  };
  const deviation = (count: number): number => Math.sqrt((providers - 1) / count);
  const upper = paths.map(({ rounds: count }) => `${x(count)},${y(1 + band * deviation(count))}`);
  const lower = paths.map(({ rounds: count }) => `${x(count)},${y(1 - band * deviation(count))}`).reverse();
  const lines = Array.from({ length: shownProviders }, (_, i) => {
    const points = paths.map(({ rounds: count, incomes }) => `${x(count)},${y(incomes[i] ?? 0)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="hsl(${Math.round((i * 360) / shownProviders)} 55% 42%)" stroke-width="1.2"/>`;
  });
  const axisX = [10, 100, 1_000, 10_000, 100_000].map(
    (count) =>
      `<line x1="${x(count)}" y1="${top}" x2="${x(count)}" y2="${height - bottom}" stroke="#e2e2e2"/><text x="${x(count)}" y="${height - bottom + 18}" text-anchor="middle">${thousands(count)}</text>`,
  );
  const axisY = [0, 1, 2, 3, 4].map(
    (part) =>
      `<line x1="${left}" y1="${y(part)}" x2="${width - right}" y2="${y(part)}" stroke="#e2e2e2"/><text x="${left - 8}" y="${(Number(y(part)) + 4).toFixed(1)}" text-anchor="end">${part * 100} %</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333" role="img">`,
    '<title>Income by lotteries of 100 providers, in percent of what was due, by rounds</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="22" font-size="14">Income of ${shownProviders} of ${providers} providers by lotteries, in percent of what was due</text>`,
    ...axisX,
    ...axisY,
    `<polygon points="${[...upper, ...lower].join(' ')}" fill="#4477aa" fill-opacity="0.14"/>`,
    ...lines,
    `<line x1="${left}" y1="${y(1)}" x2="${width - right}" y2="${y(1)}" stroke="#111" stroke-width="1.6" stroke-dasharray="6 4"/>`,
    `<text x="${width - right - 4}" y="${(Number(y(1)) - 34).toFixed(1)}" text-anchor="end">dashed: paid each time · band: two standard deviations</text>`,
    `<text x="${(width + left - right) / 2}" y="${height - 12}" text-anchor="middle">rounds</text>`,
    '</svg>',
    '',
  ].join('\n');
}

const begin = '<!-- simulateLottery.ts writes from here -->\n';
const end = '<!-- to here -->\n';

/** What is to stand in the two files, by their paths from the root of the repository. */
export function lotteryDocuments(): ReadonlyMap<string, string> {
  const simulation = simulateLottery();
  const target = 'docs/payments.md';
  const text = readFileSync(new URL(`../../${target}`, import.meta.url), 'utf8');
  const [before, after] = [text.indexOf(begin), text.indexOf(end)];
  if (before < 0 || after < before) throw new RangeError(`${target} has no place for the table`);
  return new Map([
    [target, `${text.slice(0, before + begin.length)}\n${lotteryTable(simulation)}\n${text.slice(after)}`],
    ['docs/images/lottery-convergence.svg', lotteryPlot(simulation)],
  ]);
}

if (import.meta.main) {
  for (const [path, content] of lotteryDocuments()) {
    const file = new URL(`../../${path}`, import.meta.url);
    if (!process.argv.includes('--check')) writeFileSync(file, content);
    else if (readFileSync(file, 'utf8') !== content) {
      console.error(`${path} is not what bench/payments/simulateLottery.ts writes`);
      process.exitCode = 1;
    }
  }
}
