import { stripVTControlCharacters } from 'node:util';
import type { JobProgress } from '@suanli/sdk';
import { describe, expect, test, vi } from 'vitest';
import { safeText } from '../src/commands/job/internal/safeText.ts';
import { parseAmount } from '../src/input/parseAmount.ts';
import { createProgressView } from '../src/output/createProgressView.ts';
import { createTerminal } from '../src/output/createTerminal.ts';
import { cutDisplay } from '../src/output/cutDisplay.ts';
import { displayWidth } from '../src/output/displayWidth.ts';
import { formatDuration } from '../src/output/formatDuration.ts';
import { formatTable } from '../src/output/formatTable.ts';
import { formatTokens } from '../src/output/formatTokens.ts';
import { toJsonText } from '../src/output/toJsonText.ts';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';
import { seededRandom } from './support/random.ts';

/** A stream that remembers, and looks like a terminal where columns are given. */
function recorder(columns?: number) {
  const chunks: string[] = [];
  return {
    chunks,
    text: () => chunks.join(''),
    write: (chunk: string | Uint8Array) => void chunks.push(String(chunk)),
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  };
}

/** What a terminal shows after some output: enough of one for text, line ends, "n lines up" and "clear below". */
function screenOf(output: string): string[] {
  const lines = [''];
  let row = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal reads
  for (const [token, up] of output.matchAll(/\x1b\[(\d+)F|\x1b\[J|\x1b\[\d+m|\n|[^\x1b\n]+/g)) {
    if (up !== undefined) row -= Number(up);
    else if (token === '\x1b[J') lines.splice(row, lines.length, '');
    else if (token === '\n') {
      row++;
      lines[row] ??= '';
    } else if (!token.startsWith('\x1b')) lines[row] += token;
  }
  return lines;
}

const progress = (tasksDone: number, step: JobProgress['step'] = 'running'): JobProgress => ({
  jobId: '0x12',
  step,
  tasks: 64,
  tasksDone,
  tasksFailed: 0,
  work: BigInt(tasksDone) * 1_000_000_000n,
  costWei: BigInt(tasksDone) * 10n ** 15n,
  deals: [
    {
      dealId: '0x01',
      provider: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
      state: 'ready',
      tasksDone,
      tasksInFlight: 3,
      work: BigInt(tasksDone) * 1_000_000_000n,
      costWei: BigInt(tasksDone) * 10n ** 15n,
    },
    {
      dealId: '0x02',
      provider: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
      state: 'lost',
      reason: 'NETWORK_SILENT',
      tasksDone: 0,
      tasksInFlight: 0,
      work: 0n,
      costWei: 0n,
    },
  ],
});

describe('the progress view', () => {
  test('on a terminal redraws one block in place, within its width, and leaves the last state', () => {
    vi.useFakeTimers();
    for (const columns of [50, 80, 140]) {
      for (const text of [en, zh]) {
        const err = recorder(columns);
        const terminal = createTerminal({ out: recorder(), err, env: {} });
        const view = createProgressView({ terminal, text });
        view.note('a note that stays');
        view.update(progress(0));
        vi.advanceTimersByTime(500);
        view.update(progress(32));
        vi.advanceTimersByTime(500);
        view.note('another');
        view.update(progress(64, 'ended'));
        view.finish();
        view.finish();
        view.update(progress(1));
        const screen = screenOf(err.text());
        for (const line of screen) expect(displayWidth(line), line).toBeLessThan(columns);
        expect(screen.filter((line) => line.includes('a note that stays'))).toHaveLength(1);
        expect(screen.filter((line) => line.includes(text.progress.steps.ended))).toHaveLength(1);
        expect(screen.filter((line) => line.includes(text.progress.steps.running))).toHaveLength(0);
        // A blank line, the step, the whole, and one line per provider, then the cursor.
        expect(screen).toHaveLength(2 + 5 + 1);
        if (columns > 100) {
          expect(screen.join('\n')).toContain('100 %');
          expect(screen.join('\n')).toContain(`64/64 ${text.progress.tasks}`);
          expect(screen.join('\n')).toContain(`${text.progress.states.lost} (NETWORK_SILENT)`);
        }
      }
    }
    vi.useRealTimers();
  });

  test('redraws at most ten times a second, however many changes come', () => {
    vi.useFakeTimers();
    const err = recorder(80);
    const view = createProgressView({ terminal: createTerminal({ out: recorder(), err, env: {} }), text: en });
    for (let i = 0; i < 1_000; i++) {
      view.update(progress(i % 64));
      vi.advanceTimersByTime(1);
    }
    view.finish();
    expect(err.chunks.length).toBeGreaterThan(5);
    expect(err.chunks.length).toBeLessThanOrEqual(12);
    vi.useRealTimers();
  });

  test('elsewhere prints a line when the step changes and every few seconds, without escapes', () => {
    let now = 0;
    const err = recorder();
    const terminal = createTerminal({ out: recorder(), err, env: {} });
    const view = createProgressView({ terminal, text: en, unit: 'tiles', nameOf: () => 'one', now: () => now });
    view.update(progress(0, 'opening'));
    for (let i = 0; i < 64; i++) {
      now += 100;
      view.update(progress(i));
    }
    view.finish();
    const lines = err.text().trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('Opening deals');
    expect(lines.at(-1)).toContain('63/64 tiles');
    expect(err.text()).not.toContain('\x1b');
  });

  test('says nothing when quiet, or for a program that reads JSON', () => {
    for (const options of [{ quiet: true }, { json: true }]) {
      const err = recorder();
      const view = createProgressView({
        terminal: createTerminal({ out: recorder(), err, env: {}, ...options }),
        text: en,
      });
      view.update(progress(1));
      view.note('x');
      view.finish();
      expect(err.text()).toBe('');
    }
  });
});

describe('colours', () => {
  test('appear on a terminal alone, never with NO_COLOR or when refused', () => {
    const styled = (options: { columns?: number; color?: boolean; env?: Record<string, string> }) =>
      createTerminal({
        out: recorder(options.columns),
        err: recorder(),
        env: options.env ?? {},
        ...(options.color === undefined ? {} : { color: options.color }),
      }).style('red', 'x');
    expect(styled({ columns: 80 })).not.toBe('x');
    expect(styled({})).toBe('x');
    expect(styled({ columns: 80, env: { NO_COLOR: '1' } })).toBe('x');
    expect(styled({ columns: 80, color: false })).toBe('x');
    expect(styled({ columns: 80, env: { TERM: 'dumb' } })).toBe('x');
    expect(styled({ env: { FORCE_COLOR: '1' } })).not.toBe('x');
  });
});

describe('text for people', () => {
  test('a table keeps Chinese and coloured cells in line', () => {
    const table = formatTable({
      columns: [{ title: '提供者' }, { title: 'Work', align: 'right' }, { title: 'x' }],
      rows: [
        ['\x1b[31m中文名称\x1b[39m', '1', 'a'],
        ['ascii', '12345', 'b'],
      ],
      footer: ['Total', '12346', ''],
    });
    const lines = table.trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    const columnOf = (line: string, mark: string) => {
      const plain = stripVTControlCharacters(line);
      return displayWidth(plain.slice(0, plain.indexOf(mark)));
    };
    expect(columnOf(lines[2] ?? '', 'a')).toBe(columnOf(lines[3] ?? '', 'b'));
    expect(columnOf(lines[2] ?? '', '1')).toBe(columnOf(lines[3] ?? '', '12345') + 4);
    expect(displayWidth('算力 ok')).toBe(7);
    expect(cutDisplay('算力市场', 6)).toBe('算力…');
    expect(displayWidth(cutDisplay('算力市场', 6))).toBeLessThanOrEqual(6);
  });

  test('amounts and durations', () => {
    const token = 10n ** 18n;
    expect(formatTokens(0n)).toBe('0');
    expect(formatTokens((token * 3n) / 2n)).toBe('1.5');
    expect(formatTokens(token + 1n)).toBe('1');
    expect(formatTokens(28_700_000_000n)).toBe('0.000000028');
    expect(formatTokens(1n)).toBe('0.000000000000000001');
    expect(formatTokens(123_456_789n * token)).toBe('123456789');
    expect(formatDuration(4_210)).toBe('4.2 s');
    expect(formatDuration(83_000)).toBe('1:23');
    expect(formatDuration(3_725_000)).toBe('1:02:05');
  });

  test('an amount that is printed in full reads back as the same wei', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 500; i++) {
      const digits = 1 + Math.floor(random() * 26);
      const wei = BigInt(Array.from({ length: digits }, () => Math.floor(random() * 10)).join(''));
      if (wei === 0n) continue;
      expect(parseAmount('x')(formatTokens(wei, 18))).toBe(wei);
    }
  });

  test('what a program printed cannot steer the terminal', () => {
    const bytes = new TextEncoder().encode('a\x1b[2Jb\x1b]0;title\x07c\r\x00d\u202ee\nsecond\n\n');
    const lines = safeText(bytes, 5);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
    expect(lines.join('\n')).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('second');
    expect(safeText(new Uint8Array([0xff, 0xfe, 0x41]), 5).join('')).toContain('A');
    expect(safeText(new Uint8Array(), 5)).toEqual([]);
    expect(safeText(new TextEncoder().encode('1\n2\n3'), 2)).toEqual(['1', '2', '…']);
  });

  test('the JSON document: bigints as decimal text, bytes as base64, one line', () => {
    const text = toJsonText({ big: 2n ** 70n, bytes: new Uint8Array([104, 105]), map: new Map([['a', 1n]]) });
    expect(text.indexOf('\n')).toBe(text.length - 1);
    expect(JSON.parse(text)).toEqual({ big: '1180591620717411303424', bytes: 'aGk=', map: { a: '1' } });
  });
});
