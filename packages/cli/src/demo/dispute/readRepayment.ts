import { brokerAbi } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';
import type { Hex } from 'viem';

/** What the challenger and the requester got of a refuted deal's deposit and stake, in wei; zeros where it was not repaid. */
export async function readRepayment(
  client: SuanliClient,
  { dealId }: { readonly dealId: Hex },
): Promise<{ readonly rewardWei: bigint; readonly compensationWei: bigint }> {
  const [event] = await client.publicClient.getContractEvents({
    abi: brokerAbi,
    address: client.deployment.broker,
    eventName: 'DealRepaid',
    args: { id: dealId },
    fromBlock: client.deployment.deployedBlock,
    strict: true,
  });
  const { rewardWei = 0n, compensationWei = 0n } = event?.args ?? {};
  return { rewardWei, compensationWei };
}
