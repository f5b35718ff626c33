import { type Deployment, SuanliError } from '@suanli/protocol';
import {
  createSuanliClient,
  delegateVotes,
  deployMarket,
  deposit,
  type GovernanceParameters,
  type SuanliClient,
  transferToken,
} from '@suanli/sdk';
import { createTestClient, type Hex, http, parseEther } from 'viem';
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { type EmbeddedChain, type StartEmbeddedChainParameters, startEmbeddedChain } from './startEmbeddedChain.ts';

export interface EmbeddedMarketAccount {
  readonly client: SuanliClient;
  readonly signer: PrivateKeyAccount;
  readonly privateKey: Hex;
}

export interface StartEmbeddedMarketParameters extends StartEmbeddedChainParameters {
  /** How its DAO decides. Default: a vote begins 1 block after its proposal, is open for 12, and what passes waits 1 s. */
  readonly governance?: GovernanceParameters;
  /** Blocks for which a price of the curve holds. Default 20. */
  readonly priceEpochBlocks?: number;
  /** Where the market stands already, in a chain that starts from its state file. Default: it is deployed. */
  readonly deployment?: Deployment;
}

/** A market on an embedded chain. */
export interface EmbeddedMarket {
  readonly chain: EmbeddedChain;
  readonly deployment: Deployment;
  /** Gas of the deployment; zero where it was there. */
  readonly deploymentGas: bigint;
  /** The account that deployed it and holds all tokens that nobody was given, and their votes. */
  readonly deployer: SuanliClient;
  /**
   * Makes a new account with coin for gas, and tokens in the bank that Broker and Market may use.
   *
   * @param tokensWei default 1000 tokens
   */
  createAccount(tokensWei?: bigint): Promise<EmbeddedMarketAccount>;
  /** The account of a key that is there already. */
  openAccount(privateKey: Hex): EmbeddedMarketAccount;
  stop(): Promise<void>;
}

/** A new block costs nothing here, so a sent transaction is looked for often. */
const pollingIntervalMs = 25;
/** A proposal takes seconds here. */
const quickGovernance = { votingDelayBlocks: 1, votingPeriodBlocks: 12, timelockDelaySeconds: 1n } as const;

/**
 * Starts an embedded chain and deploys a market on it: for demonstrations, benchmarks and tests. Its DAO decides within
 * seconds.
 *
 * @throws SuanliError `NODE_CHAIN_BINARY_MISSING`, `NODE_CHAIN_START_FAILED`, `NODE_MARKET_MISSING`
 *
 * @example
 * const market = await startEmbeddedMarket();
 * const { client } = await market.createAccount();
 */
export async function startEmbeddedMarket(parameters: StartEmbeddedMarketParameters = {}): Promise<EmbeddedMarket> {
  const chain = await startEmbeddedChain(parameters);
  try {
    const { rpcUrl, chainId } = chain;
    const [first] = chain.accounts;
    if (!first) throw new RangeError('a market needs an account to deploy it');
    const account = privateKeyToAccount(first.privateKey);
    const { gasUsed: deploymentGas, ...deployment } = parameters.deployment
      ? { gasUsed: 0n, ...parameters.deployment }
      : await deployMarket({
          account,
          rpcUrl,
          chainId,
          priceEpochBlocks: parameters.priceEpochBlocks ?? 20,
          governance: { ...quickGovernance, ...parameters.governance },
          pollingIntervalMs,
          ...(parameters.signal === undefined ? {} : { signal: parameters.signal }),
        });
    const clientOf = (signer: PrivateKeyAccount) =>
      createSuanliClient({ deployment, rpcUrl, account: signer, pollingIntervalMs });
    const deployer = clientOf(account);
    if (parameters.deployment) {
      const code = await deployer.publicClient.getCode({ address: deployment.governor });
      if (code === undefined) throw new SuanliError('NODE_MARKET_MISSING', { parameters: { rpcUrl } });
    } else {
      // Its votes count from the block after this one on.
      await delegateVotes(deployer);
    }
    const test = createTestClient({ mode: 'anvil', transport: http(rpcUrl) });
    return {
      chain,
      deployment,
      deploymentGas,
      deployer,
      async createAccount(tokensWei = parseEther('1000')) {
        const privateKey = generatePrivateKey();
        const signer = privateKeyToAccount(privateKey);
        const client = clientOf(signer);
        await test.setBalance({ address: signer.address, value: parseEther('100') });
        if (tokensWei > 0n) {
          await transferToken(deployer, { to: signer.address, amountWei: tokensWei });
          await deposit(client, { amountWei: tokensWei });
        }
        return { client, signer, privateKey };
      },
      openAccount(privateKey) {
        const signer = privateKeyToAccount(privateKey);
        return { client: clientOf(signer), signer, privateKey };
      },
      stop: () => chain.stop(),
    };
  } catch (error) {
    await chain.stop();
    throw error;
  }
}
