import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';
import type { UpgradeableModule } from './UpgradeableModule.ts';

export interface UpgradeCallParameters {
  readonly module: UpgradeableModule;
  /** The new code, deployed with the same peers; see the storage layouts in `contracts/snapshots/storage.json`. */
  readonly implementation: Address;
  /** A call to the proxy right after the upgrade. Default: none. */
  readonly initialization?: Hex;
}

const abi = parseAbi(['function upgradeToAndCall(address newImplementation, bytes data) payable']);

/** The call that gives a module new code (UUPS); its address and storage stay. */
export function upgradeCall(client: SuanliClient, parameters: UpgradeCallParameters): ProposalCall {
  return {
    target: client.deployment[parameters.module],
    data: encodeFunctionData({
      abi,
      functionName: 'upgradeToAndCall',
      args: [parameters.implementation, parameters.initialization ?? '0x'],
    }),
  };
}
