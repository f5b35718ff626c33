import { decodeModel, hardwareAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetHardwareParameters {
  readonly hardwareId: bigint;
}

/** A registered device. */
export interface Hardware {
  readonly owner: Address;
  readonly typeId: number;
  readonly model: string;
  /** The resource that it is part of; undefined where it is free. */
  readonly resourceId: bigint | undefined;
}

/**
 * A registered device (HID).
 *
 * @throws SuanliError `HARDWARE_UNKNOWN`, `CHAIN_UNREACHABLE`
 */
export async function getHardware(client: SuanliClient, parameters: GetHardwareParameters): Promise<Hardware> {
  const contract = { abi: hardwareAbi, address: client.deployment.hardware };
  const args = [parameters.hardwareId] as const;
  const [typeId, model, lockedIn] = await readContract(client, { ...contract, functionName: 'hardwareOf', args });
  const owner = await readContract(client, { ...contract, functionName: 'ownerOf', args });
  return { owner, typeId, model: decodeModel(model), resourceId: lockedIn === 0n ? undefined : lockedIn };
}
