import { useRightAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface IssueUseRightParameters {
  /** A free resource of the client's account. */
  readonly resourceId: bigint;
  /** The first second, since 1970, in which it may not be used any more. */
  readonly expiresAt: number;
}

export interface IssueUseRightReturnType extends Transaction {
  /** UID. */
  readonly useRightId: bigint;
}

/**
 * Issues the right to use a free resource of the client's account, and binds the resource until the right ends.
 *
 * @throws SuanliError `USE_RIGHT_EXPIRY_INVALID`, `RESOURCE_UNKNOWN`, `RESOURCE_NOT_OWNER`, `RESOURCE_IN_USE`
 *
 * @example
 * const { useRightId } = await issueUseRight(client, { resourceId, expiresAt: Number(await getChainTime(client)) + 86_400 });
 */
export async function issueUseRight(
  client: SuanliClient,
  parameters: IssueUseRightParameters,
): Promise<IssueUseRightReturnType> {
  const contract = { abi: useRightAbi, address: client.deployment.useRight };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'issue',
    args: [parameters.resourceId, parameters.expiresAt],
  });
  const { id } = eventOf(transaction, { ...contract, eventName: 'UseRightIssued' });
  return { useRightId: id, ...transaction };
}
