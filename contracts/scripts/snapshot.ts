// Writes gas and size of the contracts to contracts/snapshots; with --check, fails where the committed figures differ.
// "request to paid" is the main road: openDeals by the requester and settleDeals by the provider, with the balances and
// the counter of the offer existing, stake and bounty not zero, the 21,000 of each transaction and its calldata included.
// "register (HID+VID+UID)" is a provider's first machine: three transactions, each with the provider's first token of its
// kind. The other figures of assets are those of parties that the Bank knows, with a fee for the DAO, which has had one.
// "proof total (GTX_1050)" is all of a resource's first compute proof with the parameters of a GTX_1050: 10 samples, depth
// 20, 64 hashes per leaf. A tree of 2^20 leaves takes too long here, so what opening it costs follows from smaller ones: it
// is linear in the depth and, apart from it, in the hashes per leaf.
import { type Hex, keccak256, size, stringToHex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { recordExecutions } from './internal/executionGas.ts';
import { machineSteps } from './internal/machineSteps.ts';
import { recordPayments } from './internal/paymentGas.ts';
import { proofTree } from './internal/proofTree.ts';
import { recordQuorums } from './internal/quorumGas.ts';
import { assetNames, createTestAssets } from './internal/testAssets.ts';
import { createTestMarket, type OpenDeal, type TestMarket } from './internal/testMarket.ts';
import { recordTokens } from './internal/tokenGas.ts';
import { writeOrCheck } from './internal/writeOrCheck.ts';

const root = keccak256(stringToHex('root'));
const work = 98_765_432_109n;
const EXPIRES_AT = 4_102_444_800;
const gas: Record<string, number> = {};
const record = (name: string, value: bigint): void => {
  gas[name] = Number(value);
};

const market = await createTestMarket();
const { requester, providers, keeper } = market;
const [provider = requester] = providers;
let nonce = 1n << 60n;
const nextRequest = (volume: number): ReturnType<TestMarket['request']> => {
  nonce += 0x0123_4567n;
  return market.request({ volume, nonce });
};

async function openOne(): Promise<{ gas: bigint; open: OpenDeal }> {
  const { gas, deals } = await market.open(nextRequest(1), [await market.fill(provider, 0)]);
  const [open] = deals;
  if (open === undefined) throw new Error('no deal was opened');
  return { gas, open };
}

async function settlement({ id, deal }: OpenDeal): Promise<Record<string, unknown>> {
  const acceptanceSignature = await market.sign(requester, 'Acceptance', { dealId: id, root, work });
  return { id, deal, root, work, answerSignature: '0x', acceptanceSignature };
}

for (const [name, value] of market.deploymentGas) record(`deploy.${name}`, value);

// The first deal of a provider pays for its usage counter; every other figure is that of a later one.
record('broker.openDeals, first of the provider', (await openOne()).gas);

const happy = await openOne();
record('broker.openDeals', happy.gas);
const settleGas = await market.send(provider, 'broker', 'settleDeals', [[await settlement(happy.open)]]);
record('broker.settleDeals', settleGas);
record('request to paid', happy.gas + settleGas);
{
  // The offer was the last one taken, so its signature may be left out.
  const { gas, deals } = await market.open(nextRequest(1), [{ ...(await market.fill(provider, 0)), signature: '0x' }]);
  record('broker.openDeals, without the signature of an offer taken before', gas);
  const settlements = await Promise.all(deals.map(settlement));
  const settled = await market.send(provider, 'broker', 'settleDeals', [settlements]);
  record('request to paid, without the signature of an offer taken before', gas + settled);
}

for (const count of [2, 8]) {
  const fills = await Promise.all(Array.from({ length: count }, (_, index) => market.fill(provider, index)));
  const { gas, deals } = await market.open(nextRequest(count), fills);
  record(`broker.openDeals, ${count} deals of one provider`, gas);
  const settlements = await Promise.all(deals.map(settlement));
  record(
    `broker.settleDeals, ${count} deals of one provider`,
    await market.send(provider, 'broker', 'settleDeals', [settlements]),
  );
}
{
  const eight = providers.slice(0, 8);
  for (const each of eight) await market.open(nextRequest(1), [await market.fill(each, 0)]);
  const fills = await Promise.all(eight.map((each, index) => market.fill(each, index)));
  const { gas, deals } = await market.open(nextRequest(8), fills);
  record('broker.openDeals, 8 deals of 8 providers', gas);
  const settlements = await Promise.all(
    deals.map(async ({ id, deal }, index) => {
      const signer = eight[index] ?? provider;
      const answerSignature = await market.sign(signer, 'Answer', { dealId: id, root, work });
      return { id, deal, root, work, answerSignature, acceptanceSignature: '0x' };
    }),
  );
  record(
    'broker.settleDeals, 8 deals of 8 providers',
    await market.send(requester, 'broker', 'settleDeals', [settlements]),
  );
}
{
  const { open } = await openOne();
  const answered = [{ ...open, root, work }];
  record('broker.answerDeals', await market.send(provider, 'broker', 'answerDeals', [answered]));
  record('broker.acceptDeals', await market.send(requester, 'broker', 'acceptDeals', [answered]));
  record('broker.finalizeDeals, accepted', await market.send(provider, 'broker', 'finalizeDeals', [answered]));
}
{
  const { open } = await openOne();
  const answered = [{ ...open, root, work }];
  await market.send(provider, 'broker', 'answerDeals', [answered]);
  await market.mine(1200);
  record('broker.finalizeDeals, by a keeper', await market.send(keeper, 'broker', 'finalizeDeals', [answered]));
}
{
  const { open } = await openOne();
  await market.mine(300);
  record('broker.expireDeals, by a keeper', await market.send(keeper, 'broker', 'expireDeals', [[open]]));
}
{
  const { open } = await openOne();
  const signature = await market.sign(provider, 'Cancellation', { dealId: open.id });
  record('broker.cancelDeals', await market.send(requester, 'broker', 'cancelDeals', [[{ ...open, signature }]]));
}
record('broker.cancelNonces', await market.send(provider, 'broker', 'cancelNonces', [[1n << 62n]]));

const amount = 10n ** 18n;
await market.send(keeper, 'computeToken', 'approve', [market.bank, 5n * amount]);
record('bank.deposit', await market.send(keeper, 'bank', 'deposit', [amount, 1]));
record('bank.setConsent', await market.send(keeper, 'bank', 'setConsent', [3]));
record('bank.requestWithdrawal', await market.send(keeper, 'bank', 'requestWithdrawal', [amount]));
record('bank.cancelWithdrawal', await market.send(keeper, 'bank', 'cancelWithdrawal', []));
await market.send(keeper, 'bank', 'requestWithdrawal', [amount]);
await market.mine(2, 86_400);
record('bank.withdraw', await market.send(keeper, 'bank', 'withdraw', [keeper.address]));

const known = market.deploymentGas.size;
const assets = await createTestAssets(market, keeper.address);
{
  const [owner = provider, buyer = provider, secondBuyer = provider, holder = provider] = providers.slice(8);
  for (const [name, value] of [...market.deploymentGas].slice(known)) record(`deploy.${name}`, value);
  for (const each of [buyer, secondBuyer, requester]) await market.send(each, 'bank', 'setConsent', [0b11]);
  const model = stringToHex('GeForce GTX 1050 Ti', { size: 32 });
  const expiresAt = EXPIRES_AT;
  const price = 12_345_678_901_234_567_890n;

  // Somebody else's machine, sold once, so that the DAO, the income's account and the counters have had their first.
  const first = providers[7] ?? provider;
  await assets.send(first, 'hardware', 'register', [1, model, keccak256(stringToHex('first'))]);
  await assets.send(first, 'resource', 'create', [[1n]]);
  await assets.send(first, 'useRight', 'issue', [1n, expiresAt]);
  await assets.send(first, 'revenueRight', 'create', [1n, [first.address], [1000]]);
  await assets.send(first, 'market', 'list', [1n, price]);
  await assets.send(requester, 'market', 'buy', [1n, price]);

  const fingerprint = keccak256(stringToHex('second'));
  const hid = await assets.send(owner, 'hardware', 'register', [1, model, fingerprint]);
  const vid = await assets.send(owner, 'resource', 'create', [[2n]]);
  const uid = await assets.send(owner, 'useRight', 'issue', [2n, expiresAt]);
  record('hardware.register', hid);
  record('resource.create', vid);
  record('useRight.issue', uid);
  record('register (HID+VID+UID)', hid + vid + uid);
  const distribution = [2n, [owner.address, holder.address], [700, 300]];
  record('revenueRight.create, 2 holders', await assets.send(owner, 'revenueRight', 'create', distribution));
  record('market.list', await assets.send(owner, 'market', 'list', [2n, price]));
  record('market.reprice', await assets.send(owner, 'market', 'reprice', [2n, price + 1n]));
  record('market.buy', await assets.send(buyer, 'market', 'buy', [2n, price + 1n]));
  record('revenueRight.settle', await assets.send(holder, 'revenueRight', 'settle', [2n, holder.address]));
  const stranger = mnemonicToAccount('test test test test test test test test test test test junk', {
    addressIndex: 99,
  });
  await assets.send(owner, 'revenueRight', 'safeTransferFrom', [owner.address, stranger.address, 2n, 50n, '0x']);
  record('market.list, resale', await assets.send(buyer, 'market', 'list', [2n, price]));
  record('market.buy, resale', await assets.send(secondBuyer, 'market', 'buy', [2n, price]));
  const renewal = { priceWeiPerSecond: 1_234_567_890_123n, periodSeconds: 86_400, until: 2 ** 39 };
  record('market.offerRenewal', await assets.send(owner, 'market', 'offerRenewal', [2n, renewal]));
  record('market.renew', await assets.send(secondBuyer, 'market', 'renew', [2n, 1_234_567_890_123n]));
  record(
    'revenueRight.settle, holder without a balance in the Bank',
    await assets.send(keeper, 'revenueRight', 'settle', [2n, stranger.address]),
  );
  const sharePrice = 10n ** 15n;
  record('market.listShares', await assets.send(owner, 'market', 'listShares', [2n, 100, sharePrice, 2 ** 39]));
  record('market.buyShares', await assets.send(buyer, 'market', 'buyShares', [2n, owner.address, 40, sharePrice]));
  const prove = async (leafCountLog2: number, hashesPerLeaf: number, count: bigint): Promise<bigint[]> => {
    await assets.setProofTerms({ leafCountLog2, samples: 10, hashesPerLeaf });
    const issued = await assets.send(secondBuyer, 'computeProof', 'issue', [2n]);
    await market.mine(2);
    const seed = (await assets.read('computeProof', 'seedOf', [count])) as Hex;
    const tree = proofTree(seed, leafCountLog2, hashesPerLeaf);
    const committed = await assets.send(secondBuyer, 'computeProof', 'commit', [count, tree.root]);
    await market.mine(2);
    const challenges = (await assets.read('computeProof', 'challengesOf', [count])) as bigint[];
    const opened = await assets.send(secondBuyer, 'computeProof', 'open', [count, tree.siblings(challenges)]);
    return [issued, committed, opened];
  };
  const [issued = 0n, committed = 0n, opened = 0n] = await prove(6, 64, 1n);
  record('computeProof.issue', issued);
  record('computeProof.commit', committed);
  record("computeProof.open, 10 samples of depth 6, 64 hashes per leaf, a resource's first", opened);
  const [, , shallow = 0n] = await prove(6, 1, 2n);
  const [, , deep = 0n] = await prove(11, 1, 3n);
  record('computeProof.open, 10 samples of depth 6, 1 hash per leaf', shallow);
  record('computeProof.open, 10 samples of depth 11, 1 hash per leaf', deep);
  record('proof total (GTX_1050)', issued + committed + opened + ((20n - 6n) * (deep - shallow)) / (11n - 6n));
  record('market.delistShares', await assets.send(owner, 'market', 'delistShares', [2n]));
  record('useRight.giveBack', await assets.send(secondBuyer, 'useRight', 'giveBack', [2n]));
  record('resource.dissolve', await assets.send(owner, 'resource', 'dissolve', [2n]));
}

{
  const { machine } = market.contracts;
  const address = await market.deploy(machine, []);
  record('deploy.Machine', market.deploymentGas.get('Machine') ?? 0n);
  for (const { name, state, witness } of machineSteps()) {
    record(`machine.step, ${name}`, await market.sendTo(keeper, machine, address, 'step', [state, witness]));
  }
}

{
  const known = market.deploymentGas.size;
  await recordExecutions(market, record);
  for (const [name, value] of [...market.deploymentGas].slice(known)) record(`deploy.${name}`, value);
}

{
  const known = market.deploymentGas.size;
  await recordQuorums(market, record);
  for (const [name, value] of [...market.deploymentGas].slice(known)) record(`deploy.${name}`, value);
}

{
  const known = market.deploymentGas.size;
  await recordPayments(market, assets.addresses, record);
  await recordTokens(market, record);
  for (const [name, value] of [...market.deploymentGas].slice(known)) record(`deploy.${name}`, value);
}

const { computeToken, bank, broker, computeGovernor, machine, disputes, quorum, executionMarket, primeCountFactory } =
  market.contracts;
const { lottery, creditLine, priceCurve, tokenSale, dailyFund, promotionFund, sponsoredAccount } = market.contracts;
const { founderVesting, presaleMigration, recoverableAccount, deployableToken } = market.contracts;
const sizes = Object.fromEntries(
  [
    computeToken,
    bank,
    broker,
    computeGovernor,
    machine,
    disputes,
    quorum,
    executionMarket,
    primeCountFactory,
    ...assetNames.map((name) => market.contracts[name]),
    lottery,
    creditLine,
    priceCurve,
    tokenSale,
    dailyFund,
    promotionFund,
    sponsoredAccount,
    founderVesting,
    presaleMigration,
    recoverableAccount,
    deployableToken,
  ].map(({ name, deployedBytecode }) => [name, size(deployedBytecode)]),
);
const print = (value: Record<string, number>): string => `${JSON.stringify(value, null, 2)}\n`;
writeOrCheck(
  new Map([
    ['contracts/snapshots/gas.json', print(gas)],
    ['contracts/snapshots/size.json', print(sizes)],
  ]),
  [],
);
