import {
  type Address,
  concat,
  encodeFunctionData,
  encodePacked,
  type Hex,
  hashStruct,
  hexToBigInt,
  keccak256,
  parseSignature,
  slice,
  stringToHex,
  toHex,
} from 'viem';
import type { HDAccount } from 'viem/accounts';
import { hardhat as hardhatChain } from 'viem/chains';
import type { AssetName } from './testAssets.ts';
import type { TestMarket } from './testMarket.ts';

const LOTTERY_MODULE = 6;
const CREDIT_MODULE = 7;
const PRICE_MODULE = 8;
const EVERY_MODULE = 0x1ff;
const EXPIRES_AT = 4_102_444_800n;
const PAYEES = 100;
const PARTICIPANTS = 1_024;
const EPOCH_BLOCKS = 100;
const GWU = 10n ** 9n;
const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400n;
const unitWei = 10n ** 9n;

/** Accounts whose bytes are as random as real ones, and that the Bank has not seen. */
const accountOf = (name: string): Address => slice(keccak256(stringToHex(name)), 0, 20);

/**
 * What payments cost, in transactions of their own: lotteries, batches, lines of credit, deposits that others send, and
 * statements of supply and demand. Parties have done the same before, so their accounts and places are warm, where the
 * name does not say `first` or `new`.
 */
export async function recordPayments(
  market: TestMarket,
  assets: Readonly<Record<AssetName, Address>>,
  record: (name: string, value: bigint) => void,
): Promise<void> {
  const { contracts, bank, deployer, keeper, requester: payer } = market;
  const [payee = payer] = market.providers;
  const treasury = accountOf('treasury');
  const lottery = await market.deploy(contracts.lottery, [bank, treasury, 100n * 10n ** 18n, 1_000]);
  const creditLine = await market.deploy(contracts.creditLine, [bank]);
  const { resource, resourceTypes, ranking } = assets;
  const code = await market.deploy(contracts.priceCurve, [
    ...[bank, resource, resourceTypes, ranking, assets.market],
    EPOCH_BLOCKS,
  ]);
  const { abi } = contracts.priceCurve;
  const initialization = encodeFunctionData({ abi, functionName: 'initialize', args: [market.accessManager] });
  const priceCurve = await market.deploy(contracts.erc1967Proxy, [code, initialization], 'ERC1967Proxy of PriceCurve');
  for (const module of [
    [lottery, LOTTERY_MODULE],
    [creditLine, CREDIT_MODULE],
    [priceCurve, PRICE_MODULE],
  ]) {
    await market.sendTo(deployer, contracts.bank, bank, 'addModule', module);
  }
  for (const party of [payer, keeper, ...market.providers])
    await market.send(party, 'bank', 'setConsent', [EVERY_MODULE]);

  await recordLotteries(market, lottery, record);
  await recordBatches(market, record);
  await recordCredit(market, creditLine, payer, payee, record);
  await recordDeposits(market, payee, record);
  await recordPrices(market, priceCurve, record);
}

/** A participant of a lottery, and the way from its leaf to the root. */
interface Ticket {
  readonly winner: Address;
  readonly weight: bigint;
  readonly path: number;
  readonly siblings: readonly Hex[];
  readonly root: Hex;
}

const weightOf = (node: Hex): bigint => hexToBigInt(slice(node, 24));
const nodeOf = (content: Hex, weight: bigint): Hex =>
  concat([slice(keccak256(content), 0, 24), toHex(weight, { size: 8 })]);

/**
 * A lottery's tree by its definition (LotteryTree.sol). One participant has nearly all of the weight: it wins, whatever the
 * block hash is, and the figure does not hang on what came before.
 */
function ticketOf(winner: Address): Ticket {
  const at = 341;
  const weight = 2n ** 63n;
  let level = Array.from({ length: PARTICIPANTS }, (_, i): Hex => {
    const account = i === at ? winner : accountOf(`participant ${i}`);
    const own = i === at ? weight : hexToBigInt(slice(keccak256(account), 0, 4));
    return nodeOf(encodePacked(['address', 'uint64'], [account, own]), own);
  });
  const siblings: Hex[] = [];
  for (let index = at; level.length > 1; index >>= 1) {
    siblings.push(level[index ^ 1] ?? '0x');
    level = Array.from({ length: level.length / 2 }, (_, i): Hex => {
      const [left = '0x', right = '0x'] = level.slice(2 * i, 2 * i + 2);
      return nodeOf(concat([left, right]), weightOf(left) + weightOf(right));
    });
  }
  return { winner, weight, path: at, siblings, root: level[0] ?? '0x' };
}

async function recordLotteries(
  market: TestMarket,
  address: Address,
  record: (name: string, value: bigint) => void,
): Promise<void> {
  const { contracts, requester: payer, keeper, providers } = market;
  const send = (from: HDAccount, name: string, args: readonly unknown[]): Promise<bigint> =>
    market.sendTo(from, contracts.lottery, address, name, args);
  const lane = 3n;
  let sequence = 0n;
  const run = async (ticket: Ticket) => {
    const { root, winner, weight, path, siblings } = ticket;
    const id = (++sequence << 16n) | lane;
    const valueWei = 1_234_567_890_123_456_789n;
    const drawBlock = (await market.blockNumber()) + 5n;
    const claimBlocks = 3_600;
    const open = await send(payer, 'open', [id, valueWei, drawBlock, claimBlocks, root]);
    await market.mine(10);
    const terms = { payer: payer.address, id, valueWei, drawBlock, claimBlocks, root };
    return { open, claim: await send(keeper, 'claim', [terms, winner, weight, path, siblings]) };
  };
  const known = ticketOf(providers[1]?.address ?? payer.address);
  const first = await run(known);
  record("lottery.open, first of the payer's lane", first.open);
  const { open, claim } = await run(known);
  record('lottery.open', open);
  record(`lottery.claim, ${PARTICIPANTS} participants, a winner with a balance`, claim);
  record(`lottery.open and claim, ${PARTICIPANTS} participants, a winner with a balance`, open + claim);
  record(`lottery.claim, ${PARTICIPANTS} participants, a new winner`, (await run(ticketOf(accountOf('winner')))).claim);
}

async function recordBatches(market: TestMarket, record: (name: string, value: bigint) => void): Promise<void> {
  const { requester: payer } = market;
  let number = 0n;
  /** Amounts of 3 bytes, all of them above zero. */
  const pay = (count: number): Promise<bigint> => {
    const payments = Array.from({ length: count }, (_, i) => {
      const account = accountOf(`payee ${i}`);
      return concat([account, slice(keccak256(account), 0, 3)]);
    });
    return market.send(payer, 'bank', 'payBatch', [
      unitWei | (3n << 96n) | (number++ << 104n),
      concat(['0x', ...payments]),
    ]);
  };
  // The number of batches is not zero any more.
  await pay(0);
  record(`bank.payBatch, ${PAYEES} new payees, each`, (await pay(PAYEES)) / BigInt(PAYEES));
  record(`bank.payBatch, ${PAYEES} payees with a balance, each`, (await pay(PAYEES)) / BigInt(PAYEES));
  record('bank.payBatch, one payee with a balance', await pay(1));
}

async function recordCredit(
  market: TestMarket,
  address: Address,
  payer: HDAccount,
  payee: HDAccount,
  record: (name: string, value: bigint) => void,
): Promise<void> {
  const { contracts } = market;
  const send = (from: HDAccount, name: string, args: readonly unknown[]): Promise<bigint> =>
    market.sendTo(from, contracts.creditLine, address, name, args);
  const domain = { name: 'Suanli', version: '1', chainId: hardhatChain.id, verifyingContract: address } as const;
  let nonce = 0xfedc_ba98_7654_3210n;
  const NODE_HOUR = 1;
  const TIMED = 3;
  const run = async (unit: typeof NODE_HOUR | typeof TIMED, seconds: bigint) => {
    const now = await market.timestamp();
    const terms = {
      payer: payer.address,
      payee: payee.address,
      unit,
      priceWeiPerUnit: unit === TIMED ? 0n : 1_234_567_890_123_456n,
      depositWei: 12_345_678_901_234_567_890n,
      startsAt: now,
      expiresAt: now + seconds,
      graceSeconds: 600,
      nonce: nonce++,
    };
    const open = await send(payer, 'open', [terms]);
    return { terms, open };
  };
  const { open, terms } = await run(NODE_HOUR, DAY_SECONDS);
  record('creditLine.open', open);
  record('creditLine.topUp', await send(payer, 'topUp', [terms, 1_234_567_890_123_456_789n]));
  const lineId = await market.read(contracts.creditLine, address, 'lineIdOf', [terms]);
  const types = {
    Voucher: [
      { name: 'lineId', type: 'bytes32' },
      { name: 'quantity', type: 'uint64' },
    ],
  } as const;
  const voucher = async (quantity: bigint): Promise<readonly unknown[]> => {
    const message = { lineId: lineId as Hex, quantity };
    return [terms, quantity, await payer.signTypedData({ domain, types, primaryType: 'Voucher', message })];
  };
  await send(payee, 'redeem', await voucher(12_345_678n));
  record('creditLine.redeem', await send(payee, 'redeem', await voucher(23_456_789n)));
  record('creditLine.release, with a last voucher', await send(payee, 'release', await voucher(34_567_890n)));
  const unused = await run(NODE_HOUR, DAY_SECONDS);
  record('creditLine.release, without a voucher', await send(payee, 'release', [unused.terms, 0n, '0x']));
  const ended = await run(NODE_HOUR, DAY_SECONDS);
  await market.mine(2, Number(DAY_SECONDS) + 600);
  record('creditLine.close', await send(payer, 'close', [ended.terms]));
  const timed = await run(TIMED, DAY_SECONDS);
  await market.mine(1, HOUR_MS / 1_000);
  await send(payee, 'redeemTimed', [timed.terms]);
  await market.mine(1, HOUR_MS / 1_000);
  record('creditLine.redeemTimed', await send(payee, 'redeemTimed', [timed.terms]));
}

async function recordDeposits(
  market: TestMarket,
  owner: HDAccount,
  record: (name: string, value: bigint) => void,
): Promise<void> {
  const { bank, token, contracts, keeper } = market;
  const tokenDomain = {
    name: 'Suanli Compute Token',
    version: '1',
    chainId: hardhatChain.id,
    verifyingContract: token,
  } as const;
  const bankDomain = { ...tokenDomain, name: 'Suanli', verifyingContract: bank } as const;
  const amountWei = 1_234_567_890_123_456_789n;
  const authorizationOf = (salt: string) => ({
    owner: owner.address,
    amountWei,
    feeWei: 12_345_678_901_234_567n,
    relayer: keeper.address,
    consentModules: EVERY_MODULE,
    validAfter: 0n,
    validBefore: EXPIRES_AT,
    salt: keccak256(stringToHex(salt)),
  });
  const depositTypes = {
    DepositAuthorization: [
      { name: 'owner', type: 'address' },
      { name: 'amountWei', type: 'uint96' },
      { name: 'feeWei', type: 'uint96' },
      { name: 'relayer', type: 'address' },
      { name: 'consentModules', type: 'uint32' },
      { name: 'validAfter', type: 'uint64' },
      { name: 'validBefore', type: 'uint64' },
      { name: 'salt', type: 'bytes32' },
    ],
  } as const;
  const authorizationMembers = [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ] as const;
  {
    const authorization = authorizationOf('authorization');
    const nonce = hashStruct({
      types: depositTypes,
      primaryType: 'DepositAuthorization',
      data: authorization,
    });
    const signature = await owner.signTypedData({
      domain: tokenDomain,
      types: { ReceiveWithAuthorization: authorizationMembers },
      primaryType: 'ReceiveWithAuthorization',
      message: { from: owner.address, to: bank, value: amountWei, validAfter: 0n, validBefore: EXPIRES_AT, nonce },
    });
    const args = [authorization, signature];
    record('bank.depositWithAuthorization', await market.send(keeper, 'bank', 'depositWithAuthorization', args));
  }
  const permit = async (): Promise<readonly unknown[]> => {
    const nonce = (await market.read(contracts.computeToken, token, 'nonces', [owner.address])) as bigint;
    const signature = await owner.signTypedData({
      domain: tokenDomain,
      types: {
        Permit: [
          { name: 'owner', type: 'address' },
          { name: 'spender', type: 'address' },
          { name: 'value', type: 'uint256' },
          { name: 'nonce', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
      primaryType: 'Permit',
      message: { owner: owner.address, spender: bank, value: amountWei, nonce, deadline: EXPIRES_AT },
    });
    const { r, s, yParity } = parseSignature(signature);
    return [EXPIRES_AT, 27 + yParity, r, s];
  };
  // The first permit pays for the owner's counter of permits at the token.
  await market.send(owner, 'bank', 'depositWithPermit', [amountWei, EVERY_MODULE, ...(await permit())]);
  const own = [amountWei, EVERY_MODULE, ...(await permit())];
  record('bank.depositWithPermit', await market.send(owner, 'bank', 'depositWithPermit', own));
  {
    const authorization = authorizationOf('permit');
    const signature = await owner.signTypedData({
      domain: bankDomain,
      types: depositTypes,
      primaryType: 'DepositAuthorization',
      message: authorization,
    });
    const args = [authorization, signature, ...(await permit())];
    record('bank.depositWithSignedPermit', await market.send(keeper, 'bank', 'depositWithSignedPermit', args));
  }
  {
    const nonce = keccak256(stringToHex('transfer'));
    const signature = await owner.signTypedData({
      domain: tokenDomain,
      types: { TransferWithAuthorization: authorizationMembers },
      primaryType: 'TransferWithAuthorization',
      message: {
        from: owner.address,
        to: keeper.address,
        value: amountWei,
        validAfter: 0n,
        validBefore: EXPIRES_AT,
        nonce,
      },
    });
    const { r, s, yParity } = parseSignature(signature);
    const args = [owner.address, keeper.address, amountWei, 0n, EXPIRES_AT, nonce, 27 + yParity, r, s];
    record(
      'computeToken.transferWithAuthorization',
      await market.send(keeper, 'computeToken', 'transferWithAuthorization', args),
    );
  }
}

async function recordPrices(
  market: TestMarket,
  address: Address,
  record: (name: string, value: bigint) => void,
): Promise<void> {
  const { contracts, deployer, requester, keeper, providers } = market;
  const send = (from: HDAccount, name: string, args: readonly unknown[]): Promise<bigint> =>
    market.sendTo(from, contracts.priceCurve, address, name, args);
  const typeId = 1;
  const terms = {
    basePriceWeiPerGwu: 1_234_567_890_123_456n,
    floorWeiPerGwu: 123_456_789_012_345n,
    maxWorkPerDevice: 10n ** 15n,
    capWeiPerGwu: 10n ** 18n,
    alphaE9: 12_345_678_901_234n * GWU,
    workPerProvenHash: 0n,
    bondWeiPerGwu: 123_456_789_012_345n,
    feeBasisPoints: 100,
  };
  record('priceCurve.setCurve', await send(deployer, 'setCurve', [typeId, terms]));
  // Owns resource 1; see snapshot.ts.
  const owner = providers[7] ?? requester;
  const maxBondWei = 10n ** 18n;
  const work = 543_210_987_654n;
  const passEpochs = (count: number): Promise<void> => market.mine(count * EPOCH_BLOCKS);
  // The first statement of an epoch pays for its figures; what is recorded is the first of supply and a later one.
  await passEpochs(1);
  const supply = await send(owner, 'publishSupply', [1n, work, 1]);
  const demand = await send(requester, 'publishDemand', [typeId, work, 1, maxBondWei]);
  await passEpochs(1);
  const firstDemand = await send(requester, 'publishDemand', [typeId, work, 1, maxBondWei]);
  const laterSupply = await send(owner, 'publishSupply', [1n, work, 1]);
  await passEpochs(1);
  const day = await send(owner, 'publishSupply', [1n, work, 24]);
  record("priceCurve.publishSupply, a resource's first and an epoch's first", supply);
  record('priceCurve.publishSupply', laterSupply);
  record("priceCurve.publishSupply, 24 epochs, each epoch's first", day);
  record("priceCurve.publishDemand, an epoch's first", firstDemand);
  record('priceCurve.publishDemand', demand);
  await passEpochs(1);
  // As a transaction of its own; asked from outside the chain it costs nothing.
  record('priceCurve.quote', await send(keeper, 'quote', [typeId]));
  record('priceCurve.release, one statement', await send(keeper, 'release', [[1n]]));
  record('priceCurve.release, two statements of one account', await send(keeper, 'release', [[2n, 3n]]));
}
