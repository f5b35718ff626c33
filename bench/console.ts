import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { startUp } from '../packages/cli/src/up/startUp.ts';

/** What the first page of the built console costs somebody who has never been there, over loopback. */
export interface ConsoleFigures {
  /** Largest contentful paint, from the start of the navigation: the median of fresh visits. */
  readonly lcpMs: number;
  readonly lcpAllMs: readonly number[];
  /** All JavaScript that the first page loads, each file compressed by itself, in KiB. */
  readonly jsKbGzip: number;
  readonly jsFiles: number;
  readonly chromium: string;
}

interface Visit {
  readonly lcpMs: number;
  readonly scripts: ReadonlyMap<string, number>;
}

const visits = 5;
const executablePath = '/usr/bin/chromium';

/** Measures the first page of the built console in Chromium, before a running market. */
export async function benchConsole(signal: AbortSignal): Promise<ConsoleFigures> {
  if (!existsSync(executablePath)) throw new Error(`this needs ${executablePath}`);
  await using stack = new AsyncDisposableStack();
  const market = stack.adopt(
    await startUp({ port: 0, rpcPort: 0, indexerPort: 0, providers: 1, empty: true }, { signal }),
    (open) => open.stop(),
  );
  const browser = stack.adopt(
    await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      timeout: 120_000,
    }),
    (open) => open.close(),
  );
  const seen: Visit[] = [];
  for (let i = 0; i < visits; i++) {
    signal.throwIfAborted();
    seen.push(await visit(browser, market.consoleUrl));
  }
  const times = seen.map(({ lcpMs }) => Math.round(lcpMs)).toSorted((a, b) => a - b);
  const scripts = seen[0]?.scripts ?? new Map<string, number>();
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  return {
    lcpMs: times[Math.floor(visits / 2)] ?? 0,
    lcpAllMs: times,
    jsKbGzip: Math.round((bytes / 1_024) * 10) / 10,
    jsFiles: scripts.size,
    chromium: browser.version(),
  };
}

/** Opens the first page with nothing cached, and waits until all that it shows is there. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1_280, height: 800 } });
  context.setDefaultTimeout(120_000);
  try {
    const page = await context.newPage();
    const scripts = new Map<string, number>();
    const sizes: Promise<void>[] = [];
    page.on('response', (response) => {
      if (!/\.m?js$/.test(new URL(response.url()).pathname)) return;
      sizes.push(
        response.body().then((body) => {
          scripts.set(response.url(), gzipSync(body).length);
        }),
      );
    });
    await page.goto(url);
    await page.locator('h1').waitFor();
    await page.locator('footer').getByText('Indexer up to date').waitFor();
    await page.locator('main dd').first().waitFor();
    const lcpMs = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let latest = 0;
          new PerformanceObserver((list) => {
            latest = list.getEntries().at(-1)?.startTime ?? latest;
            // Entries come once what they tell of is painted.
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(latest)));
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    await Promise.all(sizes);
    return { lcpMs, scripts };
  } finally {
    await context.close();
  }
}
