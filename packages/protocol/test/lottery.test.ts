import { readFileSync } from 'node:fs';
import {
  formatLotteryAnnouncement,
  hashLottery,
  type Lottery,
  type LotteryParticipant,
  type LotteryTicket,
  lotteryId,
  lotteryParticipants,
  lotteryPosition,
  lotteryTree,
  lotteryWeight,
  lotteryWinner,
  parseLotteryAnnouncement,
  verifyLotteryTicket,
} from '@suanli/protocol';
import { type Address, type Hex, keccak256, slice, toHex } from 'viem';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seededRandom.ts';

interface Vector {
  readonly chainId: string;
  readonly contract: Address;
  readonly lottery: Record<keyof Lottery, string>;
  readonly hash: Hex;
  readonly participants: readonly { readonly account: Address; readonly weight: string }[];
  readonly tickets: readonly {
    readonly index: number;
    readonly start: string;
    readonly path: number;
    readonly siblings: readonly Hex[];
  }[];
  readonly draws: readonly { readonly blockHash: Hex; readonly position: string; readonly winner: number }[];
}
const { cases } = JSON.parse(readFileSync(new URL('vectors/lottery.json', import.meta.url), 'utf8')) as {
  cases: readonly Vector[];
};

const accountOf = (i: number): Address => slice(keccak256(toHex(i, { size: 8 })), 12);
const someParticipants = (count: number, random = seededRandom(count)): LotteryParticipant[] =>
  Array.from({ length: count }, (_, i) => ({ account: accountOf(i), weight: BigInt(1 + Math.floor(random() * 1e9)) }));

describe('the shared vectors', () => {
  it.each(cases.map((vector) => [vector.participants.length, vector] as const))('with %i participants', (_, vector) => {
    const participants = vector.participants.map(({ account, weight }) => ({ account, weight: BigInt(weight) }));
    const lottery: Lottery = {
      payer: vector.lottery.payer as Address,
      id: BigInt(vector.lottery.id),
      valueWei: BigInt(vector.lottery.valueWei),
      drawBlock: BigInt(vector.lottery.drawBlock),
      claimBlocks: Number(vector.lottery.claimBlocks),
      root: vector.lottery.root as Hex,
    };
    const domain = {
      name: 'Suanli',
      version: '1',
      chainId: Number(vector.chainId),
      verifyingContract: vector.contract,
    } as const;
    const tree = lotteryTree(participants);
    expect(tree.root).toBe(lottery.root);
    expect(lotteryWeight(lottery)).toBe(tree.totalWeight);
    expect(hashLottery(lottery, domain)).toBe(vector.hash);
    for (const { index, start, path, siblings } of vector.tickets) {
      const ticket = tree.ticket(index);
      expect(ticket).toEqual({ ...participants[index], path, siblings });
      expect(verifyLotteryTicket(lottery, ticket)).toEqual({
        start: BigInt(start),
        end: BigInt(start) + ticket.weight,
      });
    }
    for (const { blockHash, position, winner } of vector.draws) {
      expect(lotteryPosition(lottery, domain, blockHash)).toBe(BigInt(position));
      expect(lotteryWinner(lottery, domain, { blockHash, tree })).toEqual(tree.ticket(winner));
    }
  });
});

describe('lotteryTree', () => {
  it('G30: gives every draw exactly one winner among all tickets', () => {
    const tree = lotteryTree(someParticipants(100));
    const ranges = Array.from({ length: tree.count }, (_, i) => verifyLotteryTicket(tree, tree.ticket(i)));
    let next = 0n;
    for (const range of ranges) {
      expect(range?.start).toBe(next);
      next = range?.end ?? -1n;
    }
    expect(next).toBe(tree.totalWeight);
    // Counted by hand: an expectation for each would take longer than all the draws.
    let wrong = 0;
    for (let i = 0; i < 1_000; i++) {
      const position = BigInt(keccak256(toHex(i))) % tree.totalWeight;
      const winners: number[] = [];
      for (const [at, range] of ranges.entries()) {
        if (range && position >= range.start && position < range.end) winners.push(at);
      }
      if (winners.length !== 1 || tree.ticketAt(position).account !== accountOf(winners[0] ?? -1)) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('finds the ticket of an account however it is written, and of nobody else', () => {
    const tree = lotteryTree(someParticipants(9));
    expect(tree.ticketOf(accountOf(5).toUpperCase().replace('0X', '0x') as Address)).toEqual(tree.ticket(5));
    expect(tree.ticketOf(accountOf(99))).toBeUndefined();
    expect(() => tree.ticket(9)).toThrow(RangeError);
    expect(() => tree.ticketAt(tree.totalWeight)).toThrow(RangeError);
    expect(() => tree.ticketAt(-1n)).toThrow(RangeError);
  });

  it.each([
    ['nobody', []],
    ['the same account twice', [...someParticipants(2), ...someParticipants(1)]],
    ['the zero address', [{ account: `0x${'00'.repeat(20)}`, weight: 1n }]],
    ['no weight', [{ account: accountOf(0), weight: 0n }]],
    [
      'a sum of 2^64',
      [
        { account: accountOf(0), weight: 2n ** 64n - 1n },
        { account: accountOf(1), weight: 1n },
      ],
    ],
  ] as [string, LotteryParticipant[]][])('refuses %s', (_, participants) => {
    expect(() => lotteryTree(participants)).toThrow(
      expect.objectContaining({ code: 'LOTTERY_PARTICIPANTS_INVALID' }) as Error,
    );
  });
});

describe('verifyLotteryTicket', () => {
  it('G32: refuses every ticket that was changed', () => {
    const random = seededRandom(7);
    const tree = lotteryTree(someParticipants(21));
    const flip = (hex: Hex): Hex => {
      const bit = 1n << BigInt(Math.floor(random() * (hex.length - 2) * 4));
      return toHex(BigInt(hex) ^ bit, { size: (hex.length - 2) / 2 });
    };
    const changes: ((ticket: LotteryTicket) => LotteryTicket)[] = [
      (ticket) => ({ ...ticket, account: flip(ticket.account) }),
      (ticket) => ({ ...ticket, weight: ticket.weight + 1n }),
      (ticket) => ({ ...ticket, weight: tree.totalWeight }),
      (ticket) => ({ ...ticket, weight: 0n }),
      (ticket) => ({ ...ticket, weight: 2n ** 64n }),
      (ticket) => ({ ...ticket, path: ticket.path + 1 }),
      (ticket) => ({ ...ticket, path: ticket.path + 2 ** ticket.siblings.length }),
      (ticket) => ({ ...ticket, path: 0.5 }),
      (ticket) => ({ ...ticket, siblings: ticket.siblings.map((each, i) => (i === 1 ? flip(each) : each)) }),
      (ticket) => ({ ...ticket, siblings: ticket.siblings.slice(1) }),
      (ticket) => ({ ...ticket, siblings: [...ticket.siblings, toHex(0, { size: 32 })] }),
      (ticket) => ({ ...ticket, siblings: ['0x', ...ticket.siblings] }),
      (ticket) => ({ ...ticket, account: '0x12' as Address }),
    ];
    for (let i = 0; i < 20; i++) {
      const ticket = tree.ticket(i);
      expect(verifyLotteryTicket(tree, ticket)).toBeDefined();
      for (const change of changes) expect(verifyLotteryTicket(tree, change(ticket))).toBeUndefined();
      expect(verifyLotteryTicket({ root: flip(tree.root) }, ticket)).toBeUndefined();
    }
  });
});

describe('lotteryParticipants', () => {
  it('takes wei for weights, and adds up what is due to the same account', () => {
    const [a, b] = [accountOf(1), accountOf(2)];
    expect(
      lotteryParticipants([
        { account: a, amountWei: 5n },
        { account: b, amountWei: 7n },
        { account: a, amountWei: 1n },
      ]),
    ).toEqual({
      participants: [
        { account: a, weight: 6n },
        { account: b, weight: 7n },
      ],
      valueWei: 13n,
      dueWei: 13n,
    });
  });

  it('gives everybody a share of at least what is due, however large the sum', () => {
    const random = seededRandom(3);
    for (const bits of [40, 60, 64, 66, 80]) {
      const payments = Array.from({ length: 50 }, (_, i) => ({
        account: accountOf(i),
        amountWei: (BigInt(Math.floor(random() * 2 ** 48)) << BigInt(bits - 40)) + 1n,
      }));
      const { participants, valueWei, dueWei } = lotteryParticipants(payments);
      const tree = lotteryTree(participants);
      expect(dueWei).toBe(payments.reduce((sum, { amountWei }) => sum + amountWei, 0n));
      expect(valueWei).toBeGreaterThanOrEqual(dueWei);
      // Rounded by less than a 2^57th: less than a wei of a tenth of a token.
      expect((valueWei - dueWei) * 2n ** 50n).toBeLessThan(dueWei);
      for (const [i, { amountWei }] of payments.entries()) {
        const share = (valueWei * (participants[i]?.weight ?? 0n)) / tree.totalWeight;
        expect(share).toBeGreaterThanOrEqual(amountWei);
      }
    }
  });

  it('refuses what nobody is due', () => {
    const refused = expect.objectContaining({ code: 'LOTTERY_PARTICIPANTS_INVALID' }) as Error;
    expect(() => lotteryParticipants([])).toThrow(refused);
    expect(() => lotteryParticipants([{ account: accountOf(1), amountWei: 0n }])).toThrow(refused);
  });
});

describe('lotteryId', () => {
  it('puts the lane below the sequence number', () => {
    expect(lotteryId({ lane: 0, sequence: 1n })).toBe(65_536n);
    expect(lotteryId({ lane: 65_535, sequence: 2n ** 48n - 1n })).toBe(2n ** 64n - 1n);
    for (const wrong of [
      { lane: -1, sequence: 1n },
      { lane: 65_536, sequence: 1n },
      { lane: 0, sequence: 0n },
      { lane: 0, sequence: 2n ** 48n },
    ]) {
      expect(() => lotteryId(wrong)).toThrow(RangeError);
    }
  });
});

describe('LotteryAnnouncement', () => {
  const tree = lotteryTree(someParticipants(6));
  const announcement = {
    chainId: 31_337,
    contract: accountOf(77),
    lottery: {
      payer: accountOf(78),
      id: 2n ** 64n - 1n,
      valueWei: 2n ** 95n,
      drawBlock: 12n,
      claimBlocks: 100,
      root: tree.root,
    },
    ticket: tree.ticket(2),
  };

  it('comes back as it was written', () => {
    const text = formatLotteryAnnouncement({ ...announcement, ticket: { ...announcement.ticket, siblings: [] } });
    expect(parseLotteryAnnouncement(text).ticket.siblings).toEqual([]);
    expect(parseLotteryAnnouncement(formatLotteryAnnouncement(parseLotteryAnnouncement(announcement)))).toEqual(
      announcement,
    );
  });

  it('refuses anything else', () => {
    const text = formatLotteryAnnouncement(parseLotteryAnnouncement(announcement));
    const { lottery, ticket } = announcement;
    const malformed: unknown[] = [
      '',
      'null',
      {},
      text.slice(1),
      { ...announcement, more: 1 },
      { ...announcement, chainId: 0 },
      { ...announcement, lottery: { ...lottery, id: 2n ** 64n } },
      { ...announcement, lottery: { ...lottery, valueWei: '-1' } },
      { ...announcement, lottery: { ...lottery, claimBlocks: 65_536 } },
      { ...announcement, lottery: { ...lottery, root: '0x00' } },
      { ...announcement, ticket: { ...ticket, path: 2 ** 32 } },
      { ...announcement, ticket: { ...ticket, siblings: Array.from({ length: 33 }, () => tree.root) } },
      { ...announcement, ticket: { ...ticket, account: '0x' } },
    ];
    for (const each of malformed) {
      expect(() => parseLotteryAnnouncement(each)).toThrow(
        expect.objectContaining({ code: 'LOTTERY_ANNOUNCEMENT_MALFORMED' }) as Error,
      );
    }
  });
});
