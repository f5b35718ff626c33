import type { Deployment } from '@suanli/protocol';

/** The contracts of a market that are upgraded by a proposal. */
export const upgradeableModules = [
  'broker',
  'resourceTypes',
  'hardware',
  'resource',
  'useRight',
  'revenueRight',
  'market',
  'computeProof',
  'ranking',
  'disputes',
  'quorum',
  'executionMarket',
  'priceCurve',
] as const satisfies readonly (keyof Deployment)[];

export type UpgradeableModule = (typeof upgradeableModules)[number];
