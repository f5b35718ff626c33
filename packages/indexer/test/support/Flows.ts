import type { EmbeddedMarket, EmbeddedMarketAccount } from '@suanli/node';
import {
  type Answer,
  computeProofAbi,
  hashTask,
  initialResourceTypes,
  merkleSumRoot,
  type Offer,
  proofRoot,
  proofSiblings,
  type Request,
  ResourceKind,
} from '@suanli/protocol';
import {
  buyShares,
  buyUseRight,
  castVote,
  createResource,
  createRevenueRight,
  curveCall,
  delistShares,
  delistUseRight,
  dissolveResource,
  executeProposal,
  feeCall,
  getChainTime,
  giveBackUseRight,
  issueUseRight,
  listShares,
  listUseRight,
  mandateRenewal,
  offerRenewal,
  openDeals,
  propose,
  queueProposal,
  registerHardware,
  renewUseRight,
  repriceUseRight,
  requestWithdrawal,
  resourceTypeCall,
  type SuanliClient,
  settleDeals,
  settleIncome,
  setUseRightUser,
  signAnswer,
  signOffer,
  transferShares,
} from '@suanli/sdk';
import { createTestClient, type Hex, http, keccak256, parseEther, publicActions, toHex, zeroAddress } from 'viem';
import { PaymentFlows } from './PaymentFlows.ts';

const dayS = 86_400;
const price = parseEther('0.001');

/** A type whose proof is computed at once. */
const smallType = {
  name: 'SMALL',
  kind: ResourceKind.other,
  memoryMib: 512,
  terms: {
    listed: true,
    revenueShares: 7,
    leafCountLog2: 3,
    samples: 2,
    hashesPerLeaf: 2,
    timeLimitSeconds: 600,
    minHashesPerSecond: 1n,
    maxHashesPerSecond: 1_000n,
  },
} as const;

/** What people do on a market, through the same actions that they use. */
export class Flows {
  readonly market: EmbeddedMarket;
  readonly provider: SuanliClient;
  readonly rival: SuanliClient;
  readonly buyer: SuanliClient;
  readonly second: SuanliClient;
  readonly payments: PaymentFlows;
  readonly #signers: ReadonlyMap<SuanliClient, EmbeddedMarketAccount>;
  #counter = 0;

  private constructor(market: EmbeddedMarket, accounts: readonly EmbeddedMarketAccount[], payments: PaymentFlows) {
    this.market = market;
    this.payments = payments;
    this.#signers = new Map(accounts.map((account) => [account.client, account]));
    const [provider, rival, buyer, second] = accounts.map(({ client }) => client);
    if (!provider || !rival || !buyer || !second) throw new RangeError('four accounts');
    this.provider = provider;
    this.rival = rival;
    this.buyer = buyer;
    this.second = second;
  }

  static async create(market: EmbeddedMarket): Promise<Flows> {
    const accounts: EmbeddedMarketAccount[] = [];
    for (let i = 0; i < 4; i++) accounts.push(await market.createAccount());
    const [, rival] = accounts;
    if (!rival) throw new RangeError('four accounts');
    return new Flows(market, accounts, await PaymentFlows.create(market, rival.client));
  }

  addressOf(client: SuanliClient): Hex {
    return client.account ?? zeroAddress;
  }

  get chain() {
    return createTestClient({ mode: 'anvil', transport: http(this.market.chain.rpcUrl) }).extend(publicActions);
  }

  /** Takes back the latest blocks, as if the chain had gone another way. */
  async rollback(blocks: number): Promise<void> {
    await this.chain.request({ method: 'anvil_rollback' as never, params: [blocks] as never });
  }

  async now(): Promise<number> {
    return Number(await getChainTime(this.provider));
  }

  async resource(owner: SuanliClient, typeId: number, model: string, count = 1): Promise<bigint> {
    const hardwareIds: bigint[] = [];
    for (let i = 0; i < count; i++) {
      const fingerprint = keccak256(toHex(`device ${this.#counter++} ${performance.now()}`));
      hardwareIds.push((await registerHardware(owner, { typeId, model, fingerprint })).hardwareId);
    }
    return (await createResource(owner, { hardwareIds })).resourceId;
  }

  async useRight(owner: SuanliClient, resourceId: bigint, days = 30): Promise<bigint> {
    return (await issueUseRight(owner, { resourceId, expiresAt: (await this.now()) + days * dayS })).useRightId;
  }

  /** A deal from its opening to its payment. */
  async deal(provider: SuanliClient, requester: SuanliClient, resourceId: bigint, settle = true): Promise<void> {
    const nonce = BigInt(keccak256(toHex(`order ${this.#counter++} ${performance.now()}`))) >> 192n;
    const expiresAt = BigInt((await this.now()) + dayS);
    const offer: Offer = {
      provider: this.addressOf(provider),
      requester: zeroAddress,
      resourceId,
      capabilityHash: keccak256('0x01'),
      priceWeiPerGwu: price,
      maxWork: 10n ** 12n,
      stakeWei: parseEther('0.1'),
      maxDepositWei: parseEther('10'),
      minAnswerBlocks: 10,
      maxWindowBlocks: 50_400,
      volume: 10,
      expiresAt,
      nonce,
    };
    const request: Request = {
      requester: this.addressOf(requester),
      provider: zeroAddress,
      jobHash: keccak256('0x02'),
      maxPriceWeiPerGwu: price,
      maxWork: 10n ** 10n,
      depositWei: parseEther('0.1'),
      minStakeWei: parseEther('0.01'),
      bountyWei: parseEther('0.01'),
      answerBlocks: 600,
      windowBlocks: 20,
      policy: 0,
      volume: 4,
      expiresAt,
      nonce,
    };
    const signature = await signOffer(provider, { offer });
    const { deals } = await openDeals(requester, {
      request,
      fills: [{ offer, signature, index: 0, maxWork: request.maxWork }],
    });
    if (!settle) return;
    const { root, totalWork: work } = merkleSumRoot([
      {
        taskIndex: 0,
        taskHash: hashTask(keccak256('0x03'), { index: 0 }),
        outputHash: keccak256('0x04'),
        work: 5n * 10n ** 9n,
        status: 0,
      },
    ]);
    await settleDeals(requester, {
      deals: await Promise.all(
        deals.map(async ({ dealId, deal }) => {
          const answer: Answer = { dealId, root, work };
          return {
            dealId,
            deal,
            root,
            work,
            answerSignature: await signAnswer(provider, { answer }),
            acceptanceSignature: '0x' as const,
          };
        }),
      ),
    });
  }

  /** A proposal from its first word to its execution. */
  async enactSmallType(): Promise<void> {
    const dao = this.market.deployer;
    const curve = initialResourceTypes.find((type) => type.curve)?.curve;
    if (!curve) throw new RangeError('no type has a curve');
    const curveOf = (typeId: number, basePriceWeiPerGwu: bigint) =>
      curveCall(dao, { typeId, terms: { ...curve, basePriceWeiPerGwu, workPerProvenHash: 5n } });
    const { proposalId } = await propose(dao, {
      // The second curve of type 1 replaces the first, which never holds.
      calls: [
        resourceTypeCall(dao, smallType),
        feeCall(dao, { feeBasisPoints: 250 }),
        curveOf(8, 10n ** 15n),
        curveOf(1, 2n * 10n ** 15n),
        curveCall(dao, { typeId: 1, terms: { ...curve, basePriceWeiPerGwu: 3n * 10n ** 15n } }),
      ],
      description: 'List SMALL, and set the fee 列出 SMALL',
    });
    await this.chain.mine({ blocks: 1 });
    await castVote(dao, { proposalId, vote: 'for', reason: 'small is quick' });
    await this.chain.mine({ blocks: 13 });
    await queueProposal(dao, { proposalId });
    await this.chain.mine({ blocks: 1, interval: 10 });
    await executeProposal(dao, { proposalId });
  }

  /** A proof of a resource of the small type, passed unless it is left at its commitment. */
  async proof(owner: SuanliClient, useRightId: bigint, finish = true): Promise<bigint> {
    const contract = { abi: computeProofAbi, address: this.market.deployment.computeProof } as const;
    const signer = this.#signers.get(owner)?.signer;
    if (!signer || !owner.walletClient) throw new RangeError('an account of these flows');
    const wallet = owner.walletClient;
    const send = async (call: { functionName: 'issue' | 'commit' | 'open'; args: readonly unknown[] }) => {
      const hash = await wallet.writeContract({ ...contract, ...call } as never);
      await owner.publicClient.waitForTransactionReceipt({ hash });
    };
    await send({ functionName: 'issue', args: [useRightId] });
    const id = await owner.publicClient.readContract({ ...contract, functionName: 'proofCount' });
    await this.chain.mine({ blocks: 2 });
    const seed = await owner.publicClient.readContract({ ...contract, functionName: 'seedOf', args: [id] });
    const { leafCountLog2, hashesPerLeaf } = smallType.terms;
    const task = { seed, leafCountLog2, hashesPerLeaf };
    await send({ functionName: 'commit', args: [id, proofRoot(task)] });
    if (!finish) return id;
    await this.chain.mine({ blocks: 2 });
    const indexes = await owner.publicClient.readContract({ ...contract, functionName: 'challengesOf', args: [id] });
    await send({ functionName: 'open', args: [id, proofSiblings(task, indexes)] });
    return id;
  }

  /** Something of everything. */
  async populate(): Promise<void> {
    const { provider, rival, buyer, second } = this;
    await this.enactSmallType();
    const gpu = await this.resource(provider, 2, 'GTX 1050', 2);
    const cpu = await this.resource(rival, 1, 'EPYC 7763');
    const big = await this.resource(rival, 6, 'H100 SXM');
    const small = await this.resource(provider, 8, 'small');
    const idle = await this.resource(provider, 3, 'GTX 1060');
    await createRevenueRight(provider, {
      resourceId: gpu,
      holders: [
        { holder: this.addressOf(provider), shares: 67 },
        { holder: this.addressOf(rival), shares: 33 },
      ],
    });
    await createRevenueRight(rival, { resourceId: cpu, holders: [{ holder: this.addressOf(rival), shares: 100 }] });
    await createRevenueRight(rival, { resourceId: big, holders: [{ holder: this.addressOf(second), shares: 2_000 }] });
    await createRevenueRight(provider, {
      resourceId: small,
      holders: [{ holder: this.addressOf(provider), shares: 7 }],
    });
    const gpuRight = await this.useRight(provider, gpu);
    const cpuRight = await this.useRight(rival, cpu, 10);
    const bigRight = await this.useRight(rival, big, 90);
    const smallRight = await this.useRight(provider, small, 5);
    await this.proof(provider, smallRight);
    await listUseRight(provider, { useRightId: gpuRight, priceWei: parseEther('12') });
    await listUseRight(rival, { useRightId: cpuRight, priceWei: parseEther('3') });
    await listUseRight(rival, { useRightId: bigRight, priceWei: parseEther('90') });
    await listUseRight(provider, { useRightId: smallRight, priceWei: parseEther('1') });
    await repriceUseRight(rival, { useRightId: bigRight, priceWei: parseEther('80') });
    await buyUseRight(buyer, { useRightId: gpuRight, maxPriceWei: parseEther('12') });
    await setUseRightUser(buyer, {
      useRightId: gpuRight,
      user: this.addressOf(second),
      expiresAt: (await this.now()) + dayS,
    });
    await listUseRight(buyer, { useRightId: gpuRight, priceWei: parseEther('15') });
    await transferShares(rival, { resourceId: gpu, to: this.addressOf(second), shares: 3 });
    await offerRenewal(provider, {
      useRightId: gpuRight,
      priceWeiPerSecond: 10n ** 12n,
      periodSeconds: dayS,
      until: (await this.now()) + 300 * dayS,
    });
    await renewUseRight(buyer, { useRightId: gpuRight, maxPriceWeiPerSecond: 10n ** 12n });
    await mandateRenewal(buyer, {
      useRightId: gpuRight,
      budgetWei: parseEther('5'),
      maxPriceWeiPerSecond: 10n ** 12n,
      until: (await this.now()) + 200 * dayS,
    });
    await listShares(rival, {
      resourceId: gpu,
      shares: 20,
      priceWeiPerShare: parseEther('0.5'),
      until: (await this.now()) + dayS,
    });
    await buyShares(buyer, {
      resourceId: gpu,
      seller: this.addressOf(rival),
      shares: 8,
      maxPriceWeiPerShare: parseEther('0.5'),
    });
    await settleIncome(second, { resourceId: gpu });
    await this.deal(provider, buyer, gpu);
    await this.deal(provider, second, 0n, false);
    await requestWithdrawal(buyer, { amountWei: parseEther('2') });
    await dissolveResource(provider, { resourceId: idle });
    const returned = await this.useRight(provider, await this.resource(provider, 3, 'GTX 1060 Ti'), 1);
    await giveBackUseRight(provider, { useRightId: returned });
    await this.proof(provider, smallRight, false);
    await this.payments.populate(cpu);
  }

  /** Twelve blocks that touch most tables; those of payments have blocks of their own. */
  async twelveBlocks(): Promise<void> {
    const { provider, rival, buyer, second } = this;
    const resourceId = await this.resource(second, 4, 'A100'); // 2
    const useRightId = await this.useRight(second, resourceId); // 3
    await createRevenueRight(second, { resourceId, holders: [{ holder: this.addressOf(second), shares: 1_000 }] }); // 4
    await listUseRight(second, { useRightId, priceWei: parseEther('7') }); // 5
    await buyUseRight(buyer, { useRightId, maxPriceWei: parseEther('7') }); // 6
    await settleIncome(second, { resourceId }); // 7
    await requestWithdrawal(second, { amountWei: parseEther('1') }); // 8
    await delistUseRight(rival, { useRightId: 2n }); // 9
    await delistShares(rival, { resourceId: 1n }); // 10
    await transferShares(provider, { resourceId: 1n, to: this.addressOf(buyer), shares: 5 }); // 11
    await this.deal(rival, second, 0n, false); // 12
  }

  /** What happens instead: fewer blocks, or more, with other ends. */
  async otherBlocks(): Promise<void> {
    const { provider, rival, buyer } = this;
    const resourceId = await this.resource(buyer, 5, 'A800 PCIe');
    await createRevenueRight(buyer, { resourceId, holders: [{ holder: this.addressOf(provider), shares: 1_000 }] });
    const useRightId = await this.useRight(buyer, resourceId, 2);
    await listUseRight(buyer, { useRightId, priceWei: parseEther('4') });
    await repriceUseRight(buyer, { useRightId, priceWei: parseEther('3.5') });
    const until = (await this.now()) + dayS;
    await listShares(provider, { resourceId, shares: 400, priceWeiPerShare: 7n, until });
    await buyShares(rival, { resourceId, seller: this.addressOf(provider), shares: 1, maxPriceWeiPerShare: 7n });
    await requestWithdrawal(provider, { amountWei: parseEther('3') });
    await this.payments.otherBlocks();
  }
}
