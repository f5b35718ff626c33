import { encodeModel, hardwareAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RegisterHardwareParameters {
  /** A type that the DAO lists: see `getResourceTypes`. */
  readonly typeId: number;
  /** The name of the model, 1 to 32 bytes of UTF-8. */
  readonly model: string;
  /** A hash that no other device has: see `hardwareFingerprint`. */
  readonly fingerprint: Hex;
}

export interface RegisterHardwareReturnType extends Transaction {
  /** HID. */
  readonly hardwareId: bigint;
}

/**
 * Registers a device of the client's account and gets its HID.
 *
 * Trust: what is registered is a claim; a compute proof tests it.
 *
 * @throws SuanliError `MODEL_INVALID`, `CHAIN_ACCESS_DENIED`, `RESOURCE_TYPE_UNKNOWN`, `RESOURCE_TYPE_NOT_LISTED`,
 * `HARDWARE_FINGERPRINT_INVALID`, `HARDWARE_FINGERPRINT_TAKEN`
 *
 * @example
 * const { hardwareId } = await registerHardware(client, { typeId, model: 'GTX 1050', fingerprint });
 */
export async function registerHardware(
  client: SuanliClient,
  parameters: RegisterHardwareParameters,
): Promise<RegisterHardwareReturnType> {
  const contract = { abi: hardwareAbi, address: client.deployment.hardware };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'register',
    args: [parameters.typeId, encodeModel(parameters.model), parameters.fingerprint],
  });
  const { id } = eventOf(transaction, { ...contract, eventName: 'HardwareRegistered' });
  return { hardwareId: id, ...transaction };
}
