import { fileURLToPath } from 'node:url';
import { createHardhatRuntimeEnvironment } from 'hardhat/hre';
import type { HardhatRuntimeEnvironment } from 'hardhat/types/hre';
import type { Abi, Hex } from 'viem';
import config from '../../hardhat.config.ts';

/** What the compiler says about one contract. */
export interface CompiledContract {
  readonly name: string;
  readonly abi: Abi;
  /** Creation bytecode, without constructor arguments. */
  readonly bytecode: Hex;
  readonly deployedBytecode: Hex;
}

export interface BuiltContracts {
  readonly hardhat: HardhatRuntimeEnvironment;
  readonly computeToken: CompiledContract;
  readonly dailyFund: CompiledContract;
  readonly deployableToken: CompiledContract;
  readonly founderVesting: CompiledContract;
  readonly presaleMigration: CompiledContract;
  readonly promotionFund: CompiledContract;
  readonly recoverableAccount: CompiledContract;
  readonly sponsoredAccount: CompiledContract;
  readonly tokenProbe: CompiledContract;
  readonly tokenSale: CompiledContract;
  readonly bank: CompiledContract;
  readonly broker: CompiledContract;
  readonly resourceTypes: CompiledContract;
  readonly hardware: CompiledContract;
  readonly resource: CompiledContract;
  readonly useRight: CompiledContract;
  readonly revenueRight: CompiledContract;
  readonly market: CompiledContract;
  readonly disputes: CompiledContract;
  readonly computeProof: CompiledContract;
  readonly ranking: CompiledContract;
  readonly quorum: CompiledContract;
  readonly executionMarket: CompiledContract;
  readonly creditLine: CompiledContract;
  readonly lottery: CompiledContract;
  readonly priceCurve: CompiledContract;
  readonly fibonacciFactory: CompiledContract;
  readonly fibonacciTableFactory: CompiledContract;
  readonly primeCountFactory: CompiledContract;
  readonly machine: CompiledContract;
  readonly accessManager: CompiledContract;
  readonly timelockController: CompiledContract;
  readonly computeGovernor: CompiledContract;
  readonly erc1967Proxy: CompiledContract;
}

/** Compiles the contracts where needed, and reads them. */
export async function buildContracts(): Promise<BuiltContracts> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const hardhat = await createHardhatRuntimeEnvironment(
    config,
    { config: fileURLToPath(new URL('../../hardhat.config.ts', import.meta.url)) },
    root,
  );
  await hardhat.tasks.getTask('build').run({ quiet: true, noTests: true });
  const read = async (name: string): Promise<CompiledContract> => {
    const { abi, bytecode, deployedBytecode } = await hardhat.artifacts.readArtifact(name);
    return { name, abi: abi as Abi, bytecode: bytecode as Hex, deployedBytecode: deployedBytecode as Hex };
  };
  return {
    hardhat,
    computeToken: await read('ComputeToken'),
    dailyFund: await read('DailyFund'),
    deployableToken: await read('DeployableToken'),
    founderVesting: await read('FounderVesting'),
    presaleMigration: await read('PresaleMigration'),
    promotionFund: await read('PromotionFund'),
    recoverableAccount: await read('RecoverableAccount'),
    sponsoredAccount: await read('SponsoredAccount'),
    tokenProbe: await read('TokenProbe'),
    tokenSale: await read('TokenSale'),
    bank: await read('Bank'),
    broker: await read('Broker'),
    resourceTypes: await read('ResourceTypes'),
    hardware: await read('Hardware'),
    resource: await read('Resource'),
    useRight: await read('UseRight'),
    revenueRight: await read('RevenueRight'),
    market: await read('Market'),
    disputes: await read('Disputes'),
    computeProof: await read('ComputeProof'),
    ranking: await read('Ranking'),
    quorum: await read('Quorum'),
    executionMarket: await read('ExecutionMarket'),
    creditLine: await read('CreditLine'),
    lottery: await read('Lottery'),
    priceCurve: await read('PriceCurve'),
    fibonacciFactory: await read('FibonacciFactory'),
    fibonacciTableFactory: await read('FibonacciTableFactory'),
    primeCountFactory: await read('PrimeCountFactory'),
    machine: await read('Machine'),
    accessManager: await read('AccessManager'),
    timelockController: await read('TimelockController'),
    computeGovernor: await read('ComputeGovernor'),
    erc1967Proxy: await read('ERC1967Proxy'),
  };
}
