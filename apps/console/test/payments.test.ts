import { type LotteryAnnouncement, lotteryTree, SuanliError } from '@suanli/protocol';
import { type Address, formatUnits, getAddress, type Hex, numberToHex, parseEther } from 'viem';
import { describe, expect, test } from 'vitest';
import { toJsonText } from '../src/format/toJsonText.ts';
import { lotteryStage } from '../src/pages/payment/lotteryStage.ts';
import { type BatchBank, type PaymentPlan, payPlannedBatch, planBatches } from '../src/pages/payment/PaymentPlan.ts';
import { type ListedPayment, parsePayments } from '../src/pages/payment/parsePayments.ts';
import { parseTicket } from '../src/pages/payment/parseTicket.ts';
import { seededRandom } from './support/seededRandom.ts';

function addressOf(number: number): Address {
  return getAddress(numberToHex(BigInt(number) * 0x1_0000_0001_0001n + 1n, { size: 20 }));
}

function codesOf(source: string): [string, unknown][] {
  return parsePayments(source).errors.map(({ code, parameters }) => [code, parameters.line]);
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as SuanliError).code;
  }
  return undefined;
}

describe('a list of payments', () => {
  test('is read as people write it; what comes twice is added up', () => {
    const [one, two] = [addressOf(1), addressOf(2)];
    const source = `\ufeff# July\r\n\r\n${one} 0.5\n${two},1.25 # the other\n\t${one.toLowerCase()};\t0.25\n`;
    expect(parsePayments(source)).toEqual({
      payments: [
        { account: one, amountWei: parseEther('0.75') },
        { account: two, amountWei: parseEther('1.25') },
      ],
      totalWei: parseEther('2'),
      errors: [],
    });
  });

  test('tells every wrong line, and what is wrong in it', () => {
    const one = addressOf(0xabcdef);
    const wrongSum = one
      .replace(/[a-f]/, (letter) => letter.toUpperCase())
      .replace(/[A-F](?=[^A-F]*$)/, (letter) => letter.toLowerCase());
    expect(wrongSum).not.toBe(one);
    const source = [
      one,
      `${one} 1 2`,
      `${one} 1`,
      `0x12 1`,
      `${addressOf(3).slice(0, -1)} 1`,
      `0x0000000000000000000000000000000000000000 1`,
      `${wrongSum} 1`,
      `${one} 0`,
      `${one} -1`,
      `${one} 1e3`,
      `${one} 0.0000000000000000001`,
      `${one} 999999999999`,
    ].join('\n');
    expect(codesOf(source)).toEqual([
      ['CONSOLE_PAYMENT_LINE_INVALID', 1],
      ['CONSOLE_PAYMENT_LINE_INVALID', 2],
      ['CONSOLE_PAYMENT_ACCOUNT_INVALID', 4],
      ['CONSOLE_PAYMENT_ACCOUNT_INVALID', 5],
      ['CONSOLE_PAYMENT_ACCOUNT_INVALID', 6],
      ['CONSOLE_PAYMENT_ACCOUNT_INVALID', 7],
      ['CONSOLE_PAYMENT_AMOUNT_INVALID', 8],
      ['CONSOLE_PAYMENT_AMOUNT_INVALID', 9],
      ['CONSOLE_PAYMENT_AMOUNT_INVALID', 10],
      ['CONSOLE_PAYMENT_AMOUNT_INVALID', 11],
      ['CONSOLE_PAYMENT_AMOUNT_INVALID', 12],
    ]);
    expect(parsePayments(source).payments).toHaveLength(1);
    expect(codesOf('# nobody\n')).toEqual([['CONSOLE_PAYMENT_LIST_EMPTY', undefined]]);
  });

  test('of any text is read without a throw; a written one reads as it was', () => {
    const random = seededRandom(11);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const scraps = [
      '0x',
      addressOf(5),
      addressOf(6),
      ' ',
      ',',
      '\n',
      '#',
      '1',
      '.5',
      '１',
      '\u2028',
      '1e9',
      '0',
      '-',
      'é',
      ';',
    ];
    for (let i = 0; i < 2_000; i++) {
      const source = Array.from({ length: Math.floor(random() * 12) }, () => pick(scraps)).join('');
      const { payments, totalWei, errors } = parsePayments(source);
      expect(
        payments.reduce((sum, { amountWei }) => sum + amountWei, 0n),
        source,
      ).toBe(totalWei);
      expect(
        payments.every(({ amountWei }) => amountWei > 0n),
        source,
      ).toBe(true);
      expect(payments.length > 0 || errors.length > 0, source).toBe(true);
      const lines = source.split(/\r\n|[\n\r]/).length;
      for (const { parameters } of errors) expect(Number(parameters.line ?? 1), source).toBeLessThanOrEqual(lines);
    }
    for (let i = 0; i < 200; i++) {
      const payments = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, index) => ({
        account: addressOf(100 * i + index),
        amountWei: 1n + BigInt(Math.floor(random() * 2 ** 53)) * BigInt(Math.floor(random() * 2 ** 20)),
      }));
      const written = payments
        .map(
          ({ account, amountWei }) =>
            `${pick([account, account.toLowerCase()])}${pick([' ', ',', '\t'])}${formatUnits(amountWei, 18)}`,
        )
        .join(pick(['\n', '\r\n', '\n\n# and\n']));
      expect(parsePayments(written)).toMatchObject({ payments, errors: [] });
    }
  });
});

/** The Bank's rule: each number once, in order. Its answers get lost, and others of the same account pay as well. */
function shakyBank(random: () => number) {
  const paid: { payments: readonly ListedPayment[]; transaction: Hex }[] = [];
  const take = (payments: readonly ListedPayment[]) => {
    const transaction = numberToHex(paid.length + 1, { size: 32 });
    paid.push({ payments, transaction });
    return transaction;
  };
  const lose = (part: number) => {
    if (random() < part) throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: 'test:' } });
  };
  const bank: BatchBank = {
    nextNumber: async () => {
      lose(0.1);
      return paid.length;
    },
    find: async (number) => {
      lose(0.1);
      return paid[number];
    },
    pay: async (number, payments) => {
      lose(0.2);
      if (random() < 0.2) take([{ account: addressOf(9_999), amountWei: 1n }]);
      if (number !== paid.length) throw new SuanliError('BANK_BATCH_OUT_OF_ORDER');
      const hash = take(payments);
      lose(0.3);
      return { hash, gasUsed: 1n };
    },
  };
  return { bank, paid };
}

describe('a plan of payments', () => {
  test('pays everybody once, wherever it breaks off and whoever else pays', async () => {
    let broken = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed);
      const { bank, paid } = shakyBank(random);
      const due = Array.from({ length: 7 }, (_, i) => ({ account: addressOf(i + 1), amountWei: BigInt(i + 1) }));
      let kept: PaymentPlan = { id: 'a', owner: 'me', createdAtMs: 0, batches: planBatches(due, 3) };
      const store = {
        load: async () => structuredClone(kept),
        save: async (plan: PaymentPlan) => {
          // The page may go away before it is written, or after.
          if (random() < 0.05) throw new SuanliError('CONSOLE_UNEXPECTED');
          kept = structuredClone(plan);
          if (random() < 0.05) throw new SuanliError('CONSOLE_UNEXPECTED');
        },
      };
      for (let index = 0; index < kept.batches.length; ) {
        try {
          const done = await payPlannedBatch(bank, store, 'a', index);
          expect(done?.hash).toBe(kept.batches[index]?.transaction);
          index++;
        } catch {
          broken++;
          // From the start, as after a reload.
          if (random() < 0.3) index = 0;
        }
      }
      const received = new Map<string, bigint>();
      for (const { payments } of paid)
        for (const { account, amountWei } of payments) received.set(account, (received.get(account) ?? 0n) + amountWei);
      for (const { account, amountWei } of due) expect(received.get(account), `seed ${seed}`).toBe(amountWei);
    }
    expect(broken).toBeGreaterThan(300);
  });

  test('that is forgotten pays nobody', async () => {
    const { bank, paid } = shakyBank(() => 1);
    const store = { load: async () => undefined, save: async () => {} };
    expect(await payPlannedBatch(bank, store, 'a', 0)).toBeUndefined();
    expect(paid).toEqual([]);
  });
});

describe('a ticket', () => {
  const tree = lotteryTree([1, 2, 3].map((number) => ({ account: addressOf(number), weight: BigInt(number) })));
  const announcements: LotteryAnnouncement[] = [0, 1, 2].map((index) => ({
    chainId: 31_337,
    contract: addressOf(77),
    lottery: { payer: addressOf(9), id: 65_536n, valueWei: 6n, drawBlock: 30n, claimBlocks: 100, root: tree.root },
    ticket: tree.ticket(index),
  }));

  test('is read alone, and found in a list as the console saves it', () => {
    expect(parseTicket(toJsonText(announcements[1]), undefined)).toEqual(announcements[1]);
    expect(parseTicket(toJsonText(announcements), addressOf(3).toLowerCase())).toEqual(announcements[2]);
    expect(codeOf(() => parseTicket(toJsonText(announcements), addressOf(4)))).toBe('CONSOLE_TICKET_MISSING');
    expect(codeOf(() => parseTicket('[]', undefined))).toBe('CONSOLE_TICKET_MISSING');
  });

  test('that is none is refused, whatever it is', () => {
    const random = seededRandom(3);
    const whole = toJsonText(announcements);
    for (const source of ['', '{', 'null', '7', '[1]', '[{}]', '{"ticket":{}}', '"x"'])
      expect(
        codeOf(() => parseTicket(source, addressOf(1))),
        source,
      ).toBe('LOTTERY_ANNOUNCEMENT_MALFORMED');
    for (let i = 0; i < 500; i++) {
      const at = Math.floor(random() * whole.length);
      const source = `${whole.slice(0, at)}${'{}[]",:0x \n'[Math.floor(random() * 11)]}${whole.slice(at + Math.floor(random() * 9))}`;
      const code = codeOf(() => parseTicket(source, addressOf(2)));
      expect([undefined, 'LOTTERY_ANNOUNCEMENT_MALFORMED', 'CONSOLE_TICKET_MISSING'], source).toContain(code);
    }
  });
});

test('a lottery goes through its stages with the blocks', () => {
  const open = { status: 'open', drawBlock: 100n, claimBlocks: 50 };
  const stages = [99n, 100n, 101n, 149n, 150n, 8_290n, 8_291n].map((head) => lotteryStage(open, head));
  expect(stages).toEqual(['waiting', 'waiting', 'drawn', 'drawn', 'overdue', 'overdue', 'forgotten']);
  expect(lotteryStage({ ...open, status: 'paid' }, 99n)).toBe('paid');
  expect(lotteryStage({ ...open, status: 'expired' }, 99_999n)).toBe('expired');
});
