import { hardwareFingerprint } from '@suanli/protocol';
import {
  createResource,
  createRevenueRight,
  getChainTime,
  getResourceTypes,
  issueUseRight,
  listUseRight,
  registerHardware,
  type SuanliClient,
} from '@suanli/sdk';

export interface OfferMachineParameters {
  readonly type: string;
  readonly model: string;
  readonly priceWei: bigint;
}

/** Puts a machine on the market by the sdk, past the console. Resolves to the id of its use right. */
export async function offerMachine(client: SuanliClient, machine: OfferMachineParameters): Promise<bigint> {
  const { model, priceWei } = machine;
  const type = (await getResourceTypes(client)).find(({ name }) => name === machine.type);
  if (!type || client.account === undefined) throw new Error('no such type, or no account');
  const fingerprint = hardwareFingerprint({ identity: model, salt: client.account });
  const { hardwareId } = await registerHardware(client, { typeId: type.id, model, fingerprint });
  const { resourceId } = await createResource(client, { hardwareIds: [hardwareId] });
  const holders = [{ holder: client.account, shares: type.terms.revenueShares }];
  await createRevenueRight(client, { resourceId, holders });
  const expiresAt = Number(await getChainTime(client)) + 30 * 86_400;
  const { useRightId } = await issueUseRight(client, { resourceId, expiresAt });
  await listUseRight(client, { useRightId, priceWei });
  return useRightId;
}
