import { type EmbeddedChain, startEmbeddedChain } from '@suanli/node';
import { bankAbi, computeProofAbi, hardwareAbi, initialResourceTypes, timelockControllerAbi } from '@suanli/protocol';
import {
  createSuanliClient,
  type DeployProgress,
  deployMarket,
  getGovernance,
  getMarketFee,
  getResourceTypes,
  moduleConsent,
} from '@suanli/sdk';
import { type Address, custom, type Hex, http, keccak256, numberToHex, pad, parseEther, toHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let chain: EmbeddedChain;
const accountOf = (index: number) => privateKeyToAccount(chain.accounts[index]?.privateKey ?? '0x');
const clientOf = (deployment: Parameters<typeof createSuanliClient>[0]['deployment']) =>
  createSuanliClient({ deployment, rpcUrl: chain.rpcUrl });

beforeAll(async () => {
  chain = await startEmbeddedChain({ accounts: 5 });
});
afterAll(() => chain?.stop());

describe('deployMarket', () => {
  test('puts every contract where the others expect it, in few transactions, and says how far it is', async () => {
    const steps: DeployProgress[] = [];
    const { gasUsed, ...deployment } = await deployMarket({
      account: accountOf(0),
      rpcUrl: chain.rpcUrl,
      chainId: chain.chainId,
      pollingIntervalMs: 25,
      onProgress: (step) => steps.push(step),
    });
    expect(steps.map(({ done }) => done)).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
    expect(new Set(steps.map(({ total }) => total))).toEqual(new Set([35]));
    expect(steps.at(-1)).toMatchObject({ name: 'setup', address: null });
    expect(gasUsed).toBeLessThan(75_000_000n);
    const { chainId: _, deployedBlock: __, ...addresses } = deployment;
    const { publicClient } = clientOf(deployment);
    for (const [name, address] of Object.entries(addresses)) {
      expect(await publicClient.getCode({ address }), name).toBeDefined();
      expect(
        steps.some((step) => step.address === address),
        name,
      ).toBe(true);
    }
    const modules = await Promise.all(
      [
        deployment.broker,
        deployment.market,
        deployment.revenueRight,
        deployment.disputes,
        deployment.quorum,
        deployment.executionMarket,
        deployment.lottery,
        deployment.creditLine,
        deployment.priceCurve,
      ].map((module) =>
        publicClient.readContract({ abi: bankAbi, address: deployment.bank, functionName: 'moduleOf', args: [module] }),
      ),
    );
    expect(modules).toEqual([
      [true, 0],
      [true, 1],
      [true, 2],
      [true, 3],
      [true, 4],
      [true, 5],
      [true, 6],
      [true, 7],
      [true, 8],
    ]);
    const client = clientOf(deployment);
    expect(await moduleConsent(client)).toBe(0b11);
    expect(await moduleConsent(client, { modules: ['market'] })).toBe(0b10);
    expect(await moduleConsent(client, { modules: ['quorum'] })).toBe(0b1_0000);
    expect(await moduleConsent(client, { modules: ['disputes'] })).toBe(0b1000);
    expect((await getResourceTypes(client)).map(({ id: _id, version: _version, ...type }) => type)).toEqual(
      initialResourceTypes.map(({ curve: _curve, ...type }) => type),
    );
    expect(await getMarketFee(client)).toMatchObject({ feeBasisPoints: 100, treasury: deployment.timelock });
    expect(await getGovernance(client)).toEqual({
      votingDelayBlocks: 7_200n,
      votingPeriodBlocks: 50_400n,
      proposalThresholdWei: parseEther('100000'),
      quorumPercent: 4n,
      timelockDelaySeconds: 172_800n,
    });
    // The income contract may pay out from its own account, and everybody may register.
    const [, , consent] = await publicClient.readContract({
      abi: bankAbi,
      address: deployment.bank,
      functionName: 'accountOf',
      args: [deployment.revenueRight],
    });
    expect(consent).toBe(0b100);
    await publicClient.simulateContract({
      abi: hardwareAbi,
      address: deployment.hardware,
      functionName: 'register',
      args: [1, toHex('Xeon', { size: 32 }), toHex(1, { size: 32 })],
      account: accountOf(4).address,
    });
    // The Governor proposes, anyone executes, the timelock administers itself.
    const roles = await Promise.all(
      (['PROPOSER_ROLE', 'CANCELLER_ROLE', 'EXECUTOR_ROLE', 'DEFAULT_ADMIN_ROLE'] as const).map(
        async (functionName) => {
          const timelock = { abi: timelockControllerAbi, address: deployment.timelock } as const;
          const role = await publicClient.readContract({ ...timelock, functionName });
          const has = (account: Address) =>
            publicClient.readContract({ ...timelock, functionName: 'hasRole', args: [role, account] });
          return Promise.all([
            has(deployment.governor),
            has(pad('0x00', { size: 20 })),
            has(deployment.timelock),
            has(accountOf(0).address),
          ]);
        },
      ),
    );
    expect(roles).toEqual([
      [true, false, false, false],
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, false],
    ]);
  });

  test('takes other types, fees and times', async () => {
    const [cpu] = initialResourceTypes;
    if (!cpu) throw new Error('there is no first type');
    const treasury = accountOf(3).address;
    const deployment = await deployMarket({
      account: accountOf(1),
      rpcUrl: chain.rpcUrl,
      chainId: chain.chainId,
      pollingIntervalMs: 25,
      resourceTypes: [cpu],
      feeBasisPoints: 0,
      treasury,
      openingSeconds: 77,
      withdrawalDelaySeconds: 5n,
      governance: { votingDelayBlocks: 2, quorumPercent: 9, proposalThresholdWei: 1n, timelockDelaySeconds: 3n },
    });
    const client = clientOf(deployment);
    expect((await getResourceTypes(client)).map(({ name }) => name)).toEqual(['CPU']);
    expect(await getMarketFee(client)).toMatchObject({ feeBasisPoints: 0, treasury });
    expect(await getGovernance(client)).toEqual({
      votingDelayBlocks: 2n,
      votingPeriodBlocks: 50_400n,
      proposalThresholdWei: 1n,
      quorumPercent: 9n,
      timelockDelaySeconds: 3n,
    });
    const openingSeconds = await client.publicClient.readContract({
      abi: computeProofAbi,
      address: deployment.computeProof,
      functionName: 'openingSeconds',
    });
    expect(openingSeconds).toBe(77);
  });

  /** Deploys over a transport on which the account's fourth transaction meets another one with the same nonce. */
  const deployDisturbed = (
    index: number,
    meet: (raw: Hex, real: ReturnType<ReturnType<typeof http>>) => Promise<Hex>,
  ) => {
    const account = accountOf(index);
    const real = http(chain.rpcUrl)({});
    let sent = 0;
    const transport = custom({
      async request({ method, params }: { method: string; params?: unknown }) {
        if (method === 'eth_sendRawTransaction' && ++sent === 4) {
          // The account is one of the chain's own: it signs for it.
          const transaction = { from: account.address, to: account.address, value: numberToHex(1) };
          const hash = await real.request({ method: 'eth_sendTransaction', params: [transaction] } as never);
          while ((await real.request({ method: 'eth_getTransactionReceipt', params: [hash] } as never)) === null);
          return meet((params as [Hex])[0], real);
        }
        return real.request({ method, params } as never);
      },
    });
    return deployMarket({ account, chainId: chain.chainId, pollingIntervalMs: 25, transport });
  };

  test('notices a transaction that its account sends meanwhile', async () => {
    const refused = deployDisturbed(2, (raw, real) =>
      real.request({ method: 'eth_sendRawTransaction', params: [raw] } as never),
    );
    await expect(refused).rejects.toMatchObject({
      code: 'CHAIN_DEPLOYMENT_DISTURBED',
      parameters: { account: accountOf(2).address },
    });
  });

  test('does not wait for a transaction that the node took, and that another one displaced', async () => {
    // As a node does that takes it while it makes the block with the other one.
    const displaced = deployDisturbed(2, async (raw) => keccak256(raw));
    await expect(displaced).rejects.toMatchObject({
      code: 'CHAIN_DEPLOYMENT_DISTURBED',
      parameters: { account: accountOf(2).address },
    });
  });

  test('ends when it is told to', async () => {
    const parameters = { account: accountOf(3), chainId: chain.chainId, pollingIntervalMs: 25 };
    const controller = new AbortController();
    const reason = new Error('enough');
    const seen: Hex[] = [];
    const aborted = deployMarket({
      ...parameters,
      rpcUrl: chain.rpcUrl,
      signal: controller.signal,
      onProgress: ({ hash }) => {
        seen.push(hash);
        controller.abort(reason);
      },
    });
    await expect(aborted).rejects.toBe(reason);
    expect(seen.length).toBeLessThan(24);
  });

  test('refuses another chain and what the contracts refuse', async () => {
    const parameters = { account: accountOf(2), rpcUrl: chain.rpcUrl, pollingIntervalMs: 25 };
    await expect(deployMarket({ ...parameters, chainId: 1 })).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
    const { chainId } = chain;
    await expect(deployMarket({ ...parameters, chainId, feeBasisPoints: 1_001 })).rejects.toMatchObject({
      code: 'MARKET_FEE_INVALID',
    });
  });
});
