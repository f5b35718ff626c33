import { expect } from 'vitest';
import type { Visitor } from './Visitor.ts';

// What people do in the console, click by click. Each leaves the visitor on the page where it ended.

/** Confirms the open dialog, waits until it says that it is done, and closes it. */
async function confirm(visitor: Visitor, action: string, done: string): Promise<void> {
  const dialog = visitor.dialog();
  await visitor.press(action, dialog);
  await visitor.see(done, dialog);
}

/** Closes the open dialog once it is done. */
export async function close(visitor: Visitor): Promise<void> {
  const { text } = visitor;
  const dialog = visitor.dialog();
  await dialog.getByRole('button', { name: text.common.close, exact: true }).last().click();
  await dialog.waitFor({ state: 'detached' });
}

export interface SetUpMachine {
  readonly type: string;
  readonly model: string;
  readonly serial: string;
  /** In tokens. */
  readonly price: string;
}

/** The id that a link of the guided flow leads to. */
async function idOfLink(visitor: Visitor, folder: 'resources' | 'use-rights'): Promise<bigint> {
  const link = visitor.page.locator(`ol a[href^="/${folder}/"]`);
  const href = (await link.getAttribute('href')) ?? '';
  return BigInt(href.slice(folder.length + 2));
}

/** The guided flow from a device to an offer, by the account that acts. */
export async function setUpMachine(
  visitor: Visitor,
  machine: SetUpMachine,
): Promise<{ readonly resourceId: bigint; readonly useRightId: bigint }> {
  const { text } = visitor;
  const words = text.provider.steps;
  await visitor.go('/provider');
  await visitor.press(text.provider.begin);
  await visitor.choose(text.common.type, machine.type);
  await visitor.fill(text.common.model, machine.model);
  await visitor.fill(words.hardware.serial, machine.serial);
  await visitor.press(words.hardware.confirm(1));
  await visitor.press(words.resource.confirm(1));
  await visitor.press(words.useRight.confirm);
  await visitor.press(words.revenueRight.confirm);
  return { ...(await offer(visitor, machine.price)), resourceId: await idOfLink(visitor, 'resources') };
}

/** The last step of the guided flow. */
async function offer(visitor: Visitor, price: string): Promise<{ readonly useRightId: bigint }> {
  const { text } = visitor;
  await visitor.fill(text.common.price, price);
  await visitor.press(text.provider.steps.list.confirm);
  await visitor.see(text.provider.allDone);
  return { useRightId: await idOfLink(visitor, 'use-rights') };
}

/** Offers a resource anew that has become free. Its revenue right is there already: no second one is offered. */
export async function offerAgain(visitor: Visitor, price: string): Promise<{ readonly useRightId: bigint }> {
  const { text } = visitor;
  await visitor.go('/provider');
  await visitor.see(text.provider.free, visitor.panel(text.provider.resources));
  await visitor.press(text.provider.reissue);
  await visitor.press(text.provider.steps.useRight.confirm);
  await visitor.page.getByLabel(text.common.price, { exact: true }).waitFor();
  const step = visitor.page.getByRole('listitem').filter({ hasText: text.provider.steps.revenueRight.title });
  expect(await step.getByText(text.provider.stepState.done).count()).toBe(1);
  expect(await visitor.page.getByRole('button', { name: text.provider.steps.revenueRight.confirm }).count()).toBe(0);
  return offer(visitor, price);
}

/** Finds a use right by what it is, and buys it. */
export async function buy(visitor: Visitor, useRightId: bigint, search: { readonly type: string }): Promise<void> {
  const { text } = visitor;
  const id = useRightId.toString();
  await visitor.go('/market');
  await visitor.choose(text.common.type, search.type);
  await visitor.page.waitForURL((url) => url.searchParams.get('type') === search.type);
  await visitor.press(text.market.buyTitle(id));
  await confirm(visitor, text.market.buy, text.market.bought(id));
}

/** From the dialog of a purchase: opens the session and waits for what the machine is. */
export async function useLease(visitor: Visitor): Promise<void> {
  const { text } = visitor;
  await visitor.press(text.market.toLease, visitor.dialog());
  await visitor.press(text.lease.open);
  await visitor.see(text.lease.isOpen);
}

/** Has the machine behind the open lease prove its power. Resolves to the level, as it is written. */
export async function prove(visitor: Visitor): Promise<string> {
  const { text } = visitor;
  await visitor.press(text.lease.proveStart);
  const panel = visitor.panel(text.lease.prove);
  await visitor.see(text.proof.stage.passed, panel);
  const words = (await panel.getByText(text.lease.proved('')).first().textContent()) ?? '';
  return words.slice(text.lease.proved('').length);
}

/** Takes out what was earned, and closes the dialog. */
export async function settle(visitor: Visitor): Promise<void> {
  const { text } = visitor;
  await visitor.go('/provider');
  await visitor.press(text.share.settle.confirm);
  await confirm(visitor, text.share.settle.confirm, text.share.settle.done);
  await visitor.press(text.nav.routes['/balances'], visitor.dialog());
  await visitor.dialog().waitFor({ state: 'detached' });
}

/** Gives the use right of the lease page back. */
export async function giveBack(visitor: Visitor, useRightId: bigint): Promise<void> {
  const { text } = visitor;
  await visitor.press(text.useRight.giveBack.confirm);
  await confirm(visitor, text.useRight.giveBack.confirm, text.useRight.giveBack.done(useRightId.toString()));
  await close(visitor);
}
