import { resourceAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CreateResourceParameters {
  /** 1 to 32 HIDs of the client's account, all of one type and model; they are locked in the resource. */
  readonly hardwareIds: readonly bigint[];
}

export interface CreateResourceReturnType extends Transaction {
  /** VID. */
  readonly resourceId: bigint;
}

/**
 * Makes a resource out of devices of the client's account and gets its VID.
 *
 * @throws SuanliError `RESOURCE_HARDWARE_COUNT_INVALID`, `HARDWARE_UNKNOWN`, `HARDWARE_NOT_OWNER`, `HARDWARE_IN_USE`,
 * `HARDWARE_MIXED`
 *
 * @example
 * const { resourceId } = await createResource(client, { hardwareIds: [hardwareId] });
 */
export async function createResource(
  client: SuanliClient,
  parameters: CreateResourceParameters,
): Promise<CreateResourceReturnType> {
  const contract = { abi: resourceAbi, address: client.deployment.resource };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'create',
    args: [parameters.hardwareIds],
  });
  const { id } = eventOf(transaction, { ...contract, eventName: 'ResourceCreated' });
  return { resourceId: id, ...transaction };
}
