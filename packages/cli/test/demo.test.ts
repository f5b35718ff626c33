import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suanli-demo-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the demonstration renders, pays, balances the books, and prints one JSON object', async () => {
  const picture = join(folder, 'render.png');
  const words = [
    'demo',
    '--json',
    '--size',
    '64',
    '--samples',
    '2',
    '--tiles',
    '9',
    '--providers',
    '2',
    '--out',
    picture,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...words], { timeout: 120_000 });
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ tasks: 9, completed: 9, picture, bankConserved: true });
  // On a busy machine one of them may have done all of so little before the other was ready.
  expect([1, 2]).toContain(report.providers);
  expect(report.workGwu).toBeGreaterThan(0);
  expect(report.gas).toBeGreaterThan(50_000);
  expect(report.wallMs).toBeGreaterThan(0);
  const parts = report.perProvider as { tasks: number; workGwu: number; paidWei: string }[];
  expect(parts.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(9);
  expect(parts.reduce((sum, { paidWei }) => sum + BigInt(paidWei), 0n)).toBe(BigInt(report.paidWei));
  const image = decode(await readFile(picture));
  expect([image.width, image.height]).toEqual([64, 64]);
  expect(new Set(image.data).size).toBeGreaterThan(50);
}, 150_000);
