import { formatLotteryAnnouncement, parseLotteryAnnouncement, paymentWeiDown, SuanliError } from '@suanli/protocol';
import {
  type ChoosePaymentMethodReturnType,
  choosePaymentMethod,
  claimLottery,
  getBankAccount,
  getBankBooks,
  moduleConsent,
  openLottery,
  payBatch,
  prepareLottery,
  type SuanliClient,
  setConsent,
  verifyLotteryAnnouncement,
  waitForLotteryDraw,
} from '@suanli/sdk';
import { type Address, createTestClient, http, parseEther } from 'viem';
import { type PaymentRun, payByDeals } from './payments/payByDeals.ts';
import { runTinyTasks } from './payments/runTinyTasks.ts';

export interface RunPaymentsDemoParameters {
  /** Default 100. */
  readonly providers?: number;
  /** Default 10,000. */
  readonly tasks?: number;
}

/** A part of the demonstration that takes a while. */
export type PaymentsDemoStep = 'chain' | 'accounts' | 'tasks' | 'deals' | 'direct' | 'batch' | 'lottery' | 'closing';

export interface RunPaymentsDemoOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: PaymentsDemoStep) => void;
  /** Called with how many tasks are done. */
  readonly onTasks?: (done: number, of: number) => void;
}

/** How everybody was paid: `deals` by an escrowed deal for each provider, the others without one. */
export type PaymentWay = 'deals' | 'direct' | 'batch' | 'lottery';

/** What paying everybody took in one way. */
export interface PaymentWayReport extends PaymentRun {
  readonly way: PaymentWay;
  /** Fee of all transactions in wei of the token, at the assumed prices, rounded up. */
  readonly feeWei: bigint;
  /** Fee per value. */
  readonly share: number;
  /** Variance of a provider's income relative to its square, of whom it hits hardest, for one such payment. */
  readonly relativeVariance: number;
  /** The same over `rounds` payments. */
  readonly relativeVarianceOfRounds: number;
}

/** What the demonstration did, and what it cost. */
export interface PaymentsDemoReport {
  readonly providers: number;
  readonly tasks: number;
  /** Metered instructions of all tasks. */
  readonly work: bigint;
  /** What was due to all, once. */
  readonly dueWei: bigint;
  readonly gasPriceWei: bigint;
  readonly tokenWeiPerCoin: bigint;
  readonly rounds: number;
  readonly ways: readonly PaymentWayReport[];
  /** Gas of the lottery by gas of as many single payments: by deals, and by bare payments inside the bank. */
  readonly lotteryPerDeals: number;
  readonly lotteryPerDirect: number;
  readonly winner: Address;
  /** Tickets that their providers have checked before the draw and count as payment. */
  readonly ticketsCounted: number;
  /** What would be chosen here, and why. */
  readonly choice: ChoosePaymentMethodReturnType;
  /** True where everybody got exactly what was due in every way but the lottery, its winner all of it, and every wei is there. */
  readonly bankConserved: boolean;
  readonly wallMs: number;
}

const pricePerGwuWei = parseEther('0.1');
/** That of a rollup; the embedded chain has no market for gas. */
const gasPriceWei = 10_000_000n;
/** One coin for 3,000 tokens. */
const tokenWeiPerCoin = parseEther('3000');
const rounds = 10_000;
const drawBlocks = 8;
const accountsAtOnce = 20;

/**
 * Pays many providers for tiny tasks in four ways on real contracts, and compares: an embedded chain, tasks that run and are
 * metered in sandboxes, and the fees by the receipts of the transactions.
 *
 * @throws SuanliError `NODE_CHAIN_BINARY_MISSING`, `CLI_FILE_UNREADABLE`, `EXECUTOR_…`
 */
export async function runPaymentsDemo(
  parameters: RunPaymentsDemoParameters = {},
  options: RunPaymentsDemoOptions = {},
): Promise<PaymentsDemoReport> {
  const { providers: count = 100, tasks = 10_000 } = parameters;
  const signal = options.signal ?? new AbortController().signal;
  const startedMs = performance.now();
  const { startEmbeddedMarket } = await import('@suanli/node');
  await using cleanup = new AsyncDisposableStack();

  options.onStep?.('chain');
  const market = cleanup.adopt(await startEmbeddedMarket({ signal }), (open) => open.stop());
  const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  const { client: payer } = await market.createAccount(parseEther('1000'));
  await setConsent(payer, { consentModules: await moduleConsent(payer, { modules: ['broker', 'lottery'] }) });

  options.onStep?.('accounts');
  const clients: SuanliClient[] = [];
  const consentModules = await moduleConsent(payer, { modules: ['broker'] });
  while (clients.length < count) {
    signal.throwIfAborted();
    const wanted = Math.min(accountsAtOnce, count - clients.length);
    clients.push(
      ...(await Promise.all(
        Array.from({ length: wanted }, async () => {
          const { client } = await market.createAccount(0n);
          await setConsent(client, { consentModules });
          return client;
        }),
      )),
    );
  }
  const accounts = clients.map((client) => client.account as Address);
  // For the stakes of their deals.
  await payBatch(payer, { payments: accounts.map((account) => ({ account, amountWei: parseEther('0.01') })) });

  options.onStep?.('tasks');
  const works = await runTinyTasks({
    providers: accounts,
    tasks,
    signal,
    onProgress: (done) => options.onTasks?.(done, tasks),
  });
  const payments = works.map(({ provider, work }) => ({
    account: provider,
    amountWei: paymentWeiDown(work, pricePerGwuWei),
  }));
  const dueWei = payments.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const balances = () =>
    Promise.all(accounts.map(async (account) => (await getBankAccount(payer, { account })).availableWei));
  /** Whether `pay` brings everybody what `expected` says. */
  let exact = true;
  const paid = async (
    way: PaymentWay,
    pay: () => Promise<PaymentRun>,
    expected: (index: number) => bigint,
  ): Promise<PaymentWayReport> => {
    options.onStep?.(way);
    const before = await balances();
    const { transactions, gas } = await pay();
    const after = await balances();
    exact &&= after.every((wei, index) => wei - (before[index] ?? 0n) === expected(index));
    const feeWei = (gas * gasPriceWei * tokenWeiPerCoin + parseEther('1') - 1n) / parseEther('1');
    const relativeVariance = way === 'lottery' ? choice.costs.lottery.relativeVariance * rounds : 0;
    return {
      way,
      transactions,
      gas,
      feeWei,
      share: Number(feeWei) / Number(dueWei),
      relativeVariance,
      relativeVarianceOfRounds: relativeVariance / rounds,
    };
  };
  const choice = choosePaymentMethod({ payments, gasPriceWei, tokenWeiPerCoin, rounds });
  const due = (index: number) => payments[index]?.amountWei ?? 0n;

  const deals = await paid(
    'deals',
    () =>
      payByDeals({
        requester: payer,
        works: works.map((work, index) => ({ ...work, client: clients[index] as SuanliClient })),
        priceWeiPerGwu: pricePerGwuWei,
        signal,
      }),
    due,
  );
  const direct = await paid(
    'direct',
    async () => {
      let gas = 0n;
      for (const payment of payments) {
        signal.throwIfAborted();
        gas += (await payBatch(payer, { payments: [payment] })).gasUsed;
      }
      return { transactions: payments.length, gas };
    },
    due,
  );
  const batch = await paid(
    'batch',
    async () => ({ transactions: 1, gas: (await payBatch(payer, { payments })).gasUsed }),
    due,
  );

  // The first lottery of a lane pays for storage that all later ones use.
  await drawOne();
  let drawn: Awaited<ReturnType<typeof drawOne>> | undefined;
  const winnerGets = (index: number) => (accounts[index] === drawn?.winner ? dueWei : 0n);
  const lottery = await paid(
    'lottery',
    async () => {
      drawn = await drawOne();
      return { transactions: 2, gas: drawn.gas };
    },
    winnerGets,
  );
  if (drawn === undefined) throw new SuanliError('CLI_DEMO_STALLED', { parameters: { what: 'a draw', seconds: 0 } });

  options.onStep?.('closing');
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  const { lockedWei } = await getBankAccount(payer);
  return {
    providers: count,
    tasks,
    work: works.reduce((sum, { work }) => sum + work, 0n),
    dueWei,
    gasPriceWei,
    tokenWeiPerCoin,
    rounds,
    ways: [deals, direct, batch, lottery],
    lotteryPerDeals: Number(lottery.gas) / Number(deals.gas),
    lotteryPerDirect: Number(lottery.gas) / Number(direct.gas),
    winner: drawn.winner,
    ticketsCounted: drawn.counted,
    choice,
    bankConserved: exact && owedWei === heldWei && lockedWei === 0n,
    wallMs: Math.round(performance.now() - startedMs),
  };

  /** One lottery over what is due: opened, told to everybody, checked by everybody, drawn and claimed. */
  async function drawOne(): Promise<{ readonly winner: Address; readonly gas: bigint; readonly counted: number }> {
    const { lottery, tree } = await prepareLottery(payer, { payments, drawBlocks, lanes: [0] });
    const opened = await openLottery(payer, { lottery });
    await chain.mine({ blocks: 1 });
    const { chainId, lottery: contract } = payer.deployment;
    const told = await Promise.all(
      payments.map(({ amountWei: minShareWei }, index) => {
        const text = formatLotteryAnnouncement({ chainId, contract, lottery, ticket: tree.ticket(index) });
        const announcement = parseLotteryAnnouncement(text);
        return verifyLotteryAnnouncement(clients[index] as SuanliClient, {
          announcement,
          minShareWei,
          confirmations: 1,
        });
      }),
    );
    await chain.mine({ blocks: drawBlocks + 1 });
    const { position } = await waitForLotteryDraw(payer, { lottery, signal });
    const ticket = tree.ticketAt(position);
    const claimed = await claimLottery(payer, { lottery, ticket });
    return { winner: ticket.account, gas: opened.gasUsed + claimed.gasUsed, counted: told.length };
  }
}
