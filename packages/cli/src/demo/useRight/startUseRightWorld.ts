import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialResourceTypes, SuanliError } from '@suanli/protocol';
import { createNetwork, getBankAccount, getBankBooks, getResourceTypes } from '@suanli/sdk';
import { parseEther } from 'viem';
import type { DemoUser, UseRightWorld } from './UseRightWorld.ts';

export interface StartUseRightWorldParameters {
  /** Name of the resource type that the provider claims. Default GTX_1050. */
  readonly type?: string;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: 'chain' | 'market' | 'provider') => void;
}

/**
 * Starts all that the use-right demonstration needs: an embedded chain with a market, a provider's daemon as a process, an
 * investor and two users.
 *
 * @throws SuanliError `CLI_CHOICE_INVALID`, `NODE_CHAIN_BINARY_MISSING`, `NODE_PROCESS_FAILED`
 */
export async function startUseRightWorld(parameters: StartUseRightWorldParameters = {}): Promise<UseRightWorld> {
  const { startEmbeddedMarket, startProviderProcess } = await import('@suanli/node');
  const { type: typeName = 'GTX_1050', signal = new AbortController().signal, onStep } = parameters;
  await using stack = new AsyncDisposableStack();

  // The embedded market knows these and no others.
  if (!initialResourceTypes.some(({ name }) => name === typeName)) {
    const choices = initialResourceTypes.map(({ name }) => name).join(', ');
    throw new SuanliError('CLI_CHOICE_INVALID', { parameters: { name: '--type', value: typeName, choices } });
  }

  onStep?.('chain');
  const folder = await mkdtemp(join(tmpdir(), 'suanli-demo-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const market = stack.adopt(await startEmbeddedMarket({ signal }), (open) => open.stop());
  onStep?.('market');
  const types = await getResourceTypes(market.deployer);
  const type = types.find(({ name }) => name === typeName);
  if (!type) throw new SuanliError('RESOURCE_TYPE_UNKNOWN');
  const newAccount = async () => {
    const { client, signer, privateKey } = await market.createAccount(parseEther('100'));
    return { client, address: signer.address, privateKey };
  };
  const owner = await newAccount();
  const investor = await newAccount();
  const renters = [await newAccount(), await newAccount()] as const;

  onStep?.('provider');
  const daemon = stack.adopt(
    await startProviderProcess({
      dataDir: join(folder, 'provider'),
      rpcUrl: market.chain.rpcUrl,
      deployment: market.deployment,
      privateKey: owner.privateKey,
      options: {
        'provider.announceInterval': '500 ms',
        'provider.stopTimeout': '1 s',
        'chain.pollInterval': '200 ms',
        'telemetry.logLevel': 'info',
      },
      signal,
    }),
    (open) => open.stop(),
  );
  const meet = async (renter: (typeof renters)[number]): Promise<DemoUser> => {
    const network = stack.adopt(
      await createNetwork({ domain: renter.client.domain, bootstrap: daemon.addresses }),
      (open) => open.stop(),
    );
    await network.start({ signal });
    return { client: renter.client, address: renter.address, network };
  };
  const users = { 1: await meet(renters[0]), 2: await meet(renters[1]) } as const;
  const { revenueRight, timelock } = market.deployment;
  const everybody = [owner.address, investor.address, users[1].address, users[2].address, revenueRight, timelock];
  const totalWei = async () => {
    const accounts = await Promise.all(everybody.map((account) => getBankAccount(market.deployer, { account })));
    return accounts.reduce((sum, { availableWei, lockedWei }) => sum + availableWei + lockedWei, 0n);
  };
  const startWei = await totalWei();

  const owned = stack.move();
  return {
    types,
    type,
    provider: { client: owner.client, address: owner.address, addresses: daemon.addresses },
    investor: { client: investor.client, address: investor.address },
    users,
    scenarios: {
      1: { session: undefined, commitment: undefined },
      2: { session: undefined, commitment: undefined },
    },
    signal,
    async isConserved() {
      const { owedWei, heldWei } = await getBankBooks(market.deployer);
      return owedWei === heldWei && (await totalWei()) === startWei;
    },
    stop: () => owned.disposeAsync(),
  };
}
