import { createCpuProofExecutor } from '@suanli/executor/proof';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import {
  type Answer,
  hardwareFingerprint,
  hashTask,
  merkleSumRoot,
  type Offer,
  type ReceiptLeaf,
  type Request,
} from '@suanli/protocol';
import {
  buyUseRight,
  contributeResults,
  createResource,
  createRevenueRight,
  finalizeQuorum,
  getChainTime,
  getResourceTypes,
  giveBackUseRight,
  issueUseRight,
  listUseRight,
  moduleConsent,
  openDeals,
  openQuorum,
  registerHardware,
  runProof,
  type SuanliClient,
  sealResult,
  setConsent,
  settleDeals,
  settleIncome,
  signAnswer,
  signContribution,
  signOffer,
  signQuorumOffer,
} from '@suanli/sdk';
import { type Address, type Hex, keccak256, parseEther, toHex, zeroAddress } from 'viem';

/** Gas as the receipts of real transactions report it, on the embedded chain. */
export interface GasFigures {
  /** `openDeals` with one deal and `settleDeals`, everything included; accounts have balances, the offer served before. */
  readonly dealHappyPathGas: bigint;
  readonly openGas: bigint;
  readonly settleGas: bigint;
  /** The same for the very first deal of a fresh offer. */
  readonly firstDealGas: bigint;
  /** What each task beyond the first adds, at 1,000 tasks in one deal. */
  readonly marginalTaskGas: number;
  /** What each deal beyond the first adds, at 10 deals in one request. */
  readonly marginalDealGas: number;
  /** `dealHappyPathGas` of a deal whose payment is income of a resource with a revenue right. */
  readonly dealOfResourceGas: bigint;
  /**
   * Three providers of a quorum, from contribution to payment: three contributions, each by its provider's own transaction,
   * and the one that reveals the result for all and pays them. Providers and requester have done so before.
   */
  readonly quorum3Gas: bigint;
  /** The contributions of it. */
  readonly quorum3ContributeGas: bigint;
  /** The reveal, with the payment of all three. */
  readonly quorum3FinalizeGas: bigint;
  /** `open` of such a quorum; its offers served before. */
  readonly quorum3OpenGas: bigint;
  /** `quorum3Gas` where the requester posts the signed contributions of all three in one transaction. */
  readonly quorum3RelayedGas: bigint;
  /** `quorum3Gas` where one of the three is wrong and slashed. */
  readonly quorum3SlashGas: bigint;
  /** `quorum3Gas` the first time, when nobody has a record on chain yet. */
  readonly quorum3FirstGas: bigint;
  /** A device, a resource of it and a use right of that (HID, VID, UID), by an account that has none yet. */
  readonly register: bigint;
  /** The same by an account that has others. */
  readonly registerAgain: bigint;
  /** Listing a use right; the revenue right is there. */
  readonly list: bigint;
  /** Buying a use right that was not sold before, by an account that has none yet; the price becomes income. */
  readonly buy: bigint;
  /** The same by an account that has others, from one that has others. */
  readonly buyAgain: bigint;
  /** Settling the income of a resource, for a holder that has settled before. */
  readonly settle: bigint;
  /** The same for the first time of a holder, whose account in the bank is empty. */
  readonly settleNewHolder: bigint;
  /** Issue, commit and open of the first compute proof of all, by the parameters of GTX_1050: 10 samples of 2^20 leaves. */
  readonly proofTotal: bigint;
  readonly proofIssueGas: bigint;
  readonly proofCommitGas: bigint;
  readonly proofOpenGas: bigint;
}

const price = parseEther('0.001');

function receipts(count: number): ReceiptLeaf[] {
  return Array.from({ length: count }, (_, taskIndex) => ({
    taskIndex,
    taskHash: hashTask(keccak256(toHex('template')), { index: taskIndex }),
    outputHash: keccak256(toHex(taskIndex)),
    work: 1_234_567n,
    status: 0,
  }));
}

interface SignedOffer {
  readonly client: SuanliClient;
  readonly offer: Offer;
  readonly signature: Hex;
}

/**
 * Measures what use rights cost on chain: from a device to its sale, its income and a proof of what it can do. The market has
 * seen a sale before: its counters, its treasury and its pool of income are not at zero.
 */
async function measureUseRights(market: EmbeddedMarket, signal: AbortSignal) {
  const newClient = async (tokensWei?: bigint) => (await market.createAccount(tokensWei)).client;
  // Its shares earn; nothing was ever paid to it.
  const investor = await newClient(0n);
  const type = (await getResourceTypes(investor)).find(({ name }) => name === 'GTX_1050');
  if (!type) throw new RangeError('the market knows no GTX_1050');
  let devices = 0;
  const issue = async (provider: SuanliClient, resourceId: bigint) =>
    issueUseRight(provider, { resourceId, expiresAt: Number(await getChainTime(provider)) + 86_400 });
  const register = async (provider: SuanliClient) => {
    const fingerprint = hardwareFingerprint({ identity: `bench ${devices++}` });
    const hardware = await registerHardware(provider, { typeId: type.id, model: type.name, fingerprint });
    const resource = await createResource(provider, { hardwareIds: [hardware.hardwareId] });
    const right = await issue(provider, resource.resourceId);
    const registerGas = hardware.gasUsed + resource.gasUsed + right.gasUsed;
    const holders = [
      { holder: provider.account as Address, shares: 60 },
      { holder: investor.account as Address, shares: 40 },
    ];
    await createRevenueRight(provider, { resourceId: resource.resourceId, holders });
    return { resourceId: resource.resourceId, useRightId: right.useRightId, registerGas };
  };
  const sell = async (provider: SuanliClient, buyer: SuanliClient, useRightId: bigint) => {
    const { gasUsed: listGas } = await listUseRight(provider, { useRightId, priceWei: price });
    const { gasUsed: buyGas } = await buyUseRight(buyer, { useRightId, maxPriceWei: price });
    return { listGas, buyGas };
  };
  const settle = async (provider: SuanliClient, resourceId: bigint) =>
    (await settleIncome(provider, { resourceId, holder: investor.account as Address })).gasUsed;

  const pioneer = await newClient();
  await sell(pioneer, await newClient(), (await register(pioneer)).useRightId);

  const provider = await newClient();
  const buyer = await newClient();
  const first = await register(provider);
  const { resourceId } = first;
  const firstSale = await sell(provider, buyer, first.useRightId);
  const settleNewHolder = await settle(provider, resourceId);
  const second = await register(provider);
  const third = await register(provider);
  const secondSale = await sell(provider, buyer, second.useRightId);
  // A second income of the first resource: a holder settles again where it has settled before.
  await giveBackUseRight(buyer, { useRightId: first.useRightId });
  const { useRightId } = await issue(provider, resourceId);
  await sell(provider, buyer, useRightId);
  const settled = await settle(provider, resourceId);

  const executor = createCpuProofExecutor();
  try {
    const { transactions, gasUsed } = await runProof(buyer, { useRightId, committer: executor, signal });
    const [issued, committed, opened] = transactions;
    return {
      provider,
      resourceId,
      figures: {
        register: first.registerGas,
        registerAgain: third.registerGas,
        list: firstSale.listGas,
        buy: firstSale.buyGas,
        buyAgain: secondSale.buyGas,
        settle: settled,
        settleNewHolder,
        proofTotal: gasUsed,
        proofIssueGas: issued.gasUsed,
        proofCommitGas: committed.gasUsed,
        proofOpenGas: opened.gasUsed,
      },
    };
  } finally {
    await executor.stop();
  }
}

/** Measures what a quorum of three providers costs on chain. */
async function measureQuorum(market: EmbeddedMarket) {
  const newClient = async () => {
    const { client } = await market.createAccount();
    await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['quorum'] }) });
    return client;
  };
  const requester = await newClient();
  const providers = [await newClient(), await newClient(), await newClient()];
  const fills = await Promise.all(
    providers.map(async (client, i) => {
      const offer: Offer = {
        provider: client.account as Address,
        requester: zeroAddress,
        resourceId: 0n,
        capabilityHash: keccak256(toHex('capability')),
        priceWeiPerGwu: price,
        maxWork: 10n ** 12n,
        stakeWei: parseEther('0.1'),
        maxDepositWei: 0n,
        minAnswerBlocks: 10,
        maxWindowBlocks: 50_400,
        volume: 1_000,
        expiresAt: (await getChainTime(client)) + 3_600n,
        nonce: BigInt(keccak256(toHex(`quorum ${i}`))) >> 192n,
      };
      return { offer, signature: await signQuorumOffer(client, { offer }) };
    }),
  );
  let nonce = 0n;
  const run = async (way: 'own' | 'relayed' | 'slash') => {
    const quorum = await openQuorum(requester, {
      jobHash: keccak256(toHex('job')),
      maxPriceWeiPerGwu: price,
      maxWork: 64n * 10n ** 9n,
      minStakeWei: parseEther('0.01'),
      contributeBlocks: 600,
      revealBlocks: 300,
      nonce: BigInt(keccak256(toHex(`quorum ${nonce++}`))) >> 192n,
      fills,
    });
    const { root, totalWork: work } = merkleSumRoot(receipts(1));
    const { quorumId } = quorum;
    const sealed = providers.map((client, i) => {
      const provider = client.account as Address;
      const wrongRoot = way === 'slash' && i === 2 ? keccak256(root) : root;
      return { client, provider, ...sealResult({ quorumId, provider, root: wrongRoot, work }) };
    });
    let contributeGas = 0n;
    if (way === 'relayed') {
      const contributions = await Promise.all(
        sealed.map(async ({ client, ...contribution }) => {
          const signature = await signContribution(client, { quorumId, ...contribution });
          return { ...contribution, signature };
        }),
      );
      contributeGas = (await contributeResults(requester, { quorum, contributions })).gasUsed;
    } else {
      for (const { client, ...contribution } of sealed) {
        contributeGas += (await contributeResults(client, { quorum, contributions: [contribution] })).gasUsed;
      }
    }
    const { gasUsed: finalizeGas } = await finalizeQuorum(sealed[0]?.client ?? requester, { quorum, root, work });
    return { openGas: quorum.gasUsed, contributeGas, finalizeGas, gas: contributeGas + finalizeGas };
  };
  const first = await run('own');
  await run('slash');
  const own = await run('own');
  return {
    quorum3Gas: own.gas,
    quorum3ContributeGas: own.contributeGas,
    quorum3FinalizeGas: own.finalizeGas,
    quorum3OpenGas: own.openGas,
    quorum3RelayedGas: (await run('relayed')).gas,
    quorum3SlashGas: (await run('slash')).gas,
    quorum3FirstGas: first.gas,
  };
}

/** Measures what a deal, a use right, and a quorum cost on chain. */
export async function benchGas(signal: AbortSignal): Promise<GasFigures> {
  const market = await startEmbeddedMarket({ signal });
  try {
    const { client: requester, signer } = await market.createAccount();
    const newOffer = async (client: SuanliClient, seed: number, resourceId = 0n): Promise<SignedOffer> => {
      const offer: Offer = {
        provider: client.account as Address,
        requester: zeroAddress,
        resourceId,
        capabilityHash: keccak256(toHex('capability')),
        priceWeiPerGwu: price,
        maxWork: 10n ** 12n,
        stakeWei: parseEther('0.1'),
        maxDepositWei: parseEther('10'),
        minAnswerBlocks: 10,
        maxWindowBlocks: 50_400,
        volume: 1_000,
        expiresAt: (await getChainTime(client)) + 3_600n,
        nonce: BigInt(keccak256(toHex(seed))) >> 192n,
      };
      return { client, offer, signature: await signOffer(client, { offer }) };
    };
    const providers: SignedOffer[] = [];
    for (let i = 0; i < 10; i++) providers.push(await newOffer((await market.createAccount()).client, i));
    let nonce = 1n;
    const pay = async (
      count: number,
      tasks: number,
      of = providers,
    ): Promise<{ openGas: bigint; settleGas: bigint }> => {
      const request: Request = {
        requester: signer.address,
        provider: zeroAddress,
        jobHash: keccak256(toHex('job')),
        maxPriceWeiPerGwu: price,
        maxWork: 64n * 10n ** 9n,
        depositWei: parseEther('0.1'),
        minStakeWei: parseEther('0.01'),
        bountyWei: parseEther('0.01'),
        answerBlocks: 600,
        windowBlocks: 20,
        policy: 0,
        volume: 16,
        expiresAt: (await getChainTime(requester)) + 3_600n,
        nonce: BigInt(keccak256(toHex(nonce++))) >> 192n,
      };
      const chosen = of.slice(0, count);
      const opened = await openDeals(requester, {
        request,
        fills: chosen.map(({ offer, signature }, index) => ({ offer, signature, index, maxWork: request.maxWork })),
      });
      const { root, totalWork: work } = merkleSumRoot(receipts(tasks));
      const deals = await Promise.all(
        opened.deals.map(async ({ dealId, deal }) => {
          const answer: Answer = { dealId, root, work };
          const provider = chosen.find(({ offer }) => offer.provider === deal.provider)?.client as SuanliClient;
          const answerSignature: Hex = await signAnswer(provider, { answer });
          return { dealId, deal, root, work, answerSignature, acceptanceSignature: '0x' as const };
        }),
      );
      const settled = await settleDeals(requester, { deals });
      return { openGas: opened.gasUsed, settleGas: settled.gasUsed };
    };
    const total = ({ openGas, settleGas }: { openGas: bigint; settleGas: bigint }) => openGas + settleGas;
    const first = await pay(1, 1);
    await pay(10, 1);
    const one = await pay(1, 1);
    const thousand = await pay(1, 1_000);
    const ten = await pay(10, 1);

    const rights = await measureUseRights(market, signal);
    const resourceOffer = [await newOffer(rights.provider, 10, rights.resourceId)];
    await pay(1, 1, resourceOffer);
    const ofResource = await pay(1, 1, resourceOffer);
    return {
      dealHappyPathGas: total(one),
      ...one,
      firstDealGas: total(first),
      marginalTaskGas: Number(total(thousand) - total(one)) / 999,
      marginalDealGas: Number(total(ten) - total(one)) / 9,
      dealOfResourceGas: total(ofResource),
      ...(await measureQuorum(market)),
      ...rights.figures,
    };
  } finally {
    await market.stop();
  }
}
