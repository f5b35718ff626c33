import {
  computeTokenAbi,
  dailyFundAbi,
  founderVestingAbi,
  promotionFundAbi,
  SuanliError,
  tokenSaleAbi,
} from '@suanli/protocol';
import {
  dailyFundBytecode,
  founderVestingBytecode,
  promotionFundBytecode,
  tokenSaleBytecode,
} from '@suanli/protocol/bytecode';
import { type Abi, type Address, type Hex, parseEther } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getChainTime } from '../chain/getChainTime.ts';
import { getTokenBalance } from '../token/getTokenBalance.ts';
import { toCreationError } from '../token/internal/toCreationError.ts';
import type { DeployProgress } from './deployMarket.ts';
import { createTransactionBatch } from './internal/createTransactionBatch.ts';

/** What becomes of the 100 million tokens of genesis, in wei. */
export const genesisAllocation = {
  /** Rewards of providers, given out over ten years at the least. */
  providerRewardsWei: parseEther('30000000'),
  /** Free trials of new applications. */
  promotionWei: parseEther('30000000'),
  /** Sold at a fixed price. */
  saleWei: parseEther('25000000'),
  /** Founders, team and early investors, vesting. */
  foundersWei: parseEther('15000000'),
} as const;

/** Ten years without leap days. */
const rewardDays = 3_650;

export interface DeployGenesisAllocationParameters {
  readonly sale: {
    /** What one token costs, in wei of the coin. */
    readonly priceWei: bigint;
    /** First second of the sale, since 1970. Default: now. */
    readonly startTime?: bigint;
    /** First second after the sale, since 1970. */
    readonly endTime: bigint;
  };
  /** Who gets the 15 million of the founders; the parts sum to them exactly. */
  readonly founders: readonly { readonly beneficiary: Address; readonly amountWei: bigint }[];
  readonly vesting?: {
    /** From when vesting counts, in seconds since 1970. Default: now. */
    readonly startTime?: bigint;
    /** Until all is released, in seconds. Default 126144000, four years. */
    readonly durationSeconds?: bigint;
    /** Before which nothing is released, in seconds. Default 31536000, one year. */
    readonly cliffSeconds?: bigint;
  };
  /** First second of the first day of provider rewards, since 1970. Default: now. */
  readonly rewardsStartTime?: bigint;
  /** Who names distributors, grants, and gets the proceeds. Default: the DAO's timelock; in production nobody else. */
  readonly dao?: Address;
  readonly onProgress?: (progress: DeployProgress) => void;
  readonly signal?: AbortSignal;
}

export interface GenesisAllocation {
  readonly dailyFund: Address;
  readonly promotionFund: Address;
  readonly sale: Address;
  readonly vestings: readonly {
    readonly beneficiary: Address;
    readonly amountWei: bigint;
    readonly vesting: Address;
  }[];
}

export interface DeployGenesisAllocationReturnType extends GenesisAllocation {
  /** Gas of all transactions together. */
  readonly gasUsed: bigint;
}

/**
 * Gives the genesis supply of a market out: 30 million to a fund of daily rewards for providers, 30 million to a promotion
 * fund, 25 million to a sale, 15 million to vestings of the founders. The client's account, which deployed the market, holds
 * all 100 million before, and nothing after. Contracts come first and tokens last, so that one that breaks off leaves all
 * tokens with the account.
 *
 * @throws SuanliError `TOKEN_GENESIS_INVALID` where the parts do not sum up or the account does not hold all,
 * `TOKEN_SALE_TERMS_INVALID`, `VESTING_CLIFF_INVALID`, `VESTING_BENEFICIARY_INVALID`, and as `deployMarket`
 *
 * @example
 * const allocation = await deployGenesisAllocation(deployer, { sale: { priceWei, endTime }, founders });
 */
export async function deployGenesisAllocation(
  client: SuanliClient,
  parameters: DeployGenesisAllocationParameters,
): Promise<DeployGenesisAllocationReturnType> {
  const { sale, founders, vesting = {}, onProgress, signal } = parameters;
  const { token, bank, timelock } = client.deployment;
  const { account } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const invalid = (reason: string) => new SuanliError('TOKEN_GENESIS_INVALID', { parameters: { reason } });
  if (founders.some(({ amountWei }) => amountWei <= 0n)) throw invalid('a founder gets nothing');
  const foundersWei = founders.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  if (foundersWei !== genesisAllocation.foundersWei) throw invalid(`the founders get ${foundersWei} wei`);
  const parts = Object.values(genesisAllocation);
  const totalWei = parts.reduce((sum, part) => sum + part, 0n);
  const heldWei = await getTokenBalance(client, { address: account });
  if (heldWei !== totalWei) throw invalid(`the account holds ${heldWei} wei`);

  const dao = parameters.dao ?? timelock;
  const now = await getChainTime(client);
  const { providerRewardsWei, promotionWei, saleWei } = genesisAllocation;
  const batch = await createTransactionBatch(client, { total: 6 + 2 * founders.length, onProgress, signal });
  const create = async (name: string, contract: { abi: Abi; bytecode: Hex }, args: readonly unknown[]) => {
    try {
      return await batch.create(name, contract, args);
    } catch (error) {
      throw toCreationError(name, error);
    }
  };
  const dailyFund = await create('DailyFund', { abi: dailyFundAbi, bytecode: dailyFundBytecode }, [
    token,
    dao,
    providerRewardsWei,
    rewardDays,
    parameters.rewardsStartTime ?? now,
  ]);
  const promotionFund = await create('PromotionFund', { abi: promotionFundAbi, bytecode: promotionFundBytecode }, [
    bank,
    dao,
  ]);
  const saleAddress = await create('TokenSale', { abi: tokenSaleAbi, bytecode: tokenSaleBytecode }, [
    token,
    dao,
    sale.priceWei,
    saleWei,
    sale.startTime ?? now,
    sale.endTime,
  ]);
  const vestings: { beneficiary: Address; amountWei: bigint; vesting: Address }[] = [];
  for (const { beneficiary, amountWei } of founders) {
    const address = await create('FounderVesting', { abi: founderVestingAbi, bytecode: founderVestingBytecode }, [
      beneficiary,
      vesting.startTime ?? now,
      vesting.durationSeconds ?? 126_144_000n,
      vesting.cliffSeconds ?? 31_536_000n,
    ]);
    vestings.push({ beneficiary, amountWei, vesting: address });
  }
  await batch.confirm();

  const transfers: readonly [Address, bigint][] = [
    [dailyFund, providerRewardsWei],
    [promotionFund, promotionWei],
    [saleAddress, saleWei],
    ...vestings.map(({ vesting: address, amountWei }): [Address, bigint] => [address, amountWei]),
  ];
  for (const [to, amountWei] of transfers) {
    await batch.call('transfer', {
      abi: computeTokenAbi,
      address: token,
      functionName: 'transfer',
      args: [to, amountWei],
    });
  }
  await batch.confirm();
  return { dailyFund, promotionFund, sale: saleAddress, vestings, gasUsed: batch.gasUsed };
}
