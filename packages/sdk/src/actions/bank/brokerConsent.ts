import { bankAbi, SuanliError } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** The consent bitmap that names the Broker alone. */
export async function brokerConsent(client: SuanliClient): Promise<number> {
  const [known, id] = await readContract(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    functionName: 'moduleOf',
    args: [client.deployment.broker],
  });
  if (!known) throw new SuanliError('DEPLOYMENT_INVALID', { metaMessages: ['The Broker is no module of the bank.'] });
  return (1 << id) >>> 0;
}
