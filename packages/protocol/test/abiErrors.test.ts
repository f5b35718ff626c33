import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { abiErrors } from '../src/chain/abiErrors.ts';
import { errorTable } from '../src/errors/errorTable.ts';

interface AbiItem {
  readonly type: string;
  readonly name?: string;
}

const folder = new URL('../src/generated/abi/', import.meta.url);
const fileNames = readdirSync(folder).sort();
const modules = await Promise.all(
  fileNames.map((name) => import(new URL(name, folder).href) as Promise<Record<string, readonly AbiItem[]>>),
);
const errorNames = new Set(
  modules
    .flatMap((module) => Object.values(module))
    .flat()
    .filter((item) => item.type === 'error')
    .map((item) => item.name ?? ''),
);

describe('abiErrors', () => {
  it('sees the ABIs of all contracts', () => {
    expect(fileNames).toEqual([
      'accessManagerAbi.ts',
      'bankAbi.ts',
      'brokerAbi.ts',
      'computeGovernorAbi.ts',
      'computeProofAbi.ts',
      'computeTokenAbi.ts',
      'creditLineAbi.ts',
      'dailyFundAbi.ts',
      'deployableTokenAbi.ts',
      'disputesAbi.ts',
      'erc1967ProxyAbi.ts',
      'executionMarketAbi.ts',
      'fibonacciFactoryAbi.ts',
      'fibonacciTableFactoryAbi.ts',
      'founderVestingAbi.ts',
      'hardwareAbi.ts',
      'lotteryAbi.ts',
      'machineAbi.ts',
      'marketAbi.ts',
      'presaleMigrationAbi.ts',
      'priceCurveAbi.ts',
      'primeCountFactoryAbi.ts',
      'promotionFundAbi.ts',
      'quorumAbi.ts',
      'rankingAbi.ts',
      'recoverableAccountAbi.ts',
      'resourceAbi.ts',
      'resourceTypesAbi.ts',
      'revenueRightAbi.ts',
      'sponsoredAccountAbi.ts',
      'timelockControllerAbi.ts',
      'tokenProbeAbi.ts',
      'tokenSaleAbi.ts',
      'useRightAbi.ts',
    ]);
    expect(errorNames).toContain('BankInsufficientAvailable');
    expect(errorNames).toContain('ERC20InsufficientAllowance');
  });

  it('has every custom error of the contracts, and no other', () => {
    expect(Object.keys(abiErrors).sort()).toEqual([...errorNames].sort());
  });

  it.each(Object.entries(abiErrors))('gives %s a row that can be printed without its arguments', (_name, code) => {
    const row = errorTable[code];
    for (const text of [row.en.message, row.en.next, row.zh.message, row.zh.next]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/[{}]/);
    }
    expect(row.zh.message).toMatch(/\p{Script=Han}/u);
  });

  it('gives each error of our own contracts a row of its own', () => {
    const own = Object.entries(abiErrors).filter(([name]) =>
      /^(Bank|Broker|Credit|DailyFund|Dispute|Execut|Hardware|Lottery|Machine|Market|Presale|PriceCurve|Promotion|Proof|Quorum|Ranking|Recoverable|Resource|RevenueRight|Sponsored|TokenSale|UseRight)/.test(
        name,
      ),
    );
    expect(own.length).toBeGreaterThan(90);
    expect(new Set(own.map(([, code]) => code)).size).toBe(own.length);
  });
});
