import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeystore, type EmbeddedChain, startEmbeddedChain } from '@suanli/node';
import { parseDeployment } from '@suanli/protocol';
import { createSuanliClient, getBankAccount, getBankBooks, type SuanliClient } from '@suanli/sdk';
import { type Address, createTestClient, http, parseEther, type TestClient } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runPaymentsDemo } from '../src/demo/runPaymentsDemo.ts';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';
import { runHere } from './support/runHere.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-payments-'));
const people = ['payer', 'payee', 'other', 'relayer'] as const;
type Person = (typeof people)[number];
const password = 'correct horse';
const tokens = (amount: string) => String(parseEther(amount));

let chain: EmbeddedChain;
let blocks: TestClient;
let reader: SuanliClient;
const address = {} as Record<Person, Address>;

const run = (who: Person, argv: readonly string[], env: Record<string, string> = {}) =>
  runHere(argv, {
    cwd: folder,
    env: {
      SUANLI_DATA_DIR: join(folder, who),
      SUANLI_PASSWORD: password,
      SUANLI_RPC_URL: chain.rpcUrl,
      SUANLI_LANG: 'en',
      ...env,
    },
  });
async function json<Result = Record<string, unknown>>(who: Person, ...argv: string[]): Promise<Result> {
  const { code, out, err } = await run(who, [...argv, '--json']);
  expect(code, `${argv.join(' ')}\n${out}\n${err}`).toBe(0);
  return JSON.parse(out) as Result;
}
/** What a person reads: results, and what was told on the way. */
async function text(who: Person, ...argv: string[]): Promise<{ readonly out: string; readonly err: string }> {
  const { code, out, err } = await run(who, argv);
  expect(code, `${argv.join(' ')}\n${err}`).toBe(0);
  return { out, err };
}
async function codeOf(who: Person, ...argv: string[]): Promise<string> {
  const { code, out } = await run(who, [...argv, '--json']);
  const { error } = JSON.parse(out) as { error?: { code: string } };
  expect(code).toBe(error === undefined ? 0 : 1);
  return error?.code ?? 'none';
}
const write = (name: string, content: unknown): string => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
};
const read = <Document>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Document;
const availableWei = async (who: Person) => (await getBankAccount(reader, { account: address[who] })).availableWei;
/** What a work moved on everybody's account. */
async function moved(work: () => Promise<unknown>): Promise<Record<Person, bigint>> {
  const of = async () => Promise.all(people.map(availableWei));
  const before = await of();
  await work();
  const after = await of();
  return Object.fromEntries(people.map((who, i) => [who, (after[i] ?? 0n) - (before[i] ?? 0n)])) as Record<
    Person,
    bigint
  >;
}

beforeAll(async () => {
  chain = await startEmbeddedChain({ accounts: people.length });
  blocks = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl) });
  for (const [i, who] of people.entries()) {
    const { privateKey = '0x', address: account = '0x' } = chain.accounts[i] ?? {};
    address[who] = account;
    mkdirSync(join(folder, who));
    await createKeystore({ file: join(folder, who, 'keystore.json'), password, privateKey, scryptN: 1_024 });
  }
  await json('payer', 'deploy');
  const file = join(folder, 'payer', 'deployment.json');
  for (const who of people.slice(1)) copyFileSync(file, join(folder, who, 'deployment.json'));
  reader = createSuanliClient({ deployment: parseDeployment(readFileSync(file, 'utf8')), rpcUrl: chain.rpcUrl });
  await json('payer', 'wallet', 'deposit', '100');
});
afterAll(async () => {
  await chain?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// One market for all of these: each test goes on where the one before it ended.
describe('pay', { timeout: 60_000 }, () => {
  beforeEach(async () => {
    const { owedWei, heldWei } = await getBankBooks(reader);
    expect(heldWei).toBe(owedWei);
  });

  test('send: one account, in both languages; what cannot be paid moves nothing', async () => {
    const sent = await moved(async () => {
      const { out } = await text('payer', 'pay', 'send', address.payee, '1.5');
      expect(out).toContain(`1.5 tokens paid to ${address.payee}`);
      const { out: chinese } = await text('payer', 'pay', 'send', address.payee, '0.5', '--lang', 'zh');
      expect(chinese).toContain(zh.pay.sent('0.5', address.payee, '').split('（')[0]);
      expect(await json('payer', 'pay', 'send', address.payee, '2')).toMatchObject({
        from: address.payer,
        to: address.payee,
        amountWei: tokens('2'),
        number: 2,
      });
    });
    expect(sent).toMatchObject({ payer: -parseEther('4'), payee: parseEther('4') });
    const refused = await moved(async () => {
      const { code, err } = await run('payer', ['pay', 'send', address.payee, '1000']);
      expect(code).toBe(1);
      expect(err).toContain('[BANK_INSUFFICIENT_AVAILABLE]');
      // The decoded error is enough; its bytes help nobody.
      expect(err).not.toContain('custom error 0x');
      expect(await codeOf('payer', 'pay', 'send', address.payee, '0')).toBe('CLI_AMOUNT_INVALID');
      expect(await codeOf('payer', 'pay', 'send', '0x1234', '1')).toBe('CLI_ADDRESS_INVALID');
    });
    expect(refused.payer).toBe(0n);
  });

  test('many: a list is read line by line, and a wrong line is named', async () => {
    const wrong: [string, number][] = [
      [`${address.payee} 1\n\n${address.other} 1 more\n`, 3],
      [`${address.payee} one\n`, 1],
      [`${address.payee} 1\n0x1234 1\n`, 2],
      [`# nobody\n`, 1],
    ];
    for (const [list, line] of wrong) {
      const { out, err, code } = await run('payer', ['pay', 'many', write('wrong.txt', list), '--json']);
      expect(code).toBe(1);
      expect((JSON.parse(out) as { error: { code: string } }).error.code).toBe('CLI_PAYMENT_INVALID');
      expect(err).toContain(`Line ${line} of wrong.txt`);
    }
    expect(await codeOf('payer', 'pay', 'many', 'absent.txt')).toBe('CLI_FILE_UNREADABLE');
  });

  test('many: --dry-run compares without a wallet, and says why; then each way pays exactly what is due', async () => {
    const list = write('due.txt', `${address.payee} 1 # first\n${address.other},0.25\n${address.payee} 0.5\n`);
    const stranger = join(folder, 'stranger');
    mkdirSync(stranger);
    copyFileSync(join(folder, 'payer', 'deployment.json'), join(stranger, 'deployment.json'));
    const dry = await moved(async () => {
      const { code, out } = await run('payer', ['pay', 'many', list, '--dry-run'], { SUANLI_DATA_DIR: stranger });
      expect(code).toBe(0);
      for (const way of Object.values(en.pay.methods)) expect(out).toContain(way);
      expect(out).toContain('Together, the payments cost next to nothing, and everyone is paid surely.');
      const chinese = await text('payer', 'pay', 'many', list, '--dry-run', '--lang', 'zh');
      expect(chinese.out).toContain(zh.pay.against(zh.pay.methods.lottery, ''));
      expect(chinese.out).toContain('合并支付的手续费可忽略不计');
      // Where it would cost more than it brings, nothing is sent unless a way is named.
      const dear = ['pay', 'many', list, '--coin-price', '1000000'];
      expect(await codeOf('payer', ...dear)).toBe('CLI_PAYMENT_NOT_WORTHWHILE');
      expect(await json('payer', ...dear, '--dry-run')).toMatchObject({
        reason: 'everyFeeAbovePayment',
        worthwhile: false,
      });
    });
    expect(dry.payer).toBe(0n);

    interface Paid {
      method: string;
      reason: string;
      payees: number;
      totalWei: string;
      transactions: { number: number; payees: number }[];
    }
    const paid: Paid[] = [];
    const sum = await moved(async () => {
      paid.push(await json<Paid>('payer', 'pay', 'many', list));
      // Where coin is dear, no fee is negligible.
      paid.push(await json<Paid>('payer', 'pay', 'many', list, '--coin-price', '5000'));
      paid.push(await json<Paid>('payer', 'pay', 'many', list, '--method', 'direct'));
      const { out, err } = await text('payer', 'pay', 'many', list, '--method', 'batch');
      // The comparison and how to repeat it are told before anything is sent.
      expect(err).toContain(en.pay.chosen(en.pay.methods.batch, en.pay.asAsked));
      expect(err).toContain(en.pay.repeatable('batch', '7'));
      expect(out).toContain('1.75 tokens paid to 2 accounts in 1 transaction(s)');
    });
    expect(sum).toMatchObject({ payer: -parseEther('7'), payee: parseEther('6'), other: parseEther('1') });
    for (const each of paid) expect(each).toMatchObject({ payees: 2, totalWei: tokens('1.75') });
    expect(
      paid.map(({ method, reason, transactions }) => [method, reason, transactions.map(({ number }) => number)]),
    ).toEqual([
      ['batch', 'batchFeeNegligible', [3]],
      ['batch', 'lowestFee', [4]],
      ['direct', 'asAsked', [5, 6]],
    ]);
  });

  test('many --batch: an interrupted call is repeated, and nobody is paid twice', async () => {
    const all = write('three.txt', `${address.payee} 1\n${address.other} 2\n${address.relayer} 3\n`);
    // What a call is that was interrupted after its first transaction.
    const one = write('one.txt', `${address.payee} 1\n`);
    const { transactions } = await json<{ transactions: { number: number }[] }>('payer', 'pay', 'many', one);
    const first = String(transactions[0]?.number);
    const repeat = ['pay', 'many', all, '--method', 'direct', '--batch', first];
    const again = await moved(async () => {
      const { out } = await text('payer', ...repeat);
      expect(out).toContain(en.pay.paidBefore('1'));
    });
    expect(again).toEqual({ payer: -parseEther('5'), payee: 0n, other: parseEther('2'), relayer: parseEther('3') });
    const third = await moved(async () => {
      expect(await json('payer', ...repeat)).toMatchObject({ gasUsed: '0' });
      // In another way, or with another list, its numbers are taken.
      const elsewhere = ['--batch', first];
      expect(await codeOf('payer', 'pay', 'many', all, '--method', 'batch', ...elsewhere)).toBe(
        'BANK_BATCH_OUT_OF_ORDER',
      );
      expect(await codeOf('payer', 'pay', 'many', 'due.txt', '--method', 'direct', ...elsewhere)).toBe(
        'BANK_BATCH_OUT_OF_ORDER',
      );
      // What would be chosen now may be another way.
      expect(await codeOf('payer', 'pay', 'many', all, ...elsewhere)).toBe('CLI_OPTION_MISSING');
      expect(await codeOf('payer', 'pay', 'many', all, '--method', 'lottery', ...elsewhere)).toBe('CLI_OPTION_MISSING');
    });
    expect(Object.values(third)).toEqual([0n, 0n, 0n, 0n]);
  });

  test('lottery: consent, tickets, checks, one winner, once', async () => {
    const list = write('tiny.txt', `${address.payee} 0.3\n${address.other} 0.1\n`);
    const lottery = ['pay', 'many', list, '--method', 'lottery', '--draw-blocks', '30'];
    const { code, err } = await run('payer', lottery);
    expect(code).toBe(1);
    expect(err).toContain('[BANK_CONSENT_MISSING]');
    expect(err).toContain(en.pay.lotteryNotAllowed);
    // A ticket for a prize that is not there could be taken for one.
    expect(existsSync(join(folder, 'tickets'))).toBe(false);
    await json('payer', 'wallet', 'consent', '--module', 'lottery', '--module', 'creditLine', '--module', 'priceCurve');
    const opened = await json<{ lotteryHash: string; drawBlock: string; files: string[] }>('payer', ...lottery);
    expect(readdirSync(join(folder, 'tickets'))).toHaveLength(2);
    const ticketOf = (who: Person) => join('tickets', `${address[who]}.json`);
    expect(opened.files).toContain(join(folder, ticketOf('payee')));

    expect(await codeOf('payee', 'pay', 'lottery', 'check', ticketOf('payee'))).toBe('LOTTERY_UNCONFIRMED');
    await blocks.mine({ blocks: 3 });
    const checked = await json('payee', 'pay', 'lottery', 'check', ticketOf('payee'), '--least', '0.3');
    expect(checked).toMatchObject({ account: address.payee, chance: 0.75, shareWeiDown: tokens('0.3') });
    const shown = await text('payee', 'pay', 'lottery', 'check', ticketOf('payee'), '--lang', 'zh');
    expect(shown.out).toContain(zh.pay.counts);
    const dear = await run('payee', ['pay', 'lottery', 'check', ticketOf('payee'), '--least', '0.31']);
    expect(dear.err).toContain('[LOTTERY_SHARE_TOO_SMALL]');
    expect(dear.err).toContain('worth 0.3 tokens, and 0.31 tokens are due');
    const ticket = read<{ ticket: { weight: string }; lottery: object }>(ticketOf('payee'));
    const forged: [unknown, string][] = [
      [{ ...ticket, ticket: { ...ticket.ticket, weight: `${ticket.ticket.weight}0` } }, 'LOTTERY_TICKET_INVALID'],
      [{ ...ticket, lottery: { ...ticket.lottery, valueWei: tokens('100') } }, 'LOTTERY_NOT_OPEN'],
      [{ ...ticket, chainId: 1 }, 'LOTTERY_WRONG_CONTRACT'],
      [{ ...ticket, contract: address.payer }, 'LOTTERY_WRONG_CONTRACT'],
      [{ ...ticket, lottery: undefined }, 'LOTTERY_ANNOUNCEMENT_MALFORMED'],
      ['tickets', 'LOTTERY_ANNOUNCEMENT_MALFORMED'],
    ];
    for (const [document, expected] of forged) {
      expect(await codeOf('payee', 'pay', 'lottery', 'check', write('forged.json', document))).toBe(expected);
    }
    // One that was never opened is not waited for.
    const unopened = write('forged.json', { ...ticket, lottery: { ...ticket.lottery, valueWei: tokens('100') } });
    expect(await codeOf('payee', 'pay', 'lottery', 'claim', unopened)).toBe('LOTTERY_NOT_OPEN');

    await blocks.mine({ blocks: 32 });
    expect(await codeOf('payee', 'pay', 'lottery', 'check', ticketOf('payee'))).toBe('LOTTERY_DRAWN_ALREADY');
    const results = new Map<Person, string>();
    const won = await moved(async () => {
      // Whoever sends it, the winner is paid; so the loser's ticket is tried first.
      for (const who of ['other', 'payee'] as const) {
        results.set(who, await codeOf('relayer', 'pay', 'lottery', 'claim', ticketOf(who)));
      }
    });
    const [winner, loser]: [Person, Person] = results.get('payee') === 'none' ? ['payee', 'other'] : ['other', 'payee'];
    expect(results.get(winner)).toBe('none');
    expect(['LOTTERY_TICKET_LOST', 'LOTTERY_NOT_OPEN']).toContain(results.get(loser));
    expect(won).toMatchObject({ [winner]: parseEther('0.4'), [loser]: 0n, relayer: 0n });
    expect(await codeOf('payee', 'pay', 'lottery', 'claim', ticketOf(winner))).toBe('LOTTERY_NOT_OPEN');

    const { lotteries } = await json<{ lotteries: { lotteryHash: string; end: object }[] }>(
      'other',
      'pay',
      'lottery',
      'list',
    );
    expect(lotteries).toMatchObject([
      { lotteryHash: opened.lotteryHash, end: { kind: 'paid', winner: address[winner] } },
    ]);
    const listed = await text('other', 'pay', 'lottery', 'list', '--winner', address[winner], '--lang', 'zh');
    expect(listed.out).toContain(zh.pay.lotteryEnds.paid);
    expect((await text('other', 'pay', 'lottery', 'list', '--payer', address.other)).out).toBe(
      `${en.pay.noLotteries}\n`,
    );
  });

  test('deposit: who has no coin signs, the relayer named sends it, once, and has its fee', async () => {
    await json('payer', 'wallet', 'transfer', '--to', address.other, '--amount', '20');
    await blocks.setBalance({ address: address.other, value: 0n });
    expect(await codeOf('other', 'wallet', 'deposit', '5')).toBe('CHAIN_GAS_FUNDS_TOO_SMALL');
    const signed = await text('other', 'pay', 'deposit', 'sign', '10', '--fee', '0.1', '--relayer', address.relayer);
    expect(signed.out).toContain(join(folder, 'deposit.json'));
    const relay = ['pay', 'deposit', 'relay', 'deposit.json'];
    const funded = await moved(async () => {
      expect(await codeOf('payer', ...relay)).toBe('BANK_RELAYER_MISMATCH');
      const { out } = await text('relayer', ...relay);
      expect(out).toContain(`9.9 tokens credited to ${address.other}, 0.1 to this account`);
      expect(await codeOf('relayer', ...relay)).toBe('TOKEN_AUTHORIZATION_USED');
    });
    expect(funded).toMatchObject({ other: parseEther('9.9'), relayer: parseEther('0.1') });
    const listInstead = write('list.txt', `${address.payee} 1\n`);
    expect(await codeOf('relayer', 'pay', 'deposit', 'relay', listInstead)).toBe('SIGNED_DEPOSIT_MALFORMED');
    // More for the relayer than there is of the deposit.
    expect(await codeOf('other', 'pay', 'deposit', 'sign', '1', '--fee', '2')).toBe('BANK_FEE_TOO_HIGH');
    await blocks.setBalance({ address: address.other, value: parseEther('100') });
  });
});

describe('credit', { timeout: 60_000 }, () => {
  const open = (...options: string[]) =>
    json<{ lineId: string }>('payer', 'credit', 'open', '10', '--to', address.payee, ...options);

  test('a metered line: vouchers, the highest of which is redeemed, once; topped up and released', async () => {
    expect(await codeOf('payer', 'credit', 'open', '10', '--to', address.payee, '--unit', 'nodeHour')).toBe(
      'CREDIT_PRICE_INVALID',
    );
    expect(await codeOf('payer', 'credit', 'open', '10', '--to', address.payee, '--unit', 'week')).toBe(
      'CLI_CHOICE_INVALID',
    );
    expect((await text('other', 'credit', 'list', '--payer', address.payer)).out).toBe(`${en.credit.none}\n`);
    const { lineId } = await open('--unit', 'nodeHour', '--price', '1', '--until', '2h');
    const voucher = (units: string, file: string) =>
      json<{ quantity: string; dueWei: string }>('payer', 'credit', 'voucher', lineId, units, '--out', file);
    expect(await voucher('3.5', 'voucher.json')).toMatchObject({ quantity: '12600000', dueWei: tokens('3.5') });
    await voucher('2', 'older.json');
    // One that nobody could redeem is not signed.
    expect(await codeOf('payee', 'credit', 'voucher', lineId, '5')).toBe('CREDIT_NOT_PAYER');

    const redeemed = await moved(async () => {
      expect(await json('relayer', 'credit', 'redeem', 'voucher.json')).toMatchObject({ paidWei: tokens('3.5') });
      expect(await codeOf('payee', 'credit', 'redeem', 'voucher.json')).toBe('CREDIT_VOUCHER_REDEEMED');
      expect(await codeOf('payee', 'credit', 'redeem', 'older.json')).toBe('CREDIT_VOUCHER_OUTDATED');
      const signed = read<{ quantity: string; lineId: string }>('voucher.json');
      write('raised.json', { ...signed, quantity: '14400000' });
      expect(await codeOf('payee', 'credit', 'redeem', 'raised.json')).toBe('CREDIT_SIGNATURE_INVALID');
      write('elsewhere.json', { ...signed, lineId: `0x${'12'.repeat(32)}` });
      expect(await codeOf('payee', 'credit', 'redeem', 'elsewhere.json')).toBe('CREDIT_LINE_UNKNOWN');
      expect(await codeOf('payee', 'credit', 'redeem', 'due.txt')).toBe('VOUCHER_MALFORMED');
      expect(await codeOf('payee', 'credit', 'redeem', '0x12')).toBe('CLI_HASH_INVALID');
    });
    expect(redeemed).toMatchObject({ payee: parseEther('3.5'), payer: 0n, relayer: 0n });

    expect(await json('payer', 'credit', 'top-up', lineId, '1')).toMatchObject({ depositWei: tokens('11') });
    const shown = await text('payee', 'credit', 'show', lineId);
    for (const words of ['1 tokens per node-hour', '11 tokens', '7.5 tokens', en.credit.states.open]) {
      expect(shown.out).toContain(words);
    }
    const listed = await text('payee', 'credit', 'list', '--payee', address.payee, '--lang', 'zh');
    expect(listed.out).toContain(lineId);
    expect(listed.out).toContain(zh.credit.states.open);
    // Neither before its time by the payer, nor by anybody but the payee.
    expect(await codeOf('payer', 'credit', 'close', lineId)).toBe('CREDIT_LINE_NOT_ENDED');
    expect(await codeOf('payer', 'credit', 'release', lineId)).toBe('CREDIT_NOT_PAYEE');
    await voucher('4', 'last.json');
    const released = await moved(async () => {
      const { out } = await text('payee', 'credit', 'release', lineId, '--voucher', 'last.json');
      expect(out).toContain('0.5 tokens paid, 7 back with the payer');
    });
    expect(released).toMatchObject({ payer: parseEther('7'), payee: parseEther('0.5') });
    expect(await codeOf('payee', 'credit', 'redeem', 'last.json')).toBe('CREDIT_LINE_NOT_OPEN');
    expect(await json('payee', 'credit', 'show', lineId)).toMatchObject({ status: 'closed' });
    expect(await codeOf('payer', 'credit', 'voucher', lineId, '5')).toBe('CREDIT_LINE_NOT_OPEN');
    expect(await codeOf('payee', 'credit', 'show', `0x${'12'.repeat(32)}`)).toBe('CREDIT_LINE_UNKNOWN');
  });

  test('a voucher of another market is worth nothing here', async () => {
    const { lineId } = await open('--unit', 'hour', '--price', '1');
    const market = join(folder, 'market2.json');
    await json('payer', 'deploy', '--out', market);
    const there = ['--deployment', market];
    await json('payer', 'wallet', 'deposit', '5', ...there);
    await json('payer', 'wallet', 'consent', '--module', 'creditLine', ...there);
    const other = await json<{ lineId: string }>(
      'payer',
      ...['credit', 'open', '5', '--to', address.payee, '--unit', 'hour', '--price', '1', ...there],
    );
    await json('payer', 'credit', 'voucher', other.lineId, '1', '--out', 'there.json', ...there);
    expect(await codeOf('payee', 'credit', 'redeem', 'there.json')).toBe('CREDIT_LINE_UNKNOWN');
    write('there.json', { ...read<object>('there.json'), lineId });
    expect(await codeOf('payee', 'credit', 'redeem', 'there.json')).toBe('CREDIT_SIGNATURE_INVALID');
    await json('payee', 'credit', 'release', lineId);
  });

  test('a timed line falls due evenly, and all of it at its end', async () => {
    const { lineId } = await open('--unit', 'timed', '--until', '1h', '--grace', '0');
    expect(await codeOf('payer', 'credit', 'voucher', lineId, '1')).toBe('CREDIT_UNIT_WRONG');
    const sum = await moved(async () => {
      await blocks.increaseTime({ seconds: 1_800 });
      await blocks.mine({ blocks: 1 });
      const { paidWei } = await json<{ paidWei: string }>('payee', 'credit', 'redeem', lineId);
      expect(Number(paidWei) / 1e18).toBeCloseTo(5, 0);
      await blocks.increaseTime({ seconds: 1_801 });
      await blocks.mine({ blocks: 1 });
      const { out } = await text('payer', 'credit', 'close', lineId, '--lang', 'zh');
      expect(out).toContain(zh.credit.closed('0', '').split('（')[0]);
    });
    expect(sum).toMatchObject({ payer: 0n, payee: parseEther('10') });
  });
});

describe('price', { timeout: 60_000 }, () => {
  test('demand raises the next price, supply lowers it; bonds are released when they are over', async () => {
    const before = await json<{ prices: { name: string; priceWeiPerGwu: string }[] }>('other', 'price', 'list');
    expect(before.prices).toMatchObject([{ name: 'CPU', priceWeiPerGwu: tokens('0.001'), supplyWork: '0' }]);
    const demand = ['price', 'demand', 'CPU', '500 Gwu', '--max-bond'];
    expect(await codeOf('payer', ...demand, '0.1')).toBe('PRICE_BOND_TOO_LARGE');
    expect(await codeOf('payer', 'price', 'demand', 'CPU', '500', '--max-bond', '1')).toBe('CLI_WORK_INVALID');
    expect(await codeOf('payer', 'price', 'demand', 'TPU', '500 Gwu', '--max-bond', '1')).toBe('CLI_CHOICE_INVALID');
    expect(await codeOf('payer', ...demand, '1', '--epochs', '25')).toBe('PRICE_EPOCHS_INVALID');
    const published = await text('payer', ...demand, '1');
    expect(published.out).toContain('500 Gwu per epoch');
    expect(published.out).toContain('0.5 tokens locked, fee 0.005');
    const { prices } = await json<{ prices: object[] }>('other', 'price', 'list');
    expect(prices).toMatchObject([{ demandWork: '500000000000', nextPriceWeiPerGwu: tokens('0.00105') }]);
    expect((await text('other', 'price', 'list', '--lang', 'zh')).out).toContain(zh.price.next);

    expect(await codeOf('payer', 'price', 'supply', '1', '500 Gwu')).toBe('RESOURCE_UNKNOWN');
    await json('payer', 'asset', 'register', '--type', 'CPU', '--serial', 'one');
    await json('payer', 'asset', 'resource', 'create', '--hardware', '1');
    expect(await codeOf('other', 'price', 'supply', '1', '500 Gwu')).toBe('PRICE_NOT_PROVIDER');
    const supply = await json('payer', 'price', 'supply', '1', '500 Gwu', '--epochs', '2');
    expect(supply).toMatchObject({ statementId: '2', bondWei: tokens('0.05'), feeWei: tokens('0.0005') });
    expect(await codeOf('payer', 'price', 'supply', '1', '500 Gwu')).toBe('PRICE_SUPPLY_LIVE');
    expect((await text('payer', 'price', 'release')).out).toBe(`${en.price.nothingToRelease}\n`);

    await blocks.mine({ blocks: 900 });
    const { prices: epochs } = await json<{ prices: { priceWeiPerGwu: string }[] }>('other', 'price', 'history', 'CPU');
    expect(epochs.map(({ priceWeiPerGwu }) => priceWeiPerGwu)).toEqual(
      expect.arrayContaining([tokens('0.001'), tokens('0.00095')]),
    );
    expect((await text('other', 'price', 'history', 'cpu', '--epochs', '2')).out).toContain(en.price.supply);
    const released = await moved(async () => {
      expect(await json('payer', 'price', 'release')).toMatchObject({
        statementIds: ['1', '2'],
        bondWei: tokens('0.55'),
      });
    });
    expect(released.payer).toBe(parseEther('0.55'));
    expect(await json('payer', 'price', 'release')).toEqual({ statementIds: [] });
    const { owedWei, heldWei } = await getBankBooks(reader);
    expect(heldWei).toBe(owedWei);
  });
});

test('demo payments: four ways of paying, each exact, and every ticket counted', { timeout: 60_000 }, async () => {
  const steps: string[] = [];
  const report = await runPaymentsDemo({ providers: 4, tasks: 40 }, { onStep: (step) => steps.push(step) });
  expect(report).toMatchObject({ providers: 4, tasks: 40, bankConserved: true, ticketsCounted: 4 });
  expect(report.ways.map(({ way, transactions }) => [way, transactions])).toEqual([
    ['deals', 2 * 4],
    ['direct', 4],
    ['batch', 1],
    ['lottery', 2],
  ]);
  expect(new Set(steps)).toEqual(new Set(Object.keys(en.paymentsDemo.steps)));
  expect(report.dueWei).toBeGreaterThan(0n);
  const gasOf = (way: string) => report.ways.find((each) => each.way === way)?.gas ?? 0n;
  expect(gasOf('deals')).toBeGreaterThan(gasOf('direct'));
  expect(gasOf('direct')).toBeGreaterThan(gasOf('batch'));
  expect(report.lotteryPerDeals).toBeCloseTo(Number(gasOf('lottery')) / Number(gasOf('deals')), 9);
});
