import { type Address, encodeFunctionData, keccak256, slice, stringToHex } from 'viem';
import type { HDAccount } from 'viem/accounts';
import type { TestMarket } from './testMarket.ts';

const EXPIRES_AT = 4_102_444_800n;
const YEAR_SECONDS = 31_536_000n;
const unit = 10n ** 18n;

/** An account that holds nothing. */
const accountOf = (name: string): Address => slice(keccak256(stringToHex(name)), 0, 20);

/**
 * What the token and those who give it out cost, in transactions of their own. Where the name does not say `new`, recipients
 * hold tokens already.
 */
export async function recordTokens(market: TestMarket, record: (name: string, value: bigint) => void): Promise<void> {
  const { contracts, token, bank, deployer, requester, keeper, providers } = market;
  const [holder = requester, buyer = requester] = providers;
  const amountWei = 1_234_567_890_123_456_789n;
  const transfer = (to: Address): Promise<bigint> => market.send(holder, 'computeToken', 'transfer', [to, amountWei]);
  record('computeToken.transfer', await transfer(keeper.address));
  record('computeToken.transfer, to a new holder', await transfer(accountOf('new holder')));
  // Twice: the first of a spender pays for its place.
  for (const times of [1n, 2n]) {
    const args = [accountOf('spender'), times * amountWei];
    const gas = await market.send(holder, 'computeToken', 'approve', args);
    if (times === 1n) record('computeToken.approve, a new spender', gas);
    else record('computeToken.approve', gas);
  }
  const fund = (to: Address, tokens: bigint): Promise<bigint> =>
    market.send(deployer, 'computeToken', 'transfer', [to, tokens * unit]);
  const start = (await market.timestamp()) - YEAR_SECONDS;

  const price = 312_345_678_901_234n;
  const capWei = 25_000_000n * unit;
  const sale = await market.deploy(contracts.tokenSale, [token, deployer.address, price, capWei, start, EXPIRES_AT]);
  await fund(sale, 25_000_000n);
  const buy = (from: HDAccount): Promise<bigint> =>
    market.sendTo(from, contracts.tokenSale, sale, 'buy', [from.address, 0n], amountWei / 100n);
  await buy(buyer);
  record('tokenSale.buy', await buy(buyer));

  const vestingTerms = [holder.address, start - YEAR_SECONDS, 4n * YEAR_SECONDS, YEAR_SECONDS];
  const vesting = await market.deploy(contracts.founderVesting, vestingTerms);
  await fund(vesting, 15_000_000n);
  const { abi } = contracts.founderVesting;
  // The other function of this name is for the coin.
  const release = {
    ...contracts.founderVesting,
    abi: abi.filter((each) => !('inputs' in each) || each.inputs?.length === 1),
  };
  await market.sendTo(keeper, release, vesting, 'release', [token]);
  record('founderVesting.release', await market.sendTo(keeper, release, vesting, 'release', [token]));

  const fundTerms = [token, deployer.address, 30_000_000n * unit, 3_650, start];
  const dailyFund = await market.deploy(contracts.dailyFund, fundTerms);
  await fund(dailyFund, 30_000_000n);
  const govern = (name: string, args: readonly unknown[]): Promise<bigint> =>
    market.sendTo(deployer, contracts.dailyFund, dailyFund, name, args);
  await govern('setDistributor', [deployer.address]);
  const recipients = providers.slice(0, 10).map(({ address }) => address);
  for (const count of [1, 10]) {
    const points = recipients.slice(0, count).map((_, i) => 123_456n + BigInt(i));
    const args = [recipients.slice(0, count), points, 1_000n * unit];
    await govern('distribute', args);
    record(`dailyFund.distribute, to ${count}`, await govern('distribute', args));
  }

  const promotionFund = await market.deploy(contracts.promotionFund, [bank, deployer.address]);
  await fund(promotionFund, 20_000_000n);
  const grant = [keeper.address, amountWei, EXPIRES_AT];
  await market.sendTo(deployer, contracts.promotionFund, promotionFund, 'grant', grant);
  record('promotionFund.grant', await market.sendTo(deployer, contracts.promotionFund, promotionFund, 'grant', grant));

  const presale = await market.deploy(contracts.deployableToken, ['Presale', 'SPT', 18, 1_000n * unit, holder.address]);
  const migrationTerms = [presale, token, deployer.address, EXPIRES_AT];
  const migration = await market.deploy(contracts.presaleMigration, migrationTerms);
  await fund(migration, 2_000n);
  await market.sendTo(holder, contracts.deployableToken, presale, 'approve', [migration, 2n ** 256n - 1n]);
  record(
    'presaleMigration.migrate',
    await market.sendTo(holder, contracts.presaleMigration, migration, 'migrate', [amountWei]),
  );

  const path = [accountOf('recovery key'), accountOf('co-signer'), 259_200];
  const account = await market.deploy(contracts.recoverableAccount, [holder.address, ...path]);
  await market.send(holder, 'computeToken', 'transfer', [account, amountWei]);
  const data = encodeFunctionData({
    abi: contracts.computeToken.abi,
    functionName: 'transfer',
    args: [keeper.address, amountWei / 2n],
  });
  record(
    'recoverableAccount.execute, a transfer of tokens',
    await market.sendTo(holder, contracts.recoverableAccount, account, 'execute', [token, 0n, data]),
  );
}
