import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Writes what is seen of the page, from its top or from `from` on, into the folder that `SUANLI_SCREENSHOTS` names. */
export async function takeScreenshot(page: Page, name: string, from?: Locator): Promise<void> {
  const folder = process.env.SUANLI_SCREENSHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  });
  await from?.evaluate((part) => window.scrollTo(0, part.getBoundingClientRect().top - 70));
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
