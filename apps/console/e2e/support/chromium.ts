import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Why there is no browser to test in; undefined: there is one. */
export const chromiumMissing: string | undefined = existsSync(executablePath) ? undefined : `no ${executablePath}`;

/** Starts Chromium with a fresh profile, which goes away with it. It asks nothing of the net. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    timeout: 120_000,
  });
}
