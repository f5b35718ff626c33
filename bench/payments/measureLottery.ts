import type { EmbeddedMarket } from '@suanli/node';
import {
  bankAbi,
  computeTokenAbi,
  type LotteryParticipant,
  type LotteryTree,
  lotteryId,
  lotteryTree,
} from '@suanli/protocol';
import { claimLottery, moduleConsent, openLottery, setConsent, transferToken, waitForLotteryDraw } from '@suanli/sdk';
import { type Address, createTestClient, http, parseEther, toHex } from 'viem';

/** What a lottery costs, by the receipts of whole transactions: base, calldata and events included. */
export interface LotteryFigures {
  /** By the number of participants. */
  readonly byParticipants: readonly LotteryGas[];
  /** The first lottery of a payer's lane, which pays for the storage that all later ones of the lane use. */
  readonly openFirstOfLane: number;
  /** Building the tree of 2^20 participants on this machine. */
  readonly treeMs: number;
}

export interface LotteryGas {
  readonly participants: number;
  /** In a lane that had a lottery before. */
  readonly open: number;
  /** By a third party, to a winner that has a balance in the Bank. */
  readonly claimExisting: number;
  /** The same to a winner that has never been in the Bank. */
  readonly claimNew: number;
  /** `open` and `claimExisting`. */
  readonly total: number;
}

const sizes = [2 ** 7, 2 ** 10, 2 ** 20] as const;
const valueWei = 1_234_567_890_123_456_789n;

/** Accounts and weights whose bytes are as random as real ones (xorshift), the same in every run. */
function participantsOf(count: number): LotteryParticipant[] {
  let state = BigInt(count) ** 3n + 0x9e37_79b9_7f4a_7c15n;
  const next = (): bigint => {
    state ^= BigInt.asUintN(64, state << 13n);
    state ^= state >> 7n;
    state ^= BigInt.asUintN(64, state << 17n);
    return state;
  };
  return Array.from({ length: count }, () => ({
    account: toHex(BigInt.asUintN(160, (next() << 128n) | (next() << 64n) | next()), { size: 20 }),
    weight: (next() >> 24n) + 1n,
  }));
}

/**
 * Measures lotteries of 2^7, 2^10 and 2^20 participants on a market of its own, whose blocks come with transactions.
 *
 * @example
 * const market = await startEmbeddedMarket({ blockTimeSeconds: 3_600 });
 * const { byParticipants } = await measureLottery(market);
 */
export async function measureLottery(market: EmbeddedMarket, signal?: AbortSignal): Promise<LotteryFigures> {
  const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  const { client: payer } = await market.createAccount();
  const { client: keeper } = await market.createAccount();
  await setConsent(payer, { consentModules: await moduleConsent(payer, { modules: ['lottery'] }) });
  const { deployer } = market;
  const { walletClient } = keeper;
  if (!walletClient || !keeper.account || !payer.account) throw new RangeError('the accounts cannot sign');
  await transferToken(deployer, { to: keeper.account, amountWei: parseEther('1') });
  const bank = { abi: bankAbi, address: market.deployment.bank } as const;
  await walletClient.writeContract({
    abi: computeTokenAbi,
    address: market.deployment.token,
    functionName: 'approve',
    args: [bank.address, parseEther('1')],
  });
  const welcome = async (account: Address): Promise<void> => {
    const hash = await walletClient.writeContract({ ...bank, functionName: 'depositFor', args: [account, 1n] });
    await keeper.publicClient.waitForTransactionReceipt({ hash });
  };

  let sequence = 0n;
  const run = async (tree: LotteryTree, winner: 'existing' | 'new') => {
    signal?.throwIfAborted();
    const lottery = {
      payer: payer.account as Address,
      id: lotteryId({ lane: 0, sequence: ++sequence }),
      valueWei,
      drawBlock: (await payer.publicClient.getBlockNumber({ cacheTime: 0 })) + 4n,
      claimBlocks: 3_600,
      root: tree.root,
    };
    const open = Number((await openLottery(payer, { lottery })).gasUsed);
    await chain.mine({ blocks: 8 });
    const { position } = await waitForLotteryDraw(keeper, { lottery, ...(signal === undefined ? {} : { signal }) });
    const ticket = tree.ticketAt(position);
    if (winner === 'existing') await welcome(ticket.account);
    return { open, claim: Number((await claimLottery(keeper, { lottery, ticket })).gasUsed) };
  };

  const { open: openFirstOfLane } = await run(lotteryTree(participantsOf(2)), 'new');
  const byParticipants: LotteryGas[] = [];
  let treeMs = 0;
  for (const participants of sizes) {
    const list = participantsOf(participants);
    const started = performance.now();
    const tree = lotteryTree(list);
    treeMs = performance.now() - started;
    const { claim: claimNew } = await run(tree, 'new');
    const { open, claim: claimExisting } = await run(tree, 'existing');
    byParticipants.push({ participants, open, claimExisting, claimNew, total: open + claimExisting });
  }
  return { byParticipants, openFirstOfLane, treeMs };
}
