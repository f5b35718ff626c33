import { type EmbeddedChain, startEmbeddedChain } from '@suanli/node';
import { createPublicClient, createTestClient, createWalletClient, custom, http, parseGwei } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { anvil } from 'viem/chains';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { waitForReceipt } from '../src/client/internal/waitForReceipt.ts';
import type { SuanliClient } from '../src/client/SuanliClient.ts';

let chain: EmbeddedChain;
beforeAll(async () => {
  // Blocks come with transactions alone.
  chain = await startEmbeddedChain({ accounts: 2, blockTimeSeconds: 3_600 });
});
afterAll(() => chain?.stop());

const control = () => createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl) });
beforeEach(() => control().setAutomine(true));

/** An account, and how often its client has found its transactions at the node. */
function scene(index: number) {
  const account = privateKeyToAccount(chain.accounts[index]?.privateKey ?? '0x');
  const real = http(chain.rpcUrl)({});
  const looks = { found: 0 };
  const transport = custom({
    async request({ method, params }: { method: string; params?: unknown }) {
      const answer = await real.request({ method, params } as never);
      if (method === 'eth_getTransactionByHash' && answer !== null) looks.found++;
      return answer;
    },
  });
  const wallet = createWalletClient({ account, chain: anvil, transport });
  return {
    looks,
    client: { publicClient: createPublicClient({ transport, pollingInterval: 10 }) } as unknown as SuanliClient,
    send: (nonce: number, maxFeePerGas: bigint) =>
      wallet.sendTransaction({ nonce, to: account.address, maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas }),
  };
}

describe('waitForReceipt', () => {
  test('gives up a transaction that a reorganisation took back, long before its time is over', async () => {
    const { client, send } = scene(0);
    const id = await control().snapshot();
    const hash = await send(0, parseGwei('10'));
    expect((await waitForReceipt(client, hash)).transactionHash).toBe(hash);
    await control().revert({ id });
    await expect(waitForReceipt(client, hash)).rejects.toMatchObject({
      code: 'CHAIN_TRANSACTION_UNCONFIRMED',
      parameters: { hash },
    });
  });

  test('waits for what the node has not mined yet, and gives the receipt of what replaced it', async () => {
    const { client, looks, send } = scene(1);
    await control().setAutomine(false);
    const receipt = waitForReceipt(client, await send(0, parseGwei('10')));
    // More looks than an unknown transaction gets.
    await expect.poll(() => looks.found, { timeout: 30_000, interval: 10 }).toBeGreaterThan(30);
    const replacing = await send(0, parseGwei('30'));
    await control().mine({ blocks: 1 });
    expect((await receipt).transactionHash).toBe(replacing);
  });
});
