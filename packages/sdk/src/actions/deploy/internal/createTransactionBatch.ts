import { SuanliError } from '@suanli/protocol';
import {
  type Abi,
  type Address,
  BaseError,
  encodeDeployData,
  getContractAddress,
  type Hex,
  NonceTooLowError,
  type TransactionReceipt,
} from 'viem';
import { toChainError } from '../../../client/internal/toChainError.ts';
import { waitForReceipt } from '../../../client/internal/waitForReceipt.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { DeployProgress } from '../deployMarket.ts';

interface Sent {
  readonly name: string;
  readonly hash: Hex;
  readonly nonce: number;
  /** Where the contract must stand, or null where the transaction creates none. */
  readonly created: Address | null;
}

/** Transactions of one account with consecutive nonces, of which many are under way at once. */
export interface TransactionBatch {
  /** The address of the contract that the account creates `offset` transactions after its first one here. */
  addressAt(offset: number): Address;
  /** How many transactions were sent. */
  readonly count: number;
  /** Gas of all that were confirmed. */
  readonly gasUsed: bigint;
  /** Sends the creation of a contract, and tells where it will stand. */
  create(name: string, contract: { abi: Abi; bytecode: Hex }, args: readonly unknown[]): Promise<Address>;
  /** Sends a call. */
  call(
    name: string,
    call: { abi: Abi; address: Address; functionName: string; args: readonly unknown[] },
  ): Promise<void>;
  /** Waits until all that were sent are mined. */
  confirm(): Promise<void>;
}

/** Nonces are given out here, so that addresses are known ahead, and another transaction of the account is noticed. */
export async function createTransactionBatch(
  client: SuanliClient,
  options: {
    total: number;
    onProgress?: ((progress: DeployProgress) => void) | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<TransactionBatch> {
  const { publicClient, walletClient } = client;
  const { onProgress, signal } = options;
  if (!walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const from = walletClient.account.address;
  const disturbed = (cause?: unknown) =>
    new SuanliError('CHAIN_DEPLOYMENT_DISTURBED', { parameters: { account: from }, cause });
  const first = await publicClient.getTransactionCount({ address: from, blockTag: 'pending' });
  const addressAt = (offset: number): Address => getContractAddress({ from, nonce: BigInt(first + offset) });
  const waiting: Sent[] = [];
  let sent = 0;
  let confirmed = 0;
  let gasUsed = 0n;

  const send = async (
    name: string,
    created: Address | null,
    submit: (nonce: number) => Promise<Hex>,
  ): Promise<void> => {
    signal?.throwIfAborted();
    try {
      const nonce = first + sent;
      waiting.push({ name, created, nonce, hash: await submit(nonce) });
      sent += 1;
    } catch (error) {
      if (
        error instanceof BaseError &&
        error.walk((cause) => cause instanceof NonceTooLowError || /replacement transaction/i.test(String(cause)))
      ) {
        throw disturbed(error);
      }
      throw toChainError(client, name, error);
    }
  };

  const confirmOne = async ({ name, hash, nonce, created }: Sent): Promise<void> => {
    let receipt: TransactionReceipt;
    try {
      receipt = await waitForReceipt(client, hash);
    } catch (error) {
      // Taken by the node, and then displaced.
      if ((await publicClient.getTransactionCount({ address: from })) > nonce) throw disturbed(error);
      throw error;
    }
    // Another transaction took the nonce.
    if (receipt.transactionHash !== hash) throw disturbed();
    if (receipt.status !== 'success') throw new SuanliError('CHAIN_TRANSACTION_REVERTED', { parameters: { hash } });
    gasUsed += receipt.gasUsed;
    confirmed += 1;
    onProgress?.({ name, hash, address: created, done: confirmed, total: options.total });
  };

  return {
    addressAt,
    get count() {
      return sent;
    },
    get gasUsed() {
      return gasUsed;
    },
    async create(name, { abi, bytecode }, args) {
      const created = addressAt(sent);
      const data = encodeDeployData({ abi, bytecode, args });
      await send(name, created, (nonce) => walletClient.sendTransaction({ data, nonce } as never));
      return created;
    },
    call: (name, call) =>
      send(name, null, async (nonce) => {
        // What it needs may depend on those before it being in the same block, which an estimate cannot know: a transfer of the token
        // writes a checkpoint of votes for each block.
        const estimate = await publicClient.estimateContractGas({ ...call, account: from } as never);
        return walletClient.writeContract({ ...call, nonce, gas: 2n * estimate } as never);
      }),
    async confirm() {
      const aborted = Promise.withResolvers<never>();
      const onAbort = () => aborted.reject(signal?.reason);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        await Promise.race([Promise.all(waiting.splice(0).map(confirmOne)), aborted.promise]);
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}
