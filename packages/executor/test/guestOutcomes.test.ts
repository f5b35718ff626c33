import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWasmExecutor } from '../src/wasm/index.ts';
import { runGuests } from './internal/guestRuns.ts';

const executor = createWasmExecutor({ slots: 1 });
beforeAll(() => executor.start(), 30_000);
afterAll(() => executor.stop());

test('every guest ends with the status, work and output on record, which are part of the protocol', {
  timeout: 60_000,
}, async () => {
  const recorded = JSON.parse(readFileSync(new URL('./fixtures/guestOutcomes.json', import.meta.url), 'utf8'));
  expect(await runGuests(executor)).toEqual(recorded);
});
