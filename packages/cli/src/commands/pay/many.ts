import { SuanliError } from '@suanli/protocol';
import type { PaymentMethod } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { writeTextFile } from '../../context/writeTextFile.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { formatMethods } from './internal/formatMethods.ts';
import { type ListedPayment, readPayments } from './internal/readPayments.ts';

interface ManyOptions {
  readonly method?: PaymentMethod | 'auto';
  readonly coinPrice?: bigint;
  readonly rounds?: number;
  readonly deviation?: number;
  readonly drawBlocks?: number;
  readonly tickets?: string;
  readonly batch?: number;
  readonly dryRun?: boolean;
}

interface SentBatch {
  readonly number: number;
  readonly payees: number;
  readonly hash: Hex;
  readonly gasUsed: bigint;
  /** By an earlier call. */
  readonly paidBefore?: true;
}

const progressIntervalMs = 2_000;
const defaultCoinPriceWei = 10n ** 18n;
const defaultTickets = 'tickets';

/** `suanli pay many` */
export const payMany: CommandDefinition<[file: string], ManyOptions> = {
  path: 'pay many',
  arguments: [{ name: '<file>' }],
  options: [
    {
      flags: '--method <method>',
      text: 'payMethod',
      parse: parseChoice('--method', ['auto', 'direct', 'batch', 'lottery']),
    },
    { flags: '--coin-price <tokens>', text: 'payCoinPrice', parse: parseAmount('--coin-price') },
    { flags: '--rounds <n>', text: 'payRounds', parse: parseWholeNumber('--rounds', 1, 10 ** 9) },
    { flags: '--deviation <percent>', text: 'payDeviation', parse: parseWholeNumber('--deviation', 0, 10 ** 6) },
    { flags: '--draw-blocks <n>', text: 'payDrawBlocks', parse: parseWholeNumber('--draw-blocks', 2, 4_096) },
    { flags: '--tickets <folder>', text: 'payTickets' },
    { flags: '--batch <n>', text: 'payBatchNumber', parse: parseWholeNumber('--batch', 0, 2 ** 32 - 1) },
    { flags: '--dry-run', text: 'payDryRun' },
  ],
  async run(context, { args: [file], options }) {
    const { text, terminal, signal } = context;
    const words = text.pay;
    const payments = readPayments(context, file);
    const dryRun = options.dryRun === true;
    const wanted = options.method ?? 'auto';
    // The choice could be another one by now, and what an earlier call has paid in another way would be paid again.
    if (options.batch !== undefined && wanted !== 'direct' && wanted !== 'batch') {
      throw new SuanliError('CLI_OPTION_MISSING', {
        parameters: { name: '--method direct|batch', command: 'suanli pay many' },
      });
    }
    const client = await openClient(context, { wallet: !dryRun });
    const sdk = await import('@suanli/sdk');
    const areNew = await Promise.all(payments.map(({ account }) => sdk.isNewBankAccount(client, { account })));
    // Without a wallet nobody knows what the payer has consented to.
    const prizeCapWei = dryRun ? undefined : await sdk.getLotteryPrizeCap(client);
    const choice = sdk.choosePaymentMethod({
      payments: payments.map(({ amountWei }, i) => ({ amountWei, isNew: areNew[i] === true })),
      gasPriceWei: await client.publicClient.getGasPrice(),
      tokenWeiPerCoin: options.coinPrice ?? defaultCoinPriceWei,
      ...(prizeCapWei === undefined ? {} : { prizeCapWei }),
      ...(options.rounds === undefined ? {} : { rounds: options.rounds }),
      ...(options.deviation === undefined ? {} : { maxRelativeVariance: (options.deviation / 100) ** 2 }),
    });
    const method = wanted === 'auto' ? choice.method : wanted;
    const totalWei = payments.reduce((sum, { amountWei }) => sum + amountWei, 0n);
    const why = wanted === 'auto' ? sdk.paymentReasonTexts[choice.reason][context.language] : words.asAsked;
    const head = [
      formatMethods(context, choice.costs, method, (obstacle) =>
        // Without consent the cap is zero.
        obstacle === 'prizeAboveCap' && prizeCapWei === 0n
          ? words.lotteryNotAllowed
          : sdk.paymentReasonTexts[obstacle][context.language],
      ),
      `\n  ${words.chosen(words.methods[method], why)}\n`,
    ].join('');
    const plan = {
      payees: payments.length,
      totalWei,
      method,
      reason: wanted === 'auto' ? choice.reason : 'asAsked',
      worthwhile: choice.worthwhile,
      costs: choice.costs,
    };
    if (dryRun) return { json: plan, text: head };
    terminal.note(head);
    if (wanted === 'auto' && !choice.worthwhile) throw new SuanliError('CLI_PAYMENT_NOT_WORTHWHILE');

    if (method === 'lottery') {
      // Before any ticket is written.
      if (prizeCapWei === 0n) throw new SuanliError('BANK_CONSENT_MISSING');
      const folder = options.tickets ?? defaultTickets;
      const { lottery, tree } = await sdk.prepareLottery(client, {
        payments,
        ...(options.drawBlocks === undefined ? {} : { drawBlocks: options.drawBlocks }),
      });
      const { formatLotteryAnnouncement } = await import('@suanli/protocol');
      const { chainId, lottery: contract } = client.deployment;
      // Before it is opened: a prize whose tickets nobody has would reach nobody.
      const files = payments.map(({ account }, index) =>
        writeTextFile(
          context,
          `${folder}/${account}.json`,
          `${formatLotteryAnnouncement({ chainId, contract, lottery, ticket: tree.ticket(index) })}\n`,
        ),
      );
      const { hash, gasUsed, lotteryHash } = await sdk.openLottery(client, { lottery });
      return {
        json: {
          ...plan,
          lotteryHash,
          drawBlock: lottery.drawBlock,
          claimBlocks: lottery.claimBlocks,
          files,
          hash,
          gasUsed,
        },
        text: `${words.lotteryOpened(formatTokens(lottery.valueWei, 18), String(lottery.drawBlock), folder, hash)}\n`,
      };
    }
    const batches =
      method === 'direct' ? payments.map((payment) => [payment]) : inBatches(payments, sdk.maxBatchPayees);
    const first = options.batch ?? (await sdk.getNextBatch(client));
    terminal.note(words.repeatable(method, String(first)));
    const sent: SentBatch[] = [];
    let toldMs = performance.now();
    for (const [index, each] of batches.entries()) {
      signal.throwIfAborted();
      const number = first + index;
      // The chain takes each number once, so what an earlier call has paid is not paid again.
      const earlier = options.batch === undefined ? undefined : await sdk.findBatch(client, { number });
      if (earlier && isSame(earlier.payments, each)) {
        sent.push({ number, payees: each.length, hash: earlier.transaction, gasUsed: 0n, paidBefore: true });
        continue;
      }
      const { hash, gasUsed } = await sdk.payBatch(client, { payments: each, number });
      sent.push({ number, payees: each.length, hash, gasUsed });
      if (performance.now() - toldMs > progressIntervalMs && index + 1 < batches.length) {
        toldMs = performance.now();
        terminal.note(words.paidSoFar(String(index + 1), String(batches.length)));
      }
    }
    const before = sent.filter(({ paidBefore }) => paidBefore === true).length;
    const gasUsed = sent.reduce((sum, each) => sum + each.gasUsed, 0n);
    return {
      json: { ...plan, transactions: sent, gasUsed },
      text: [
        words.paidMany(
          formatTokens(totalWei, 18),
          String(payments.length),
          String(sent.length),
          gasUsed.toLocaleString('en'),
        ),
        ...(before === 0 ? [] : [words.paidBefore(String(before))]),
        '',
      ].join('\n'),
    };
  },
};

function inBatches<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

function isSame(paid: readonly ListedPayment[], due: readonly ListedPayment[]): boolean {
  return (
    paid.length === due.length &&
    due.every(({ account, amountWei }, i) => {
      const other = paid[i];
      return other?.account.toLowerCase() === account.toLowerCase() && other.amountWei === amountWei;
    })
  );
}
