import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import wabtInit from 'wabt';
import { runWast } from '../conformance/wast/runWast.ts';

const wabt = await wabtInit();
const vectors = fileURLToPath(new URL('../../../../shared/vectors/wasm-spec/', import.meta.url));

// The vectors are not part of this repository; where they are not beside the checkout, the report shows the tests as skipped.
const here = existsSync(vectors);

describe.skipIf(!here).each(['core', 'bulk-memory'])('official suite (../shared/vectors/wasm-spec), %s', (suite) => {
  const folder = `${vectors}${suite}/`;
  const names = (here ? readdirSync(folder) : []).filter((name) => name.endsWith('.wast'));
  const skipped = new Map<string, number>();
  let passed = 0;

  it.each(names)('%s', async (name) => {
    const report = await runWast(wabt, readFileSync(folder + name, 'utf8'));
    expect(report.failures).toEqual([]);
    passed += report.passed;
    for (const [reason, count] of report.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + count);
  });

  it('lists what is outside the guest language, with its count', () => {
    expect({ passed, skipped: Object.fromEntries([...skipped].sort()) }).toMatchSnapshot();
  });
});
