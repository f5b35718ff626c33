import { brokerAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getDealState } from './getDealState.ts';

export interface GetRefutationParameters {
  readonly dealId: Hex;
}

/**
 * Who refuted the answer of a deal in `firmResolution`; undefined where it stands.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getRefutation(
  client: SuanliClient,
  parameters: GetRefutationParameters,
): Promise<Address | undefined> {
  const { dealId } = parameters;
  // A refuted deal's word has the block of its refutation.
  const { blockNumber } = await getDealState(client, { dealId });
  try {
    const [refuted] = await client.publicClient.getContractEvents({
      abi: brokerAbi,
      address: client.deployment.broker,
      eventName: 'DealRefuted',
      args: { id: dealId },
      fromBlock: blockNumber,
      toBlock: blockNumber,
      strict: true,
    });
    return refuted?.args.challenger;
  } catch (error) {
    throw toChainError(client, 'DealRefuted', error);
  }
}
