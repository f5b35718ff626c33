import type { SuanliClient } from '@suanli/sdk';
import type { Hex } from 'viem';

/** Where a write stands: checked against the chain, before the user's wallet, or sent and waited for. */
export type WritePhase = 'checking' | 'wallet' | 'pending';

/**
 * A client that tells where each of its writes stands. It also has the chain try a call before a wallet is asked, so that
 * what would be refused is refused with its reason: wallets that are reached by RPC do not do that themselves.
 */
export function tellingClient(client: SuanliClient, tell: (phase: WritePhase, hash?: Hex) => void): SuanliClient {
  const wallet = client.walletClient;
  if (!wallet) return client;
  const walletClient = {
    ...wallet,
    writeContract: async (call: Parameters<typeof wallet.writeContract>[0]): Promise<Hex> => {
      tell('checking');
      if (wallet.account.type === 'json-rpc') {
        await client.publicClient.estimateContractGas({ ...call, account: wallet.account } as never);
      }
      tell('wallet');
      const hash = await wallet.writeContract(call);
      tell('pending', hash);
      return hash;
    },
    signTypedData: (message: Parameters<typeof wallet.signTypedData>[0]): Promise<Hex> => {
      tell('wallet');
      return wallet.signTypedData(message);
    },
  };
  return { ...client, walletClient: walletClient as unknown as typeof wallet };
}
