// Lotteries on a chain of their own, whose blocks come when the test says so: what payer and participants see.
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import {
  hashLottery,
  type Lottery,
  type LotteryAnnouncement,
  type LotteryTree,
  lotteryDomain,
  lotteryWinner,
  parseLotteryAnnouncement,
} from '@suanli/protocol';
import {
  claimLottery,
  expireLottery,
  findLotteries,
  getBankAccount,
  getLotteryState,
  moduleConsent,
  openLottery,
  prepareLottery,
  type SuanliClient,
  setConsent,
  signLottery,
  verifyLotteryAnnouncement,
  waitForLotteryDraw,
} from '@suanli/sdk';
import { type Address, createTestClient, http, type TestClient, zeroAddress } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let market: EmbeddedMarket;
let chain: TestClient;
let payer: SuanliClient;
let providers: readonly SuanliClient[];
let keeper: SuanliClient;
/** Ten providers that never were in the bank, beside the three who watch. */
const others = Array.from(
  { length: 10 },
  (_, i) => privateKeyToAccount(`0x${String(i + 1).padStart(64, '0')}`).address,
);
const dueWei = 1_000_000_000_000_000n;

const addressOf = (client: SuanliClient): Address => client.account ?? zeroAddress;
const mine = (blocks: number): Promise<void> => chain.mine({ blocks });
const availableOf = async (account: Address): Promise<bigint> =>
  (await getBankAccount(payer, { account })).availableWei;

interface Prepared {
  readonly lottery: Lottery;
  readonly tree: LotteryTree;
}
async function prepared(drawBlocks = 10, claimBlocks = 100): Promise<Prepared> {
  const accounts = [...providers.map(addressOf), ...others];
  return prepareLottery(payer, {
    payments: accounts.map((account, i) => ({ account, amountWei: dueWei + BigInt(i) })),
    drawBlocks,
    claimBlocks,
  });
}
async function opened(drawBlocks = 10, claimBlocks = 100): Promise<Prepared> {
  const made = await prepared(drawBlocks, claimBlocks);
  await openLottery(payer, { lottery: made.lottery });
  return made;
}
function announcementOf({ lottery, tree }: Prepared, client: SuanliClient): LotteryAnnouncement {
  const { chainId, lottery: contract } = market.deployment;
  const ticket = tree.ticketOf(addressOf(client));
  if (!ticket) throw new RangeError('takes no part');
  return parseLotteryAnnouncement({ chainId, contract, lottery, ticket });
}
async function winnerOf({ lottery, tree }: Prepared) {
  const { position } = await waitForLotteryDraw(keeper, { lottery });
  return tree.ticketAt(position);
}

beforeAll(async () => {
  market = await startEmbeddedMarket({ blockTimeSeconds: 3_600 });
  chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  const newClient = async () => (await market.createAccount()).client;
  payer = await newClient();
  await setConsent(payer, { consentModules: await moduleConsent(payer, { modules: ['lottery'] }) });
  providers = [await newClient(), await newClient(), await newClient()];
  keeper = await newClient();
});
afterAll(() => market?.stop());

test('opens, is drawn and pays its winner once', async () => {
  const before = await getBankAccount(payer, { account: addressOf(payer) });
  const { lottery, tree } = await prepared();
  expect(lottery.valueWei).toBe(13n * dueWei + 78n);
  expect(await getLotteryState(keeper, { lottery })).toMatchObject({ stage: 'closed' });
  const { lotteryHash } = await openLottery(payer, { lottery });
  expect(lotteryHash).toBe(hashLottery(lottery, lotteryDomain(market.deployment)));
  expect(await getBankAccount(payer, { account: addressOf(payer) })).toMatchObject({
    availableWei: before.availableWei - lottery.valueWei,
    lockedWei: lottery.valueWei,
  });
  expect(await getLotteryState(keeper, { lottery })).toMatchObject({ stage: 'open', lotteryHash });
  await expect(claimLottery(keeper, { lottery, ticket: tree.ticket(0) })).rejects.toMatchObject({
    code: 'LOTTERY_NOT_DRAWN',
  });

  await mine(12);
  const { blockHash, position } = await waitForLotteryDraw(keeper, { lottery });
  const ticket = tree.ticketAt(position);
  expect(lotteryWinner(lottery, lotteryDomain(market.deployment), { blockHash, tree })).toEqual(ticket);
  expect(await getLotteryState(keeper, { lottery })).toMatchObject({ stage: 'drawn', position });
  const loser = tree.ticketAt((position + ticket.weight) % tree.totalWeight);
  await expect(claimLottery(keeper, { lottery, ticket: loser })).rejects.toMatchObject({ code: 'LOTTERY_TICKET_LOST' });
  const availableWei = await availableOf(ticket.account);
  expect(await claimLottery(keeper, { lottery, ticket })).toMatchObject({ paidWei: lottery.valueWei, bountyWei: 0n });
  expect(await availableOf(ticket.account)).toBe(availableWei + lottery.valueWei);
  expect(await getLotteryState(keeper, { lottery })).toMatchObject({ stage: 'closed' });
  await expect(claimLottery(keeper, { lottery, ticket })).rejects.toMatchObject({ code: 'LOTTERY_NOT_OPEN' });

  expect(await findLotteries(keeper, { winner: ticket.account })).toEqual([
    expect.objectContaining({ lotteryHash, lottery, end: expect.objectContaining({ kind: 'paid', bountyWei: 0n }) }),
  ]);
});

test('two that are prepared one after another have ids of their own, and two at once the same', async () => {
  const first = await opened();
  const [second, third] = await Promise.all([prepared(), prepared()]);
  expect(second.lottery.id).not.toBe(first.lottery.id);
  expect(third.lottery.id).toBe(second.lottery.id);
  await openLottery(payer, { lottery: second.lottery });
  await expect(openLottery(payer, { lottery: third.lottery })).rejects.toMatchObject({ code: 'LOTTERY_ID_USED' });
  await expect(
    prepareLottery(payer, { payments: [{ account: addressOf(keeper), amountWei: 1n }], lanes: [0] }),
  ).rejects.toMatchObject({ code: 'LOTTERY_NO_LANE_FREE' });
  await mine(20);
  for (const each of [first, second]) {
    await claimLottery(keeper, { lottery: each.lottery, ticket: await winnerOf(each) });
  }
  expect((await prepared()).lottery.id).toBe(first.lottery.id + 65_536n);
});

test('another account opens what the payer signed', async () => {
  const { lottery } = await prepared();
  const signature = await signLottery(payer, { lottery });
  await expect(openLottery(keeper, { lottery: { ...lottery, valueWei: 1n }, signature })).rejects.toMatchObject({
    code: 'LOTTERY_INVALID_SIGNATURE',
  });
  await openLottery(keeper, { lottery, signature });
  const found = await findLotteries(keeper, { payer: addressOf(payer) });
  expect(found.at(-1)).toMatchObject({ lottery, end: { kind: 'open' } });
});

test('a provider that was offline has its part, and who claimed for it the bounty', async () => {
  const made = await opened(5, 10);
  await mine(5 + 10);
  const ticket = await winnerOf(made);
  expect(await getLotteryState(keeper, made)).toMatchObject({ stage: 'overdue' });
  const { paidWei, bountyWei } = await claimLottery(keeper, { lottery: made.lottery, ticket });
  expect(bountyWei).toBe(made.lottery.valueWei / 10n);
  expect(paidWei + bountyWei).toBe(made.lottery.valueWei);
});

test('what nobody claims while the chain remembers the draw goes to the treasury', async () => {
  const made = await opened();
  await mine(12);
  const ticket = await winnerOf(made);
  await expect(expireLottery(keeper, made)).rejects.toMatchObject({ code: 'LOTTERY_NOT_EXPIRED' });
  // A chain without the history of EIP-2935 remembers 256 blocks, which takes less time to show than 8191.
  await chain.setCode({ address: '0x0000F90827F1C53a10cb7A02335B175320002935', bytecode: '0x' });
  await mine(256);
  expect(await getLotteryState(keeper, made)).toMatchObject({ stage: 'forgotten' });
  await expect(claimLottery(keeper, { lottery: made.lottery, ticket })).rejects.toMatchObject({
    code: 'LOTTERY_DRAW_FORGOTTEN',
  });
  const treasuryWei = await availableOf(market.deployment.timelock);
  await expireLottery(keeper, made);
  expect(await availableOf(market.deployment.timelock)).toBe(treasuryWei + made.lottery.valueWei);
  expect((await findLotteries(keeper, { payer: addressOf(payer) })).at(-1)).toMatchObject({ end: { kind: 'expired' } });
});

test('waiting for a draw ends when it is told to', async () => {
  const { lottery } = await prepared(1_000);
  await expect(waitForLotteryDraw(keeper, { lottery, signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    code: 'LOTTERY_ABORTED',
  });
});

test('G28: a participant counts what is its own, worth enough, stored, deep enough and not drawn yet', async () => {
  const made = await opened(20);
  const [provider, other] = providers as [SuanliClient, SuanliClient, SuanliClient];
  const announcement = announcementOf(made, provider);
  const verify = (changes: Partial<LotteryAnnouncement> = {}, minShareWei = dueWei, client = provider) =>
    verifyLotteryAnnouncement(client, { announcement: { ...announcement, ...changes }, minShareWei });

  await expect(verify()).rejects.toMatchObject({ code: 'LOTTERY_UNCONFIRMED', retryable: true });
  await mine(3);
  const counted = await verify();
  expect(counted).toEqual({
    lotteryHash: hashLottery(made.lottery, lotteryDomain(market.deployment)),
    shareWeiDown: dueWei,
    range: { start: 0n, end: dueWei },
  });

  const { lottery, ticket } = announcement;
  await expect(verify({ chainId: 1 })).rejects.toMatchObject({ code: 'LOTTERY_WRONG_CONTRACT' });
  await expect(verify({ contract: market.deployment.bank })).rejects.toMatchObject({ code: 'LOTTERY_WRONG_CONTRACT' });
  await expect(verify({}, dueWei, other)).rejects.toMatchObject({ code: 'LOTTERY_WRONG_RECIPIENT' });
  await expect(verify({ ticket: { ...ticket, weight: ticket.weight + 1n } })).rejects.toMatchObject({
    code: 'LOTTERY_TICKET_INVALID',
  });
  await expect(verify({}, dueWei + 1n)).rejects.toMatchObject({ code: 'LOTTERY_SHARE_TOO_SMALL' });
  // A larger value than was locked, a longer time than was set, another draw: another hash, which is not stored.
  await expect(verify({ lottery: { ...lottery, valueWei: lottery.valueWei * 2n } })).rejects.toMatchObject({
    code: 'LOTTERY_NOT_OPEN',
  });
  await expect(verify({ lottery: { ...lottery, drawBlock: lottery.drawBlock + 1n } })).rejects.toMatchObject({
    code: 'LOTTERY_NOT_OPEN',
  });
  await expect(
    verifyLotteryAnnouncement(provider, { announcement, minShareWei: dueWei, minClaimBlocks: 101 }),
  ).rejects.toMatchObject({ code: 'LOTTERY_CLAIM_TIME_TOO_SHORT' });

  // Told after the draw, it might be told only of those that it has lost.
  await mine(20);
  await expect(verify()).rejects.toMatchObject({ code: 'LOTTERY_DRAWN_ALREADY' });
});

test('a reorganisation between opening and draw takes the lottery away, and the participant sees it', async () => {
  const snapshot = await chain.snapshot();
  const made = await opened(40);
  const [provider] = providers as [SuanliClient];
  const announcement = announcementOf(made, provider);
  await mine(3);
  await verifyLotteryAnnouncement(provider, { announcement, minShareWei: dueWei });
  // The chain goes on from before the opening, longer than it was.
  await chain.revert({ id: snapshot });
  await mine(8);
  expect(await getLotteryState(provider, made)).toMatchObject({ stage: 'closed' });
  await expect(verifyLotteryAnnouncement(provider, { announcement, minShareWei: dueWei })).rejects.toMatchObject({
    code: 'LOTTERY_NOT_OPEN',
  });
  // Opened again on the new branch it is the same lottery, and counts once: its hash is the same.
  await openLottery(payer, { lottery: made.lottery });
  await expect(verifyLotteryAnnouncement(provider, { announcement, minShareWei: dueWei })).rejects.toMatchObject({
    code: 'LOTTERY_UNCONFIRMED',
  });
});
