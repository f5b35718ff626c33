import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Visitor } from './Visitor.ts';
import { close } from './walkthrough.ts';

// What people do on the pages of payments and prices, click by click. Each begins on its page, and ends there.

/** Types a list of payments, and takes a way to pay it against advice. */
async function listPayments(visitor: Visitor, list: string, way: 'direct' | 'batch' | 'lottery'): Promise<void> {
  const { page, text } = visitor;
  const words = text.payments.many;
  await visitor.go('/payments');
  await visitor.fill(words.list, list);
  await page.getByRole('radio', { name: words.ways[way] }).check();
  await visitor.press(words.review);
}

/** Pays a list in one of the ways that need nobody else. */
export async function payMany(visitor: Visitor, list: string, way: 'direct' | 'batch'): Promise<void> {
  const words = visitor.text.payments.many;
  await listPayments(visitor, list, way);
  await visitor.press(words.pay, visitor.dialog());
  await visitor.see(words.done(words.summary(list.split('\n').length)), visitor.dialog());
  await close(visitor);
}

/** Begins to pay one by one; the answer to the second transaction gets lost, and the page goes away. Then carries on. */
export async function payInterrupted(visitor: Visitor, list: string, rpcUrl: string): Promise<void> {
  const { page, text } = visitor;
  const words = text.payments.many;
  await listPayments(visitor, list, 'direct');
  let sent = 0;
  await page.route(
    (url) => url.origin === new URL(rpcUrl).origin,
    async (route) => {
      const isSending = route.request().postData()?.includes('eth_sendRawTransaction');
      if (isSending) sent++;
      if (!isSending || sent === 1) return route.continue();
      if (sent === 2) await route.fetch();
      return route.abort();
    },
  );
  await visitor.press(words.pay, visitor.dialog());
  await visitor.dialog().getByRole('alert').waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await visitor.open('/payments');
  await visitor.press(words.carryOn);
  await visitor.press(words.carryOn, visitor.dialog());
  await visitor.see(words.done(words.summary(list.split('\n').length)), visitor.dialog());
  await close(visitor);
  await page.getByText(words.interrupted).waitFor({ state: 'detached' });
}

/** Opens a lottery over a list. Resolves to the file of its tickets. */
export async function openLottery(visitor: Visitor, list: string): Promise<string> {
  const { page, text } = visitor;
  const words = text.payments.many;
  await visitor.go('/payments');
  await page.getByText(words.assumptions).click();
  await visitor.fill(words.drawBlocks, '4');
  await listPayments(visitor, list, 'lottery');
  const download = page.waitForEvent('download');
  await visitor.press(words.pay, visitor.dialog());
  const tickets = readFileSync(await (await download).path(), 'utf8');
  await visitor.see(words.giveTickets, visitor.dialog());
  await close(visitor);
  return tickets;
}

/** Finds the own ticket in a list, waits for the draw, and claims the prize that it wins. */
export async function claimPrize(visitor: Visitor, tickets: string): Promise<void> {
  const words = visitor.text.payments.lottery;
  await visitor.go('/payments');
  await visitor.fill(words.ticket, tickets);
  await visitor.see(words.won);
  await visitor.press(words.claim);
  await visitor.press(words.claim, visitor.dialog());
  await visitor.see(/^0\.1 SUAN/, visitor.dialog());
  await close(visitor);
  await visitor.see(words.wasPaid);
}

/** Opens a line of credit by node-hours, at one token for each, and signs for `used` of them. Resolves to the voucher. */
export async function lendAndSign(
  visitor: Visitor,
  line: { readonly payee: string; readonly deposit: string; readonly used: string },
): Promise<string> {
  const { text } = visitor;
  const words = text.payments.credit;
  await visitor.go('/payments');
  await visitor.press(words.openTitle);
  await visitor.fill(text.payments.payee, line.payee, visitor.dialog());
  await visitor.fill(words.price, '1', visitor.dialog());
  await visitor.fill(words.deposit, line.deposit, visitor.dialog());
  await visitor.press(words.open, visitor.dialog());
  await visitor.see(words.opened, visitor.dialog());
  await close(visitor);
  await visitor.press(words.sign);
  await visitor.fill(words.used, line.used, visitor.dialog());
  await visitor.press(words.sign, visitor.dialog());
  await visitor.see(words.signed, visitor.dialog());
  const voucher = await visitor.dialog().getByLabel(words.voucher, { exact: true }).inputValue();
  await close(visitor);
  return voucher;
}

/** As the payee of a line, redeems a voucher. */
export async function redeemVoucher(visitor: Visitor, voucher: string, paid: string): Promise<void> {
  const words = visitor.text.payments.credit;
  await visitor.go('/payments');
  await visitor.press(words.redeemTimed, visitor.panel(words.title));
  await visitor.fill(words.voucher, voucher, visitor.dialog());
  await visitor.see(words.valid, visitor.dialog());
  await visitor.press(words.redeem, visitor.dialog());
  await visitor.see(words.redeemDone(paid), visitor.dialog());
  await close(visitor);
}

/** Signs a deposit out of the wallet for anybody to send. Resolves to what was signed. */
export async function signDeposit(visitor: Visitor, amount: string, fee: string): Promise<string> {
  const words = visitor.text.payments.relay;
  await visitor.go('/payments');
  await visitor.press(words.sign);
  await visitor.fill(words.amount, amount, visitor.dialog());
  await visitor.fill(words.fee, fee, visitor.dialog());
  await visitor.press(words.sign, visitor.dialog());
  await visitor.see(words.signed, visitor.dialog());
  const signed = await visitor.dialog().getByLabel(words.deposit, { exact: true }).inputValue();
  await close(visitor);
  return signed;
}

/** Sends a deposit that another account has signed. */
export async function sendDeposit(visitor: Visitor, signed: string): Promise<void> {
  const words = visitor.text.payments.relay;
  await visitor.go('/payments');
  await visitor.press(words.send);
  await visitor.fill(words.deposit, signed, visitor.dialog());
  await visitor.see(words.credited, visitor.dialog());
  await visitor.press(words.send, visitor.dialog());
  await visitor.dialog().getByRole('status').getByText(words.sent('').trim()).waitFor();
  await close(visitor);
}

/** Publishes demand for the type that the page shows first, and sees what the next price would be. */
export async function publishDemand(visitor: Visitor, gwu: string, next: RegExp): Promise<void> {
  const { text } = visitor;
  await visitor.go('/prices');
  await visitor.press(text.prices.publishDemand);
  await visitor.fill(text.prices.work, gwu, visitor.dialog());
  await visitor.see(next, visitor.dialog());
  await visitor.press(text.prices.publishDemand, visitor.dialog());
  await visitor.see(text.prices.published, visitor.dialog());
  await close(visitor);
  await visitor.see(text.prices.kinds.demand, visitor.page.getByRole('row'));
}

/** Waits until an epoch of that price is in the table of epochs. */
export async function seePrice(visitor: Visitor, price: string): Promise<void> {
  const { page, text } = visitor;
  await visitor.go('/prices');
  await page.getByText(text.prices.asTable).click();
  await page
    .getByRole('region', { name: text.prices.history, exact: true })
    .getByRole('row')
    .filter({ hasText: `${price} SUAN` })
    .waitFor();
}

/** Renders the smallest picture, paid afterwards in one batch, and reads its bill. */
export async function renderOnTabs(visitor: Visitor): Promise<void> {
  const { text } = visitor;
  await visitor.go('/jobs');
  await visitor.choose(text.bill.choice, text.bill.choices.batch);
  await visitor.press(text.jobs.start);
  await visitor.see(text.jobs.outcomes.done);
  const panel = visitor.page.getByRole('region').filter({ hasText: text.bill.title }).last();
  await visitor.see(text.bill.methods.batch, panel);
  expect(await panel.getByText(text.bill.savedNothing, { exact: true }).count()).toBe(0);
}
