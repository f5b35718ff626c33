import {
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeGovernorAbi,
  computeProofAbi,
  computeTokenAbi,
  creditLineAbi,
  type Deployment,
  disputesAbi,
  erc1967ProxyAbi,
  executionMarketAbi,
  hardwareAbi,
  initialResourceTypes,
  lotteryAbi,
  machineAbi,
  marketAbi,
  priceCurveAbi,
  quorumAbi,
  type ResourceTypeDefinition,
  rankingAbi,
  resourceAbi,
  resourceTypesAbi,
  revenueRightAbi,
  SuanliError,
  timelockControllerAbi,
  useRightAbi,
} from '@suanli/protocol';
import {
  accessManagerBytecode,
  bankBytecode,
  brokerBytecode,
  computeGovernorBytecode,
  computeProofBytecode,
  computeTokenBytecode,
  creditLineBytecode,
  disputesBytecode,
  erc1967ProxyBytecode,
  executionMarketBytecode,
  hardwareBytecode,
  lotteryBytecode,
  machineBytecode,
  marketBytecode,
  priceCurveBytecode,
  quorumBytecode,
  rankingBytecode,
  resourceBytecode,
  resourceTypesBytecode,
  revenueRightBytecode,
  timelockControllerBytecode,
  useRightBytecode,
} from '@suanli/protocol/bytecode';
import {
  type Abi,
  type Account,
  type Address,
  encodeFunctionData,
  type Hex,
  parseEther,
  type Transport,
  zeroAddress,
} from 'viem';
import { createSuanliClient } from '../../client/createSuanliClient.ts';
import { toChainError } from '../../client/internal/toChainError.ts';
import { createTransactionBatch, type TransactionBatch } from './internal/createTransactionBatch.ts';
import { encodeSetup } from './internal/encodeSetup.ts';

/** How the DAO decides. */
export interface GovernanceParameters {
  /** Blocks from a proposal to its vote, in which tokens can be delegated. Default 7200, a day of 12-second blocks. */
  readonly votingDelayBlocks?: number;
  /** Blocks for which a vote is open. Default 50400, a week of 12-second blocks. */
  readonly votingPeriodBlocks?: number;
  /** Votes that it takes to propose, in wei of the token. Default 100,000 tokens, a thousandth of all. */
  readonly proposalThresholdWei?: bigint;
  /** Votes for and abstaining that it takes to pass, in percent of all tokens. Default 4. */
  readonly quorumPercent?: number;
  /**
   * Seconds for which what passed waits, so that who disagrees can leave. Default 172800, two days; in production more
   * than `withdrawalDelaySeconds`.
   */
  readonly timelockDelaySeconds?: bigint;
}

/** One transaction of a deployment is mined. */
export interface DeployProgress {
  /** The contract that it creates, such as `Bank` or `Market (proxy)`, or `setup`. */
  readonly name: string;
  readonly hash: Hex;
  /** Where the contract stands; null for `setup`. */
  readonly address: Address | null;
  /** Transactions mined until now. */
  readonly done: number;
  /** Transactions in all. */
  readonly total: number;
}

export interface DeployMarketParameters {
  /** Pays for the deployment and receives the 100 million tokens of genesis. Once it is done, it has no other right. */
  readonly account: Account;
  readonly rpcUrl?: string;
  readonly transport?: Transport;
  readonly chainId: number;
  /** How long a withdrawal from the bank waits, in seconds. Default 3600. */
  readonly withdrawalDelaySeconds?: bigint;
  /** How long after its commitment a compute proof may be opened, in seconds. Default 600. */
  readonly openingSeconds?: number;
  /** The DAO's part of each payment on the market, in hundredths of a percent, up to 1000. Default 100. */
  readonly feeBasisPoints?: number;
  /** The account in the bank that gets the fee. Default: the timelock, so that proposals spend it. */
  readonly treasury?: Address;
  /** Blocks for which a price of the curve holds. Default 300, an hour of 12-second blocks. It cannot be changed later. */
  readonly priceEpochBlocks?: number;
  /**
   * The largest prize of a lottery, in wei; for good. Below the reward of a block, its producer gains nothing by withholding
   * one that draws against it. Default 100 tokens, a millionth of all.
   */
  readonly maxLotteryValueWei?: bigint;
  /**
   * What claiming for a winner earns whose own time is over, in hundredths of a percent of the prize; for good. Default 1000. In
   * production such that it pays for a transaction.
   */
  readonly lotteryBountyBasisPoints?: number;
  /** What hardware the market knows from the start. Default {@link initialResourceTypes}. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[];
  readonly governance?: GovernanceParameters;
  readonly onProgress?: (progress: DeployProgress) => void;
  /** How often a sent transaction is asked for, in milliseconds; see `createSuanliClient`. */
  readonly pollingIntervalMs?: number;
  readonly signal?: AbortSignal;
}

export interface DeployMarketReturnType extends Deployment {
  /** Gas of all deployment transactions together. */
  readonly gasUsed: bigint;
}

interface Contract {
  readonly abi: Abi;
  readonly bytecode: Hex;
}

const accessManagerContract: Contract = { abi: accessManagerAbi, bytecode: accessManagerBytecode };
const tokenContract: Contract = { abi: computeTokenAbi, bytecode: computeTokenBytecode };
const bankContract: Contract = { abi: bankAbi, bytecode: bankBytecode };
const timelockContract: Contract = { abi: timelockControllerAbi, bytecode: timelockControllerBytecode };
const governorContract: Contract = { abi: computeGovernorAbi, bytecode: computeGovernorBytecode };
const machineContract: Contract = { abi: machineAbi, bytecode: machineBytecode };
const creditLineContract: Contract = { abi: creditLineAbi, bytecode: creditLineBytecode };
const lotteryContract: Contract = { abi: lotteryAbi, bytecode: lotteryBytecode };
const proxyContract: Contract = { abi: erc1967ProxyAbi, bytecode: erc1967ProxyBytecode };

/** Those behind proxies, by their key in the deployment. */
const modules = {
  resourceTypes: { name: 'ResourceTypes', contract: { abi: resourceTypesAbi, bytecode: resourceTypesBytecode } },
  hardware: { name: 'Hardware', contract: { abi: hardwareAbi, bytecode: hardwareBytecode } },
  resource: { name: 'Resource', contract: { abi: resourceAbi, bytecode: resourceBytecode } },
  useRight: { name: 'UseRight', contract: { abi: useRightAbi, bytecode: useRightBytecode } },
  revenueRight: { name: 'RevenueRight', contract: { abi: revenueRightAbi, bytecode: revenueRightBytecode } },
  market: { name: 'Market', contract: { abi: marketAbi, bytecode: marketBytecode } },
  computeProof: { name: 'ComputeProof', contract: { abi: computeProofAbi, bytecode: computeProofBytecode } },
  ranking: { name: 'Ranking', contract: { abi: rankingAbi, bytecode: rankingBytecode } },
  quorum: { name: 'Quorum', contract: { abi: quorumAbi, bytecode: quorumBytecode } },
  executionMarket: {
    name: 'ExecutionMarket',
    contract: { abi: executionMarketAbi, bytecode: executionMarketBytecode },
  },
  priceCurve: { name: 'PriceCurve', contract: { abi: priceCurveAbi, bytecode: priceCurveBytecode } },
  disputes: { name: 'Disputes', contract: { abi: disputesAbi, bytecode: disputesBytecode } },
  // Last, for its constructor asks the bank, and the way to its proxy is thus the longest.
  broker: { name: 'Broker', contract: { abi: brokerAbi, bytecode: brokerBytecode } },
} as const;
type ModuleName = keyof typeof modules;
const moduleNames = Object.keys(modules) as ModuleName[];

/**
 * AccessManager, token, bank, timelock, governor, machine and the modules without proxies; then the modules'
 * implementations, their proxies, and the setup.
 */
const singleContracts = 8;
/** log2 of the hashes that a move of a dispute posts. */
const sectionsLog2 = 4;
const totalTransactions = singleContracts + 2 * moduleNames.length + 1;

/**
 * Deploys a market: token, bank, Broker, assets and market, all modules behind proxies that the AccessManager guards; lists
 * the resource types, sets the fee, lets everybody register hardware, and hands the AccessManager over to the DAO's
 * timelock. From then on only what passed a vote changes anything.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`, `CHAIN_GAS_FUNDS_TOO_SMALL`,
 * `CHAIN_TRANSACTION_REVERTED`, `CHAIN_TRANSACTION_UNCONFIRMED`, `CHAIN_DEPLOYMENT_DISTURBED` where the account sent
 * something else meanwhile, and what the contracts refuse in the parameters, such as `MARKET_FEE_INVALID`
 *
 * @example
 * const deployment = await deployMarket({ account, rpcUrl: 'http://127.0.0.1:8545', chainId: 31337 });
 */
export async function deployMarket(parameters: DeployMarketParameters): Promise<DeployMarketReturnType> {
  const { account, chainId, governance = {}, onProgress, signal } = parameters;
  signal?.throwIfAborted();
  const client = createSuanliClient({
    // Nothing is asked of these addresses.
    deployment: emptyDeployment(chainId),
    account,
    ...(parameters.rpcUrl === undefined ? {} : { rpcUrl: parameters.rpcUrl }),
    ...(parameters.transport === undefined ? {} : { transport: parameters.transport }),
    ...(parameters.pollingIntervalMs === undefined ? {} : { pollingIntervalMs: parameters.pollingIntervalMs }),
  });
  let deployedBlock: bigint;
  let batch: TransactionBatch;
  try {
    const actual = await client.publicClient.getChainId();
    if (actual !== chainId) throw new SuanliError('CHAIN_WRONG_NETWORK', { parameters: { expected: chainId, actual } });
    deployedBlock = await client.publicClient.getBlockNumber();
    batch = await createTransactionBatch(client, { total: totalTransactions, onProgress, signal });
  } catch (error) {
    throw toChainError(client, 'eth_chainId', error);
  }

  // Every contract names its peers for good, so all addresses are fixed before the first contract is there.
  const proxyOf = (name: ModuleName): Address =>
    batch.addressAt(singleContracts + moduleNames.length + moduleNames.indexOf(name));
  const deployment: Deployment = {
    chainId,
    deployedBlock,
    accessManager: batch.addressAt(0),
    token: batch.addressAt(1),
    bank: batch.addressAt(2),
    timelock: batch.addressAt(3),
    governor: batch.addressAt(4),
    broker: proxyOf('broker'),
    resourceTypes: proxyOf('resourceTypes'),
    hardware: proxyOf('hardware'),
    resource: proxyOf('resource'),
    useRight: proxyOf('useRight'),
    revenueRight: proxyOf('revenueRight'),
    market: proxyOf('market'),
    computeProof: proxyOf('computeProof'),
    ranking: proxyOf('ranking'),
    machine: batch.addressAt(5),
    disputes: proxyOf('disputes'),
    quorum: proxyOf('quorum'),
    executionMarket: proxyOf('executionMarket'),
    priceCurve: proxyOf('priceCurve'),
    creditLine: batch.addressAt(6),
    lottery: batch.addressAt(7),
  };
  const { accessManager, token, bank, timelock, governor, machine, disputes } = deployment;
  const { resourceTypes, hardware, resource, useRight, revenueRight, market, computeProof, ranking, broker } =
    deployment;
  const peers: Readonly<Record<ModuleName, readonly unknown[]>> = {
    resourceTypes: [],
    hardware: [resourceTypes, resource],
    resource: [hardware, useRight],
    useRight: [resource, market],
    revenueRight: [bank, resource, resourceTypes, market],
    market: [bank, resource, useRight, revenueRight],
    computeProof: [useRight, resource, resourceTypes, ranking, parameters.openingSeconds ?? 600],
    ranking: [computeProof],
    quorum: [bank, revenueRight],
    executionMarket: [bank],
    priceCurve: [bank, resource, resourceTypes, ranking, market, parameters.priceEpochBlocks ?? 300],
    disputes: [bank, broker, machine, sectionsLog2],
    broker: [bank, revenueRight, disputes],
  };

  await batch.create('AccessManager', accessManagerContract, [account.address]);
  await batch.create('ComputeToken', tokenContract, [account.address]);
  await batch.create('Bank', bankContract, [token, accessManager, parameters.withdrawalDelaySeconds ?? 3_600n, broker]);
  // The governor proposes, anyone executes, and nobody administers it but itself.
  const delay = governance.timelockDelaySeconds ?? 172_800n;
  await batch.create('TimelockController', timelockContract, [delay, [governor], [zeroAddress], zeroAddress]);
  await batch.create('ComputeGovernor', governorContract, [
    token,
    timelock,
    governance.votingDelayBlocks ?? 7_200,
    governance.votingPeriodBlocks ?? 50_400,
    governance.proposalThresholdWei ?? parseEther('100000'),
    BigInt(governance.quorumPercent ?? 4),
  ]);
  await batch.create('Machine', machineContract, []);
  await batch.create('CreditLine', creditLineContract, [bank]);
  await batch.create('Lottery', lotteryContract, [
    bank,
    parameters.treasury ?? timelock,
    parameters.maxLotteryValueWei ?? parseEther('100'),
    parameters.lotteryBountyBasisPoints ?? 1_000,
  ]);
  const implementations = new Map<ModuleName, Address>();
  for (const name of moduleNames) {
    if (name === 'broker') await batch.confirm();
    implementations.set(name, await batch.create(modules[name].name, modules[name].contract, peers[name]));
  }
  const initialization = encodeFunctionData({ abi: brokerAbi, functionName: 'initialize', args: [accessManager] });
  for (const name of moduleNames) {
    if (name === 'broker') await batch.confirm();
    await batch.create(`${modules[name].name} (proxy)`, proxyContract, [implementations.get(name), initialization]);
  }
  await batch.confirm();

  const calls = encodeSetup({
    deployment,
    deployer: account.address,
    feeBasisPoints: parameters.feeBasisPoints ?? 100,
    treasury: parameters.treasury ?? timelock,
    resourceTypes: parameters.resourceTypes ?? initialResourceTypes,
  });
  const errors = [bankAbi, marketAbi, priceCurveAbi, resourceTypesAbi, revenueRightAbi].flatMap((abi) =>
    (abi as Abi).filter(({ type }) => type === 'error'),
  );
  await batch.call('setup', {
    abi: [...accessManagerAbi, ...errors],
    address: accessManager,
    functionName: 'multicall',
    args: [calls],
  });
  await batch.confirm();
  return { ...deployment, gasUsed: batch.gasUsed };
}

function emptyDeployment(chainId: number): Deployment {
  return {
    chainId,
    deployedBlock: 0n,
    accessManager: zeroAddress,
    token: zeroAddress,
    bank: zeroAddress,
    broker: zeroAddress,
    resourceTypes: zeroAddress,
    hardware: zeroAddress,
    resource: zeroAddress,
    useRight: zeroAddress,
    revenueRight: zeroAddress,
    market: zeroAddress,
    computeProof: zeroAddress,
    ranking: zeroAddress,
    machine: zeroAddress,
    disputes: zeroAddress,
    quorum: zeroAddress,
    executionMarket: zeroAddress,
    priceCurve: zeroAddress,
    creditLine: zeroAddress,
    lottery: zeroAddress,
    timelock: zeroAddress,
    governor: zeroAddress,
  };
}
