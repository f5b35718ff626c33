import type { ContractName } from '../internal/contractAbis.ts';

/** The functions that the AccessManager guards: those that a role can be given. A test compares them with the ABIs. */
export const restrictedFunctions = {
  bank: ['addModule'],
  broker: ['upgradeToAndCall'],
  resourceTypes: ['addType', 'setTerms', 'upgradeToAndCall'],
  hardware: ['register', 'upgradeToAndCall'],
  resource: ['upgradeToAndCall'],
  useRight: ['upgradeToAndCall'],
  revenueRight: ['upgradeToAndCall'],
  market: ['setFee', 'upgradeToAndCall'],
  computeProof: ['upgradeToAndCall'],
  ranking: ['upgradeToAndCall'],
  disputes: ['upgradeToAndCall'],
  quorum: ['upgradeToAndCall'],
  executionMarket: ['upgradeToAndCall'],
  priceCurve: ['setCurve', 'upgradeToAndCall'],
} as const satisfies Partial<Record<ContractName, readonly string[]>>;

/** A contract with functions that the AccessManager guards. */
export type RestrictedContract = keyof typeof restrictedFunctions;
/** A function of a contract that the AccessManager guards. */
export type RestrictedFunction<Contract extends RestrictedContract = RestrictedContract> =
  (typeof restrictedFunctions)[Contract][number];
