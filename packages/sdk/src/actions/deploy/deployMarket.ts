import {
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeTokenAbi,
  type Deployment,
  erc1967ProxyAbi,
  SuanliError,
} from '@suanli/protocol';
import {
  accessManagerBytecode,
  bankBytecode,
  brokerBytecode,
  computeTokenBytecode,
  erc1967ProxyBytecode,
} from '@suanli/protocol/bytecode';
import {
  type Abi,
  type Account,
  type Address,
  encodeFunctionData,
  getAddress,
  getContractAddress,
  type Hex,
  type Transport,
} from 'viem';
import { createSuanliClient } from '../../client/createSuanliClient.ts';
import { toChainError } from '../../client/internal/toChainError.ts';

export interface DeployMarketParameters {
  /** Pays for the deployment, receives the 100 million tokens of genesis and administers the AccessManager. */
  readonly account: Account;
  readonly rpcUrl?: string;
  readonly transport?: Transport;
  readonly chainId: number;
  /** How long a withdrawal from the bank waits, in seconds. Default 3600. */
  readonly withdrawalDelaySeconds?: bigint;
}

export interface DeployMarketReturnType extends Deployment {
  /** Gas of all deployment transactions together. */
  readonly gasUsed: bigint;
}

const zeroAddress: Address = '0x0000000000000000000000000000000000000000';

/**
 * Deploys a market: AccessManager, ComputeToken, Bank, and the Broker behind its proxy, the bank's first module.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`, `CHAIN_GAS_FUNDS_TOO_SMALL`,
 * `CHAIN_DEPLOYMENT_DISTURBED` where the account sent something else meanwhile
 *
 * @example
 * const deployment = await deployMarket({ account, rpcUrl: 'http://127.0.0.1:8545', chainId: 31337 });
 */
export async function deployMarket(parameters: DeployMarketParameters): Promise<DeployMarketReturnType> {
  const { account, chainId } = parameters;
  const draft = { chainId, deployedBlock: 0n, accessManager: zeroAddress, token: zeroAddress, bank: zeroAddress };
  const clientFor = (deployment: Deployment) =>
    createSuanliClient({
      deployment,
      account,
      ...(parameters.rpcUrl === undefined ? {} : { rpcUrl: parameters.rpcUrl }),
      ...(parameters.transport === undefined ? {} : { transport: parameters.transport }),
    });
  const client = clientFor({ ...draft, broker: zeroAddress });
  const { publicClient, walletClient } = client;
  if (!walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  let gasUsed = 0n;

  const create = async (name: string, abi: Abi, bytecode: Hex, args: readonly unknown[]): Promise<Address> => {
    try {
      const hash = await walletClient.deployContract({ abi, bytecode, args });
      const receipt = await publicClient.waitForTransactionReceipt({ hash, timeout: 180_000 });
      if (receipt.status !== 'success' || !receipt.contractAddress) {
        throw new SuanliError('CHAIN_TRANSACTION_REVERTED', { parameters: { hash } });
      }
      gasUsed += receipt.gasUsed;
      return getAddress(receipt.contractAddress);
    } catch (error) {
      throw toChainError(client, name, error);
    }
  };

  let deployedBlock: bigint;
  try {
    const actual = await publicClient.getChainId();
    if (actual !== chainId) {
      throw new SuanliError('CHAIN_WRONG_NETWORK', { parameters: { expected: chainId, actual } });
    }
    deployedBlock = await publicClient.getBlockNumber();
  } catch (error) {
    throw toChainError(client, 'eth_chainId', error);
  }

  const accessManager = await create('AccessManager', accessManagerAbi, accessManagerBytecode, [account.address]);
  const token = await create('ComputeToken', computeTokenAbi, computeTokenBytecode, [account.address]);
  // The bank is born with the Broker as its module 0, so the proxy's address must be known two deployments ahead.
  const nonce = BigInt(await publicClient.getTransactionCount({ address: account.address, blockTag: 'pending' }));
  const expected = getContractAddress({ from: account.address, nonce: nonce + 2n });
  const bank = await create('Bank', bankAbi, bankBytecode, [
    token,
    accessManager,
    parameters.withdrawalDelaySeconds ?? 3_600n,
    expected,
  ]);
  const implementation = await create('Broker', brokerAbi, brokerBytecode, [bank]);
  const broker = await create('ERC1967Proxy', erc1967ProxyAbi, erc1967ProxyBytecode, [
    implementation,
    encodeFunctionData({ abi: brokerAbi, functionName: 'initialize', args: [accessManager] }),
  ]);
  if (broker !== expected) {
    throw new SuanliError('CHAIN_DEPLOYMENT_DISTURBED', { parameters: { account: account.address } });
  }
  return { chainId, deployedBlock, accessManager, token, bank, broker, gasUsed };
}
