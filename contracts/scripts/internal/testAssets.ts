import { type Address, encodeFunctionData, toFunctionSelector } from 'viem';
import type { HDAccount } from 'viem/accounts';
import type { CompiledContract } from './buildContracts.ts';
import type { TestMarket } from './testMarket.ts';

/** In the order of their deployment. */
export const assetNames = [
  'resourceTypes',
  'hardware',
  'resource',
  'useRight',
  'revenueRight',
  'market',
  'computeProof',
  'ranking',
] as const;
export type AssetName = (typeof assetNames)[number];

const MARKET_MODULE_ID = 1;
const REVENUE_MODULE_ID = 2;
const OPENING_SECONDS = 600;
const PUBLIC_ROLE = 2n ** 64n - 1n;

/** Assets and market on the chain of a test market, with type 1 (GTX_1050) listed and a fee for the DAO. */
export interface TestAssets {
  readonly addresses: Readonly<Record<AssetName, Address>>;
  /** Sends a transaction that must succeed, and tells its gas. */
  send(account: HDAccount, contract: AssetName, name: string, args: readonly unknown[]): Promise<bigint>;
  /** What a view answers. */
  read(contract: AssetName, name: string, args: readonly unknown[]): Promise<unknown>;
  /** Sets the parameters of the compute proofs of type 1. */
  setProofTerms(terms: { leafCountLog2: number; samples: number; hashesPerLeaf: number }): Promise<void>;
}

export async function createTestAssets(testMarket: TestMarket, treasury: Address): Promise<TestAssets> {
  const { contracts, bank, accessManager, deployer } = testMarket;
  const proxies = await testMarket.nextAddresses(assetNames.length, assetNames.length);
  const at = (index: number): Address => {
    const address = proxies[index];
    if (address === undefined) throw new Error(`there is no proxy ${index}`);
    return address;
  };
  const addresses: Record<AssetName, Address> = {
    resourceTypes: at(0),
    hardware: at(1),
    resource: at(2),
    useRight: at(3),
    revenueRight: at(4),
    market: at(5),
    computeProof: at(6),
    ranking: at(7),
  };
  const { resourceTypes, hardware, resource, useRight, revenueRight, market, computeProof, ranking } = addresses;
  if (revenueRight !== testMarket.revenueRight) throw new Error('RevenueRight is not where the Broker expects it');
  const parameters: Record<AssetName, readonly unknown[]> = {
    resourceTypes: [],
    hardware: [resourceTypes, resource],
    resource: [hardware, useRight],
    useRight: [resource, market],
    revenueRight: [bank, resource, resourceTypes, market],
    market: [bank, resource, useRight, revenueRight],
    computeProof: [useRight, resource, resourceTypes, ranking, OPENING_SECONDS],
    ranking: [computeProof],
  };
  const implementations: Address[] = [];
  for (const name of assetNames) implementations.push(await testMarket.deploy(contracts[name], parameters[name]));
  for (const [index, name] of assetNames.entries()) {
    const abi = contracts[name].abi;
    const initialization = encodeFunctionData({ abi, functionName: 'initialize', args: [accessManager] });
    const label = `ERC1967Proxy of ${contracts[name].name}`;
    const proxy = await testMarket.deploy(contracts.erc1967Proxy, [implementations[index], initialization], label);
    if (proxy.toLowerCase() !== at(index).toLowerCase()) throw new Error(`${name} is not where it was expected`);
  }

  const send: TestAssets['send'] = (account, name, functionName, args) =>
    testMarket.sendTo(account, contracts[name], addresses[name], functionName, args);
  const govern = (contract: CompiledContract, address: Address, name: string, args: readonly unknown[]) =>
    testMarket.sendTo(deployer, contract, address, name, args);
  await govern(contracts.bank, bank, 'addModule', [market, MARKET_MODULE_ID]);
  await govern(contracts.bank, bank, 'addModule', [revenueRight, REVENUE_MODULE_ID]);
  await govern(contracts.accessManager, accessManager, 'setTargetFunctionRole', [
    hardware,
    [toFunctionSelector('register(uint32,bytes32,bytes32)')],
    PUBLIC_ROLE,
  ]);
  await send(deployer, 'revenueRight', 'joinBank', []);
  await send(deployer, 'market', 'setFee', [250, treasury]);
  const terms = {
    listed: true,
    revenueShares: 1000,
    leafCountLog2: 20,
    samples: 10,
    hashesPerLeaf: 1000,
    timeLimitSeconds: 600,
    minHashesPerSecond: 50_000_000n,
    maxHashesPerSecond: 200_000_000n,
  };
  await send(deployer, 'resourceTypes', 'addType', ['GTX_1050', 1, 4096, terms]);
  return {
    addresses,
    send,
    read: (name, functionName, args) => testMarket.read(contracts[name], addresses[name], functionName, args),
    async setProofTerms(proofTerms) {
      await send(deployer, 'resourceTypes', 'setTerms', [1, { ...terms, ...proofTerms }]);
    },
  };
}
