import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMarket, startEmbeddedMarket, startProviderProcess } from '@suanli/node';
import { createNetwork, type Network, type SuanliClient } from '@suanli/sdk';

/** A requester's side and provider processes around an embedded market, all on loopback. */
export interface Rig extends AsyncDisposable {
  readonly market: EmbeddedMarket;
  readonly client: SuanliClient;
  readonly network: Network;
}

/** Starts a market, `providers` provider processes of one slot each, and a requester that is connected to them. */
export async function startRig(parameters: { readonly providers: number }, signal: AbortSignal): Promise<Rig> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'suanli-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const market = stack.adopt(await startEmbeddedMarket({ signal }), (open) => open.stop());
  const { client } = await market.createAccount();
  const addresses: string[] = [];
  for (let i = 0; i < parameters.providers; i++) {
    const { privateKey } = await market.createAccount();
    const provider = stack.adopt(
      await startProviderProcess({
        dataDir: join(folder, `provider-${i + 1}`),
        rpcUrl: market.chain.rpcUrl,
        deployment: market.deployment,
        privateKey,
        options: {
          'provider.slots': '1',
          'provider.stake': '0.1',
          'provider.announceInterval': '500 ms',
          'provider.stopTimeout': '1 s',
          'chain.pollInterval': '200 ms',
          'telemetry.logLevel': 'warn',
        },
        signal,
      }),
      (open) => open.stop(),
    );
    addresses.push(...provider.addresses);
  }
  const network = stack.adopt(await createNetwork({ domain: client.domain, bootstrap: addresses }), (open) =>
    open.stop(),
  );
  await network.start({ signal });
  const owned = stack.move();
  return { market, client, network, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
