import type { Abi, Address, Hex } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { createTransactionBatch } from '../../deploy/internal/createTransactionBatch.ts';
import { toCreationError } from './toCreationError.ts';

/** Where a contract stands that was just deployed. */
export interface DeployedContract {
  readonly address: Address;
  readonly gasUsed: bigint;
}

/** Deploys one contract from the client's account, and waits until it is mined. */
export async function deployContract(
  client: SuanliClient,
  name: string,
  contract: { readonly abi: Abi; readonly bytecode: Hex },
  args: readonly unknown[],
): Promise<DeployedContract> {
  const batch = await createTransactionBatch(client, { total: 1 });
  try {
    const address = await batch.create(name, contract, args);
    await batch.confirm();
    return { address, gasUsed: batch.gasUsed };
  } catch (error) {
    throw toCreationError(name, error);
  }
}
