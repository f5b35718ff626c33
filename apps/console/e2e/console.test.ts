import { buyUseRight, getBankAccount, getMarketFee, getUseRight } from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatTokens } from '../src/format/formatTokens.ts';
import { chromiumMissing } from './support/chromium.ts';
import { findViolations } from './support/findViolations.ts';
import { offerMachine } from './support/offerMachine.ts';
import { openStage, type Stage } from './support/openStage.ts';
import {
  claimPrize,
  lendAndSign,
  openLottery,
  payInterrupted,
  payMany,
  publishDemand,
  redeemVoucher,
  renderOnTabs,
  seePrice,
  sendDeposit,
  signDeposit,
} from './support/payments.ts';
import { takeScreenshot } from './support/takeScreenshot.ts';
import type { Visitor } from './support/Visitor.ts';
import { buy, giveBack, offerAgain, prove, settle, setUpMachine, useLease } from './support/walkthrough.ts';

const pages = [
  '/',
  '/market',
  '/holdings',
  '/use-rights',
  '/use-rights/1',
  '/shares',
  '/ranking',
  '/resources/1',
  '/proofs/1',
  '/leases',
  '/leases/2',
  '/provider',
  '/provider/new',
  '/balances',
  '/payments',
  '/prices',
  '/jobs',
  '/dao',
  '/no-such-page',
] as const;

const model = 'Two cores of a server';

// One market and one browser for all, gone through in order: what a later test sees, an earlier one has done.
describe.skipIf(chromiumMissing !== undefined)(
  `the console in a browser${chromiumMissing === undefined ? '' : ` (skipped: ${chromiumMissing})`}`,
  { timeout: 300_000 },
  () => {
    const ending = new AbortController();
    let stage: Stage;
    let provider: Visitor;
    let requester: Visitor;
    beforeAll(async () => {
      stage = await openStage({ providers: 2, signal: ending.signal });
      [provider, requester] = await Promise.all([stage.visit(), stage.visit()]);
    }, 300_000);
    afterAll(async () => {
      ending.abort();
      await stage?.[Symbol.asyncDispose]();
    }, 60_000);

    /** What the provider's account in the bank gains by `action`, which also ends on the page of balances. */
    async function gainOf(action: () => Promise<void>): Promise<bigint> {
      const client = stage.clientOf('Provider 1');
      const read = async () => (await getBankAccount(client, { account: client.account ?? '0x' })).availableWei;
      const before = await read();
      await action();
      const after = await read();
      await provider.see(formatTokens(after), provider.panel(provider.text.balances.mine));
      return after - before;
    }
    async function lessFee(priceWei: bigint): Promise<bigint> {
      const { feeBasisPoints } = await getMarketFee(stage.clientOf('Provider 1'));
      return priceWei - (priceWei * BigInt(feeBasisPoints)) / 10_000n;
    }

    test('an empty market says so', async () => {
      const { text } = requester;
      await requester.open('/');
      await requester.actAs('Requester');
      await requester.go('/market');
      await requester.see(text.market.emptyTitle);
      await requester.go('/ranking');
      await requester.see(text.ranking.emptyTitle);
      await requester.go('/leases');
      await requester.see(text.lease.emptyTitle);
      expect(requester.errors).toEqual([]);
    });

    test('scenario 1: a new machine is offered, bought, used, proved, and its income settled', async () => {
      const { text, page } = requester;
      await provider.open('/provider');
      await provider.actAs('Provider 1');
      const machine = await setUpMachine(provider, { type: 'CPU', model, serial: 'board 1', price: '12' });
      expect(machine).toEqual({ resourceId: 1n, useRightId: 1n });

      await requester.open('/market?type=H100');
      await requester.see(text.market.noneMatch);
      await buy(requester, machine.useRightId, { type: 'CPU' });
      await useLease(requester);
      await requester.see(`${model} × 1`, requester.panel(text.lease.configuration));
      const level = await prove(requester);
      expect(level).toMatch(/\d .?H\/s$/);

      await requester.press(text.common.proofName('1'));
      await requester.see(text.proof.stage.passed);
      await requester.press(text.ranking.verifyStart);
      await requester.see(text.ranking.consistent);
      await requester.go('/ranking');
      const row = page.getByRole('row').filter({ hasText: model });
      await row.getByText(level).waitFor();

      expect(await gainOf(() => settle(provider))).toBe(await lessFee(parseEther('12')));
      expect([...provider.errors, ...requester.errors]).toEqual([]);
    });

    test('scenario 2: the resource is offered again with the revenue right that it has', async () => {
      const { text } = requester;
      await requester.open('/leases/1');
      await giveBack(requester, 1n);
      await requester.see(text.lease.gone('1'));

      const { useRightId } = await offerAgain(provider, '8.5');
      expect(useRightId).toBe(2n);
      await buy(requester, useRightId, { type: 'CPU' });
      await useLease(requester);
      const level = await prove(requester);
      await requester.open('/resources/1');
      await requester.page
        .getByRole('row')
        .filter({ has: requester.page.getByRole('link', { name: text.common.proofName('2'), exact: true }) })
        .getByText(level)
        .waitFor();

      expect(await gainOf(() => settle(provider))).toBe(await lessFee(parseEther('8.5')));
      expect([...provider.errors, ...requester.errors]).toEqual([]);
    });

    test('scenario 3: many are paid at once, by a draw, by vouchers and without gas; the price moves', async () => {
      const addressOf = (name: string) => stage.clientOf(name).account ?? '0x';
      const [one, two, holder] = [addressOf('Provider 1'), addressOf('Provider 2'), addressOf('Holder')];
      const banked = async (account: `0x${string}`) =>
        (await getBankAccount(stage.clientOf('Holder'), { account })).availableWei;
      const before = await Promise.all([one, two, holder].map(banked));
      /** What the accounts have gained since the last time. */
      const gained = async () => {
        const after = await Promise.all([one, two, holder].map(banked));
        return after.map((wei, i) => formatTokens(wei - (before.splice(i, 1, wei)[0] ?? 0n)));
      };
      const act = async (name: string) => {
        const visitor = await stage.visit();
        await visitor.open('/');
        await visitor.actAs(name);
        return visitor;
      };
      await using payer = await act('Requester');
      await using payee = await act('Provider 1');
      await using owner = await act('DAO');
      await publishDemand(payer, '2000', /^0\.0012 SUAN$/);

      await payMany(payer, `${one} 0.5\n${two},0.25\n${holder} 0.125 # July`, 'batch');
      expect(await gained()).toEqual(['0.5', '0.25', '0.125']);

      const tickets = await openLottery(payer, `${one} 0.1\n${two} 0.000000000000000001`);
      await claimPrize(payee, tickets);
      expect((await gained())[0]).toBe('0.1');

      const voucher = await lendAndSign(payer, { payee: one, deposit: '5', used: '1.5' });
      await redeemVoucher(payee, voucher, '1.5 SUAN');
      expect(await gained()).toEqual(['1.5', '0', '0']);

      const signed = await signDeposit(owner, '2', '0.01');
      await sendDeposit(payee, signed);
      expect(await gained()).toEqual(['0.01', '0', '0']);

      await seePrice(payer, '0.0012');
      expect([...payee.errors, ...payer.errors, ...owner.errors]).toEqual([]);
    });

    test('a payment that is interrupted is carried on, and nobody is paid twice', async () => {
      await using visitor = await stage.visit({ language: 'zh', expected: /ERR_FAILED|Failed to load resource/ });
      const made = ['1', '2', '3'].map((digit) => `0x${digit.repeat(40)}` as const);
      await visitor.open('/payments');
      await visitor.actAs('Requester');
      const list = made.map((account, i) => `${account} 0.0${i + 1}`).join('\n');
      await payInterrupted(visitor, list, stage.market.rpcUrl);
      const client = stage.clientOf('Holder');
      const paid = await Promise.all(made.map((account) => getBankAccount(client, { account })));
      expect(paid.map(({ availableWei }) => formatTokens(availableWei))).toEqual(['0.01', '0.02', '0.03']);
      expect(visitor.errors).toEqual([]);
    });

    test('a job is paid afterwards and together, and its bill says what that saved', async () => {
      await using visitor = await stage.visit();
      await visitor.open('/jobs');
      await visitor.actAs('Requester');
      await renderOnTabs(visitor);
      expect(visitor.errors).toEqual([]);
    });

    test('what happens elsewhere appears without a reload, and is bought in Chinese', async () => {
      await using visitor = await stage.visit({ language: 'zh' });
      const { text, page } = visitor;
      await visitor.open('/market');
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await visitor.actAs('Holder');
      await visitor.see(text.market.emptyTitle);
      const priceWei = parseEther('5');
      const useRightId = await offerMachine(stage.clientOf('Provider 2'), {
        type: 'GTX_1050',
        model: 'GTX 1050',
        priceWei,
      });
      await page.getByRole('row').filter({ hasText: 'GTX 1050' }).first().waitFor();
      await buy(visitor, useRightId, { type: 'GTX_1050' });
      await useLease(visitor);
      await visitor.see('GTX 1050 × 1', visitor.panel(text.lease.configuration));
      await visitor.actAs('Provider 2');
      for (const route of ['/provider', '/use-rights', '/holdings', '/ranking', '/balances'] as const) {
        await visitor.go(route);
        await page.getByRole('row').nth(1).waitFor();
        await visitor.see(text.nav.routes[route], page.locator('h1'));
      }
      expect(visitor.errors).toEqual([]);
    });

    describe('for everybody', () => {
      let visitor: Visitor;
      beforeAll(async () => {
        visitor = await stage.visit();
        await visitor.open('/');
        await visitor.actAs('Requester');
      }, 300_000);
      afterAll(() => visitor?.[Symbol.asyncDispose]());

      test.each(pages)('%s is accessible in both themes, and fits a phone', async (path) => {
        const { page, text } = visitor;
        await page.setViewportSize({ width: 1_280, height: 800 });
        await visitor.open(path);
        await page.getByText(text.common.loading, { exact: true }).first().waitFor({ state: 'detached' });
        const found: string[] = [];
        for (const theme of ['light', 'dark'] as const) {
          await page.getByLabel(text.shell.theme, { exact: true }).selectOption(theme);
          found.push(...(await findViolations(page)).map((words) => `${theme}: ${words}`));
        }
        expect(found).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
        expect(visitor.errors).toEqual([]);
      });

      test('a purchase is accessible', async () => {
        const { page, text } = visitor;
        const client = stage.clientOf('Provider 2');
        const useRightId = await offerMachine(client, { type: 'H100', model: 'An H100', priceWei: parseEther('7') });
        await page.setViewportSize({ width: 1_280, height: 800 });
        await visitor.open('/market');
        await visitor.press(text.market.buyTitle(useRightId.toString()));
        await visitor.see(text.funding.available, visitor.dialog());
        expect(await findViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await visitor.dialog().waitFor({ state: 'detached' });
        expect(visitor.errors).toEqual([]);
      });
    });

    test('the chain and the indexer may go away and come back', async () => {
      await using visitor = await stage.visit({ expected: /ERR_FAILED|Failed to load resource/ });
      const { text, page } = visitor;
      await visitor.open('/market');
      await visitor.actAs('Requester');
      const { rpcUrl, indexerUrl } = stage.market;
      const row = page.getByRole('row').filter({ hasText: 'An H100' }).first();
      await row.waitFor();

      await page.route(`${indexerUrl}/**`, (route) => route.abort());
      await visitor.see(text.status.indexerDownTitle);
      expect(await findViolations(page)).toEqual([]);
      await visitor.open('/market');
      await visitor.see(text.status.fromChain);
      await row.waitFor();
      await visitor.open('/payments');
      await visitor.see(text.payments.fromChain, visitor.panel(text.payments.lottery.title));
      await page.getByRole('row').filter({ hasText: text.payments.credit.iPay }).waitFor();
      await visitor.open('/market');
      await row.waitFor();
      await page.unroute(`${indexerUrl}/**`);
      await page.getByText(text.status.indexerDownTitle).waitFor({ state: 'detached' });
      await visitor.see(text.status.indexer.ok);

      await page.route(
        (url) => url.origin === new URL(rpcUrl).origin,
        (route) => route.abort(),
      );
      await visitor.see(text.status.chainDownTitle);
      await row.waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.unrouteAll();
      await page.getByText(text.status.chainDownTitle).waitFor({ state: 'detached' });
      expect(visitor.errors).toEqual([]);
    });

    test.skipIf(process.env.SUANLI_SCREENSHOTS === undefined)('pictures for the documents', async () => {
      const [one, two] = [stage.clientOf('Provider 1'), stage.clientOf('Provider 2')];
      await offerMachine(one, { type: 'A100', model: 'NVIDIA A100 80GB', priceWei: parseEther('64') });
      await offerMachine(two, { type: 'GTX_1060', model: 'GeForce GTX 1060', priceWei: parseEther('22.5') });
      const second = { type: 'CPU', model: 'Two cores of a desk' } as const;
      const useRightId = await offerMachine(two, { ...second, priceWei: parseEther('3') });
      const resourceId = (await getUseRight(two, { useRightId })).resourceId;
      await buyUseRight(stage.clientOf('Requester'), { useRightId, maxPriceWei: parseEther('3') });
      for (const language of ['en', 'zh'] as const) {
        await using visitor = await stage.visit({ language });
        const { page, text } = visitor;
        await visitor.open(`/leases/${useRightId}`);
        await visitor.actAs('Requester');
        await visitor.press(text.lease.open);
        await visitor.see(text.lease.isOpen);
        await prove(visitor);
        await takeScreenshot(page, `console-lease-${language}`, visitor.panel(text.lease.configuration));
        await visitor.go('/ranking');
        await page
          .getByRole('row')
          .filter({ has: page.getByRole('link', { name: resourceId.toString(), exact: true }) })
          .waitFor();
        await takeScreenshot(page, `console-ranking-${language}`);
        await visitor.go('/market');
        await page.getByRole('row').filter({ hasText: 'GTX 1060' }).first().waitFor();
        await visitor.see(text.market.events.sold, visitor.panel(text.market.history));
        await takeScreenshot(page, `console-market-${language}`, visitor.panel(text.market.onOffer));
        await visitor.go('/payments');
        const many = text.payments.many;
        const list = Array.from({ length: 60 }, (_, i) => `0x${(i + 2).toString(16).padStart(40, '0')} 0.0004`);
        await page.getByText(many.assumptions).click();
        await visitor.fill(many.rounds, '10000');
        await page.getByText(many.assumptions).click();
        await visitor.fill(many.list, list.join('\n'));
        await visitor.see(many.taken(many.ways.lottery));
        await takeScreenshot(page, `console-payments-${language}`, visitor.panel(many.title));
        await visitor.go('/prices');
        await visitor.see(text.prices.asTable);
        await takeScreenshot(page, `console-prices-${language}`);
      }
    });
  },
);
