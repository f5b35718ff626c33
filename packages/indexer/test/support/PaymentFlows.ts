import type { EmbeddedMarket } from '@suanli/node';
import { type CreditTerms, creditDomain, hashCreditTerms, type Lottery, type LotteryTree } from '@suanli/protocol';
import {
  claimLottery,
  closeCreditLine,
  depositWithAuthorization,
  expireLottery,
  getChainTime,
  moduleConsent,
  openCreditLine,
  openLottery,
  payBatch,
  prepareLottery,
  publishDemand,
  publishSupply,
  redeemTimed,
  redeemVoucher,
  releaseCreditLine,
  releaseStatements,
  type SuanliClient,
  setConsent,
  signDepositAuthorization,
  signVoucher,
  topUpCreditLine,
  transferToken,
  waitForLotteryDraw,
} from '@suanli/sdk';
import { type Address, createTestClient, http, parseEther, publicActions, toHex, zeroAddress } from 'viem';

const gwu = 10n ** 9n;
const cpuTypeId = 1;
/** Where a chain with EIP-2935 keeps the hashes of its blocks; without it, contracts see the latest 256. */
const blockHashHistory = '0x0000F90827F1C53a10cb7A02335B175320002935';

interface Prepared {
  readonly lottery: Lottery;
  readonly tree: LotteryTree;
}

/** How people pay many small amounts, and what they say of supply and demand, through the same actions that they use. */
export class PaymentFlows {
  readonly market: EmbeddedMarket;
  readonly payer: SuanliClient;
  readonly payee: SuanliClient;
  /** Accounts that never were in the Bank. */
  readonly strangers: readonly Address[] = [7n, 8n, 9n].map((n) => toHex(n << 120n, { size: 20 }));
  #drawn: Prepared | undefined;
  #line: CreditTerms | undefined;
  #released: CreditTerms | undefined;
  #quantity = 0n;
  #counter = 0n;

  private constructor(market: EmbeddedMarket, payer: SuanliClient, payee: SuanliClient) {
    this.market = market;
    this.payer = payer;
    this.payee = payee;
  }

  /** @param payee Who is paid, and supplies the CPU that it has. */
  static async create(market: EmbeddedMarket, payee: SuanliClient): Promise<PaymentFlows> {
    const { client } = await market.createAccount();
    return new PaymentFlows(market, client, payee);
  }

  get chain() {
    return createTestClient({ mode: 'anvil', transport: http(this.market.chain.rpcUrl) }).extend(publicActions);
  }

  addressOf(client: SuanliClient): Address {
    return client.account ?? zeroAddress;
  }

  async open(payees: readonly Address[], claimBlocks = 100): Promise<Prepared> {
    this.#counter += 1n;
    const amountWei = 10n ** 15n + this.#counter;
    const made = await prepareLottery(this.payer, {
      payments: payees.map((account, i) => ({ account, amountWei: amountWei * BigInt(i + 1) })),
      drawBlocks: 3,
      claimBlocks,
    });
    await openLottery(this.payer, { lottery: made.lottery });
    return made;
  }

  async claim({ lottery, tree }: Prepared): Promise<void> {
    const { position } = await waitForLotteryDraw(this.payee, { lottery });
    await claimLottery(this.payee, { lottery, ticket: tree.ticketAt(position) });
  }

  async line(terms: Pick<CreditTerms, 'unit'> & Partial<CreditTerms>, seconds = 86_400n): Promise<CreditTerms> {
    const expiresAt = (await getChainTime(this.payer)) + seconds;
    const made = await openCreditLine(this.payer, {
      payee: this.addressOf(this.payee),
      depositWei: parseEther('2'),
      expiresAt,
      graceSeconds: 30,
      ...(terms.unit === 'timed' ? {} : { priceWeiPerUnit: parseEther('0.5') }),
      ...terms,
    });
    return made.terms;
  }

  async voucher(terms: CreditTerms, quantity: bigint) {
    const lineId = hashCreditTerms(creditDomain(this.market.deployment), terms);
    return { quantity, signature: await signVoucher(this.payer, { voucher: { lineId, quantity } }) };
  }

  async redeem(terms: CreditTerms, quantity: bigint): Promise<void> {
    await redeemVoucher(this.payee, { terms, ...(await this.voucher(terms, quantity)) });
  }

  /** By a voucher of more than any before, also of those that the chain took back. */
  async redeemMore(terms: CreditTerms): Promise<void> {
    this.#quantity += gwu / 10n;
    await this.redeem(terms, this.#quantity);
  }

  async pass(seconds: number): Promise<void> {
    await this.chain.increaseTime({ seconds });
    await this.chain.mine({ blocks: 1 });
  }

  /** A lottery whose draw the chain forgets, and statements that are over. It takes some hundred blocks. */
  async past(): Promise<void> {
    const { chain, payer, payee } = this;
    for (const client of [payer, payee]) {
      const modules = ['broker', 'market', 'lottery', 'creditLine', 'priceCurve'] as const;
      await setConsent(client, { consentModules: await moduleConsent(client, { modules }) });
    }
    const { lottery } = await this.open([this.addressOf(payee), ...this.strangers]);
    const demand = { typeId: cpuTypeId, workPerEpoch: 200n * gwu, maxBondWei: parseEther('1') };
    const { statementId } = await publishDemand(payer, demand);
    await publishDemand(payer, { ...demand, epochs: 3 });
    const code = (await chain.getCode({ address: blockHashHistory })) ?? '0x';
    await chain.setCode({ address: blockHashHistory, bytecode: '0x' });
    await chain.mine({ blocks: 256 + 3 });
    await expireLottery(payee, { lottery });
    await chain.setCode({ address: blockHashHistory, bytecode: code });
    await releaseStatements(payee, { statementIds: [statementId] });
  }

  /** Something of everything. @param cpu A resource of the payee's. */
  async populate(cpu: bigint): Promise<void> {
    const { chain, payer, payee, strangers } = this;
    const [first, second] = [this.addressOf(payee), strangers[0] ?? zeroAddress];
    await payBatch(payer, {
      payments: [
        { account: first, amountWei: 300n },
        { account: second, amountWei: 5n * 10n ** 15n },
        { account: this.addressOf(payer), amountWei: 700n },
        { account: first, amountWei: 41n },
        { account: strangers[1] ?? zeroAddress, amountWei: 0n },
      ],
    });
    await payBatch(payer, { payments: [] });
    const inTime = await this.open([first, ...strangers]);
    const late = await this.open(strangers, 1);
    await chain.mine({ blocks: 6 });
    await this.claim(inTime);
    await this.claim(late);
    this.#drawn = await this.open([first, ...strangers]);
    await chain.mine({ blocks: 4 });

    this.#line = await this.line({ unit: 'gwu' });
    await topUpCreditLine(payer, { terms: this.#line, amountWei: parseEther('3') });
    await this.redeem(this.#line, 1_234_567n);
    this.#quantity = 2n * gwu;
    await this.redeem(this.#line, this.#quantity);
    this.#released = await this.line({ unit: 'timed' });
    const released = await this.line({ unit: 'nodeHour' });
    await releaseCreditLine(payee, { terms: released, voucher: await this.voucher(released, 3_600_000n) });
    const closed = await this.line({ unit: 'hour', graceSeconds: 0 }, 600n);
    await this.redeem(closed, 1_800_000n);
    const timed = await this.line({ unit: 'timed', depositWei: 10n ** 18n + 7n }, 600n);
    await this.pass(300);
    await redeemTimed(payer, { terms: timed });
    await this.pass(400);
    await closeCreditLine(payee, { terms: timed });
    await closeCreditLine(payee, { terms: closed });

    await publishSupply(payee, { resourceId: cpu, workPerEpoch: 1_000n * gwu, epochs: 24 });
    await publishDemand(payer, {
      typeId: cpuTypeId,
      workPerEpoch: 400n * gwu + 1n,
      epochs: 2,
      maxBondWei: parseEther('10'),
    });
    const { client: owner } = await this.market.createAccount(0n);
    await transferToken(this.market.deployer, { to: this.addressOf(owner), amountWei: parseEther('5') });
    const deposit = await signDepositAuthorization(owner, {
      amountWei: parseEther('5'),
      feeWei: parseEther('0.1'),
      relayer: this.addressOf(payer),
    });
    await depositWithAuthorization(payer, { deposit });
  }

  /** Nine blocks that touch every table of payments. */
  async nineBlocks(): Promise<void> {
    const { payer, payee } = this;
    if (!this.#drawn || !this.#line || !this.#released) throw new RangeError('populate first');
    await this.claim(this.#drawn); // 1
    await this.open(this.strangers); // 2
    await payBatch(payer, { payments: this.strangers.map((account) => ({ account, amountWei: 10n ** 12n })) }); // 3
    await topUpCreditLine(payer, { terms: this.#line, amountWei: parseEther('0.1') }); // 4
    await this.redeemMore(this.#line); // 5
    await releaseCreditLine(payee, { terms: this.#released }); // 6
    await this.line({ unit: 'hour' }); // 7
    await publishDemand(payer, { typeId: cpuTypeId, workPerEpoch: 3n * gwu, maxBondWei: parseEther('10') }); // 8
    await releaseStatements(payee, { statementIds: [2n] }); // 9
  }

  /** What happens instead, under the same numbers. */
  async otherBlocks(): Promise<void> {
    const { payer, payee } = this;
    if (!this.#line) throw new RangeError('populate first');
    await payBatch(payer, { payments: [{ account: this.addressOf(payee), amountWei: 77n }] });
    await this.open([this.addressOf(payee)]);
    await this.redeemMore(this.#line);
    await publishDemand(payer, {
      typeId: cpuTypeId,
      workPerEpoch: 9n * gwu,
      epochs: 2,
      maxBondWei: parseEther('10'),
    });
  }
}
