import {
  type Address,
  createPublicClient,
  createWalletClient,
  custom,
  encodeAbiParameters,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  hashTypedData,
  keccak256,
  parseEther,
  stringToHex,
} from 'viem';
import { type HDAccount, mnemonicToAccount } from 'viem/accounts';
import { hardhat as hardhatChain } from 'viem/chains';
import { type BuiltContracts, buildContracts, type CompiledContract } from './buildContracts.ts';
import { type Deal, type Offer, orderTypes, type Request } from './orders.ts';
import { assetNames } from './testAssets.ts';

const ADDRESS_ZERO: Address = '0x0000000000000000000000000000000000000000';
const BROKER_MODULE_ID = 0;
const EXPIRES_AT = 4_102_444_800n;
/** Seconds since 1970: the beginning of 2026. */
const START = Date.UTC(2026, 0, 1) / 1000;

/** A signed offer, and which deal of the request it is to fill. */
export interface Fill {
  readonly offer: Offer;
  readonly signature: Hex;
  readonly index: number;
  readonly maxWork: bigint;
}

/** An open deal, as every later call names it. */
export interface OpenDeal {
  readonly id: Hex;
  readonly deal: Deal;
}

/**
 * The whole set of contracts on a fresh in-process chain, with funded parties and amounts of realistic size. Keys, clock
 * and nonces are fixed, so gas is the same on every run and machine.
 */
export interface TestMarket {
  readonly contracts: BuiltContracts;
  /** Gas of each deployment. */
  readonly deploymentGas: ReadonlyMap<string, bigint>;
  readonly requester: HDAccount;
  readonly providers: readonly HDAccount[];
  readonly keeper: HDAccount;
  readonly token: Address;
  readonly bank: Address;
  readonly broker: Address;
  /** Where the Broker expects RevenueRight; `createTestAssets`, if it is the next to deploy, puts it there. */
  readonly revenueRight: Address;
  /** Who deployed everything, and is the first administrator of the AccessManager. */
  readonly deployer: HDAccount;
  readonly accessManager: Address;
  /** Sends a transaction that must succeed, and tells its gas. */
  send(
    account: HDAccount,
    contract: 'computeToken' | 'bank' | 'broker',
    name: string,
    args: readonly unknown[],
  ): Promise<bigint>;
  /** As `send`, for a contract that was deployed later; with `valueWei` of the coin. Default: none. */
  sendTo(
    account: HDAccount,
    contract: CompiledContract,
    address: Address,
    name: string,
    args: readonly unknown[],
    valueWei?: bigint,
  ): Promise<bigint>;
  /** What a view of a contract answers. */
  read(contract: CompiledContract, address: Address, name: string, args: readonly unknown[]): Promise<unknown>;
  /** Deploys from the deployer, and adds the gas to `deploymentGas`. */
  deploy(contract: CompiledContract, args: readonly unknown[], label?: string): Promise<Address>;
  /** The addresses of the next contracts that the deployer creates. */
  nextAddresses(skip: number, count: number): Promise<Address[]>;
  /** The number of the last block. */
  blockNumber(): Promise<bigint>;
  /** The time of the last block, in seconds since 1970. */
  timestamp(): Promise<bigint>;
  mine(blocks: number, seconds?: number): Promise<void>;
  request(overrides: Partial<Request>): Request;
  fill(provider: HDAccount, index: number, overrides?: Partial<Offer>): Promise<Fill>;
  /** Opens deals as the requester itself; tells the gas, and the deals. */
  open(request: Request, fills: readonly Fill[]): Promise<{ gas: bigint; deals: OpenDeal[] }>;
  sign(
    account: HDAccount,
    primaryType: 'Answer' | 'Acceptance' | 'Cancellation',
    message: Record<string, unknown>,
  ): Promise<Hex>;
}

export async function createTestMarket(): Promise<TestMarket> {
  const contracts = await buildContracts();
  const { provider } = await contracts.hardhat.network.create({
    network: 'default',
    override: {
      chainId: hardhatChain.id,
      hardfork: 'cancun',
      initialDate: new Date(START * 1000),
      allowBlocksWithSameTimestamp: false,
      initialBaseFeePerGas: 1_000_000_000n,
    },
  });
  const transport = custom(provider);
  const publicClient = createPublicClient({ chain: hardhatChain, transport, pollingInterval: 1, cacheTime: 0 });
  const account = (addressIndex: number): HDAccount =>
    mnemonicToAccount('test test test test test test test test test test test junk', { addressIndex });
  const deployer = account(0);
  const requester = account(1);
  const keeper = account(2);
  const providers = Array.from({ length: 16 }, (_, index) => account(3 + index));

  // Blocks do not follow the wall clock: their hashes, and with them what a compute proof has to open, are the same each time.
  let timestamp = START;
  const tick = async (): Promise<void> => {
    timestamp += 1;
    await provider.request({ method: 'evm_setNextBlockTimestamp', params: [`0x${timestamp.toString(16)}`] });
  };
  const sendData = async (
    from: HDAccount,
    to: Address | null,
    data: Hex,
    value = 0n,
  ): Promise<{ gas: bigint; created: Address | null }> => {
    const wallet = createWalletClient({ account: from, chain: hardhatChain, transport });
    // The limit is fixed because an estimate would only add a call.
    await tick();
    const hash = await wallet.sendTransaction({ to, data, value, gas: 15_000_000n });
    const receipt = await publicClient.getTransactionReceipt({ hash });
    if (receipt.status !== 'success') throw new Error(`transaction ${hash} reverted`);
    return { gas: receipt.gasUsed, created: receipt.contractAddress ?? null };
  };

  const deploymentGas = new Map<string, bigint>();
  const deploy = async (
    contract: CompiledContract,
    args: readonly unknown[],
    label = contract.name,
  ): Promise<Address> => {
    const data = encodeDeployData({ abi: contract.abi, bytecode: contract.bytecode, args });
    const { gas, created } = await sendData(deployer, null, data);
    if (created === null) throw new Error(`${label} was not deployed`);
    deploymentGas.set(label, gas);
    return created;
  };
  const accessManager = await deploy(contracts.accessManager, [deployer.address]);
  const token = await deploy(contracts.computeToken, [deployer.address]);
  const bankNonce = await publicClient.getTransactionCount({ address: deployer.address });
  const proxy = getContractAddress({ from: deployer.address, nonce: BigInt(bankNonce) + 2n });
  const parties = [requester, keeper, ...providers];
  // After the Broker's proxy come the transfers to the parties, then what `createTestAssets` deploys.
  const revenueRight = getContractAddress({
    from: deployer.address,
    nonce: BigInt(bankNonce + 3 + parties.length + assetNames.length + assetNames.indexOf('revenueRight')),
  });
  const bank = await deploy(contracts.bank, [token, accessManager, 86_400n, proxy]);
  // Nothing is disputed here.
  const noDisputes = getContractAddress({ from: deployer.address, nonce: BigInt(bankNonce) + 1_000n });
  const implementation = await deploy(contracts.broker, [bank, revenueRight, noDisputes]);
  const initialization = encodeFunctionData({
    abi: contracts.broker.abi,
    functionName: 'initialize',
    args: [accessManager],
  });
  const broker = await deploy(contracts.erc1967Proxy, [implementation, initialization]);

  const addresses = { computeToken: token, bank, broker };
  const sendTo: TestMarket['sendTo'] = async (from, contract, to, functionName, args, valueWei) => {
    const data = encodeFunctionData({ abi: contract.abi, functionName, args });
    return (await sendData(from, to, data, valueWei)).gas;
  };
  const send: TestMarket['send'] = (from, contract, functionName, args) =>
    sendTo(from, contracts[contract], addresses[contract], functionName, args);
  for (const party of parties) {
    await send(deployer, 'computeToken', 'transfer', [party.address, parseEther('20000')]);
    await send(party, 'computeToken', 'approve', [bank, parseEther('10000')]);
    await send(party, 'bank', 'deposit', [parseEther('10000'), 1 << BROKER_MODULE_ID]);
  }

  const domain = { name: 'Suanli', version: '1', chainId: hardhatChain.id, verifyingContract: broker } as const;
  const deadline = { answerBlocks: 300, windowBlocks: 1200 };

  return {
    contracts,
    deploymentGas,
    requester,
    providers,
    keeper,
    token,
    bank,
    broker,
    revenueRight,
    deployer,
    accessManager,
    send,
    sendTo,
    deploy,
    read: (contract, address, functionName, args) =>
      publicClient.readContract({ abi: contract.abi, address, functionName, args }),
    async nextAddresses(skip, count) {
      const nonce = await publicClient.getTransactionCount({ address: deployer.address });
      return Array.from({ length: count }, (_, index) =>
        getContractAddress({ from: deployer.address, nonce: BigInt(nonce + skip + index) }),
      );
    },
    blockNumber: () => publicClient.getBlockNumber(),
    timestamp: async () => (await publicClient.getBlock()).timestamp,
    async mine(blocks, seconds = 1) {
      await tick();
      await provider.request({
        method: 'hardhat_mine',
        params: [`0x${blocks.toString(16)}`, `0x${seconds.toString(16)}`],
      });
      timestamp = Number((await publicClient.getBlock()).timestamp);
    },
    request: (overrides) => ({
      requester: requester.address,
      provider: ADDRESS_ZERO,
      jobHash: keccak256(stringToHex('job')),
      maxPriceWeiPerGwu: 1_234_567_890_123_456n,
      maxWork: 123_456_789_012n,
      depositWei: parseEther('0.5'),
      minStakeWei: parseEther('0.75'),
      bountyWei: parseEther('0.0625'),
      ...deadline,
      policy: 1,
      volume: 1,
      expiresAt: EXPIRES_AT,
      nonce: 0x1122_3344_5566_7788n,
      ...overrides,
    }),
    async fill(providerAccount, index, overrides = {}) {
      const offer: Offer = {
        provider: providerAccount.address,
        requester: ADDRESS_ZERO,
        resourceId: 0n,
        capabilityHash: keccak256(stringToHex('capability')),
        priceWeiPerGwu: 1_134_567_890_123_456n,
        maxWork: 1_000_000_000_000n,
        stakeWei: parseEther('1.25'),
        maxDepositWei: parseEther('2.5'),
        minAnswerBlocks: 10,
        maxWindowBlocks: 7200,
        volume: 1000,
        expiresAt: EXPIRES_AT,
        nonce: 0x2233_4455_6677_8899n,
        ...overrides,
      };
      const signature = await providerAccount.signTypedData({
        domain,
        types: { Offer: orderTypes.Offer },
        primaryType: 'Offer',
        message: { ...offer },
      });
      return { offer, signature, index, maxWork: 123_456_789_012n };
    },
    async open(request, fills) {
      const gas = await send(requester, 'broker', 'openDeals', [request, '0x', fills]);
      const opened = await publicClient.getBlockNumber();
      const requestDigest = hashTypedData({
        domain,
        types: { Request: orderTypes.Request },
        primaryType: 'Request',
        message: { ...request },
      });
      const deals = fills.map(({ offer, index, maxWork }) => ({
        id: keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint32' }], [requestDigest, index])),
        deal: {
          requester: request.requester,
          provider: offer.provider,
          resourceId: offer.resourceId,
          jobHash: request.jobHash,
          priceWeiPerGwu: offer.priceWeiPerGwu,
          maxWork,
          stakeWei: offer.stakeWei,
          depositWei: request.depositWei,
          bountyWei: request.bountyWei,
          answerDeadlineBlock: opened + BigInt(request.answerBlocks),
          windowBlocks: request.windowBlocks,
          policy: request.policy,
        },
      }));
      return { gas, deals };
    },
    sign: (signer, primaryType, message) =>
      signer.signTypedData({ domain, types: { [primaryType]: orderTypes[primaryType] }, primaryType, message }),
  };
}
