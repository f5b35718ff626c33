import type { Browser, Locator, Page } from 'playwright-core';
import { en } from '../../src/text/en.ts';
import type { Text } from '../../src/text/Text.ts';
import { zh } from '../../src/text/zh.ts';

/** Long, for machines that have much else to do. A page that answers is never waited for that long. */
export const patienceMs = 90_000;

export interface OpenVisitorOptions {
  /** Default `en`. */
  readonly language?: 'en' | 'zh';
  /** Errors on the browser's console that belong to what is tried. */
  readonly expected?: RegExp;
}

/** Somebody in front of the console, who finds things by what they are called. */
export interface Visitor extends AsyncDisposable {
  readonly page: Page;
  /** All words of the console, in the visitor's language. */
  readonly text: Text;
  /** What went wrong in the page, and was not expected to. */
  readonly errors: readonly string[];
  /** Opens an address of the console anew, and waits for the heading of its page. */
  open(path: string): Promise<void>;
  /** Goes to a page by its name in the navigation. */
  go(route: keyof Text['nav']['routes']): Promise<void>;
  /** Connects a built-in account, or changes to it. */
  actAs(name: string): Promise<void>;
  /** The button, or the link that looks like one, of this name. */
  press(name: string, within?: Locator): Promise<void>;
  fill(label: string, value: string, within?: Locator): Promise<void>;
  choose(label: string, option: string): Promise<void>;
  /** A part of the page under a heading of its own. */
  panel(title: string): Locator;
  dialog(): Locator;
  /** Waits until the text stands on the page. */
  see(words: string | RegExp, within?: Locator): Promise<void>;
}

export async function openVisitor(browser: Browser, url: string, options: OpenVisitorOptions = {}): Promise<Visitor> {
  const { language = 'en', expected } = options;
  const text = language === 'zh' ? zh : en;
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1_280, height: 800 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const errors: string[] = [];
  const note = (words: string) => {
    if (!expected?.test(words)) errors.push(words);
  };
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });

  const heading = () => page.locator('h1');
  const visitor: Visitor = {
    page,
    text,
    errors,
    async open(path) {
      await page.goto(path);
      await heading().waitFor();
    },
    async go(route) {
      const name = text.nav.routes[route];
      await page
        .getByRole('navigation', { name: text.shell.navigation })
        .getByRole('link', { name, exact: true })
        .click();
      await page.waitForURL((address) => address.pathname === route);
      await heading().waitFor();
    },
    async actAs(name) {
      const head = page.getByRole('banner').locator('button[aria-haspopup="dialog"]');
      await head.click();
      await visitor.dialog().getByRole('button', { name }).click();
      await visitor.dialog().waitFor({ state: 'detached' });
      await head.filter({ hasText: name }).waitFor();
    },
    async press(name, within) {
      const scope = within ?? page;
      await scope
        .getByRole('button', { name, exact: true })
        .or(scope.getByRole('link', { name, exact: true }))
        .first()
        .click();
    },
    fill: (label, value, within) => (within ?? page).getByLabel(label, { exact: true }).first().fill(value),
    async choose(label, option) {
      const field = page.locator('main').getByLabel(label, { exact: true }).first();
      await field.locator('option', { hasText: option }).first().waitFor({ state: 'attached' });
      await field.selectOption({ label: option });
    },
    panel: (title) => page.getByRole('region', { name: title, exact: true }),
    dialog: () => page.getByRole('dialog'),
    see: (words, within) =>
      (within ?? page.locator('body')).getByText(words).filter({ visible: true }).first().waitFor(),
    [Symbol.asyncDispose]: () => context.close(),
  };
  return visitor;
}
