import { many, one, type Row } from './fields.ts';

// What pages ask of the indexer's tables; see packages/indexer/ponder.schema.ts for what each column means.

export const resourceTypeFields = {
  id: 'int',
  name: 'text',
  kind: 'text',
  memoryMib: 'int',
  version: 'int',
  listed: 'boolean',
  revenueShares: 'bigint',
  leafCountLog2: 'int',
  samples: 'int',
  hashesPerLeaf: 'bigint',
  timeLimitSeconds: 'bigint',
  minHashesPerSecond: 'bigint',
  maxHashesPerSecond: 'bigint',
  hardwareCount: 'int',
  resourceCount: 'int',
  proofsWithin1s: 'int',
  proofsWithin60s: 'int',
  proofsWithin600s: 'int',
  proofsLonger: 'int',
} as const;
export type ResourceTypeRow = Row<typeof resourceTypeFields>;

export const hardwareFields = {
  id: 'bigint',
  owner: 'text',
  typeId: 'int',
  typeName: 'text',
  model: 'text',
  fingerprint: 'text',
  resourceId: 'bigint?',
  registeredAt: 'bigint',
} as const;
export type HardwareRow = Row<typeof hardwareFields>;

/** What was proved of a resource, as it is shown wherever the resource appears. */
const provedFields = {
  latestProofId: 'bigint?',
  latestHashesPerSecond: 'bigint',
  latestRange: 'text',
  matchingTypes: 'texts',
} as const;

export const resourceFields = {
  id: 'bigint',
  owner: 'text',
  provider: 'text',
  typeId: 'int',
  typeName: 'text',
  kind: 'text',
  model: 'text',
  count: 'int',
  memoryMib: 'int',
  hardwareIds: 'bigints',
  boundTo: 'bigint?',
  boundUntil: 'bigint',
  dissolved: 'boolean',
  hasRevenueRight: 'boolean',
  bestProofId: 'bigint?',
  bestHashesPerSecond: 'bigint',
  bestRange: 'text',
  ...provedFields,
  createdAt: 'bigint',
} as const;
export type ResourceRow = Row<typeof resourceFields>;

export const useRightFields = {
  id: 'bigint',
  owner: 'text?',
  provider: 'text',
  resourceId: 'bigint',
  typeId: 'int',
  typeName: 'text',
  model: 'text',
  count: 'int',
  memoryMib: 'int',
  issuedAt: 'bigint',
  expiresAt: 'bigint',
  sold: 'boolean',
  status: 'text',
  lastPriceWei: 'bigint?',
  resource: one(provedFields),
} as const;
export type UseRightRow = Row<typeof useRightFields>;

export const useRightEventFields = {
  id: 'text',
  useRightId: 'bigint',
  resourceId: 'bigint',
  kind: 'text',
  from: 'text',
  to: 'text?',
  priceWei: 'bigint?',
  feeWei: 'bigint?',
  firstSale: 'boolean?',
  automatic: 'boolean?',
  expiresAt: 'bigint?',
  block: 'bigint',
  time: 'bigint',
  tx: 'text',
} as const;
export type UseRightEventRow = Row<typeof useRightEventFields>;

export const listingFields = {
  useRightId: 'bigint',
  resourceId: 'bigint',
  seller: 'text',
  priceWei: 'bigint',
  firstSale: 'boolean',
  typeId: 'int',
  typeName: 'text',
  model: 'text',
  count: 'int',
  memoryMib: 'int',
  totalMemoryMib: 'int',
  expiresAt: 'bigint',
  hashesPerSecond: 'bigint',
  range: 'text',
  proofId: 'bigint?',
  matchingTypes: 'texts',
  listedAt: 'bigint',
} as const;
export type ListingRow = Row<typeof listingFields>;

export const shareholdingFields = {
  resourceId: 'bigint',
  holder: 'text',
  shares: 'bigint',
  accruedWei: 'bigint',
  seenPerShareWei: 'bigint',
  settledWei: 'bigint',
  revenueRight: one({
    totalShares: 'bigint',
    incomePerShareWei: 'bigint',
    totalIncomeWei: 'bigint',
    valid: 'boolean',
    resource: one({ typeName: 'text', model: 'text', count: 'int', ...provedFields }),
  }),
} as const;
export type ShareholdingRow = Row<typeof shareholdingFields>;

export const revenueRightFields = {
  resourceId: 'bigint',
  totalShares: 'bigint',
  incomePerShareWei: 'bigint',
  remainderWei: 'bigint',
  totalIncomeWei: 'bigint',
  settledWei: 'bigint',
  valid: 'boolean',
  shareholdings: many({
    holder: 'text',
    shares: 'bigint',
    accruedWei: 'bigint',
    seenPerShareWei: 'bigint',
    settledWei: 'bigint',
  }),
} as const;
export type RevenueRightRow = Row<typeof revenueRightFields>;

export const sharesListingFields = {
  resourceId: 'bigint',
  seller: 'text',
  shares: 'bigint',
  priceWeiPerShare: 'bigint',
  until: 'bigint',
  revenueRight: one({
    totalShares: 'bigint',
    totalIncomeWei: 'bigint',
    resource: one({ typeName: 'text', model: 'text', count: 'int', ...provedFields }),
  }),
} as const;
export type SharesListingRow = Row<typeof sharesListingFields>;

export const sharesSaleFields = {
  id: 'text',
  resourceId: 'bigint',
  seller: 'text',
  buyer: 'text',
  shares: 'bigint',
  priceWei: 'bigint',
  feeWei: 'bigint',
  time: 'bigint',
} as const;
export type SharesSaleRow = Row<typeof sharesSaleFields>;

export const incomeReceiptFields = {
  id: 'text',
  resourceId: 'bigint',
  source: 'text',
  amountWei: 'bigint',
  time: 'bigint',
} as const;
export type IncomeReceiptRow = Row<typeof incomeReceiptFields>;

export const computeProofFields = {
  id: 'bigint',
  stage: 'text',
  prover: 'text',
  useRightId: 'bigint',
  resourceId: 'bigint',
  typeId: 'int',
  typeName: 'text',
  model: 'text',
  count: 'int',
  leafCountLog2: 'int',
  samples: 'int',
  hashesPerLeaf: 'bigint',
  timeLimitSeconds: 'bigint',
  minHashesPerSecond: 'bigint',
  maxHashesPerSecond: 'bigint',
  issuedBlock: 'bigint',
  issuedAt: 'bigint',
  seed: 'text?',
  root: 'text?',
  committedBlock: 'bigint?',
  committedAt: 'bigint?',
  endedAt: 'bigint?',
  hashesPerSecond: 'bigint?',
  elapsedSeconds: 'bigint?',
  range: 'text',
  bucket: 'int?',
  best: 'boolean',
  matchingTypes: 'texts',
} as const;
export type ComputeProofRow = Row<typeof computeProofFields>;

export const rankingFields = {
  resourceId: 'bigint',
  typeId: 'int',
  typeName: 'text',
  model: 'text',
  count: 'int',
  provider: 'text',
  bestProofId: 'bigint',
  bestHashesPerSecond: 'bigint',
  bestElapsedSeconds: 'bigint',
  bestRange: 'text',
  bestBucket: 'int',
  matchingTypes: 'texts',
  passed: 'int',
  provedAt: 'bigint',
  bestProof: one({ leafCountLog2: 'int', samples: 'int', minHashesPerSecond: 'bigint', maxHashesPerSecond: 'bigint' }),
} as const;
export type RankingRow = Row<typeof rankingFields>;

export const accountFields = {
  address: 'text',
  availableWei: 'bigint',
  lockedWei: 'bigint',
  pendingWei: 'bigint',
  unlockAt: 'bigint?',
  isProvider: 'boolean',
  isUser: 'boolean',
  isHolder: 'boolean',
  isRequester: 'boolean',
  isTreasury: 'boolean',
  contract: 'text?',
  updatedAt: 'bigint',
  token: one({ balanceWei: 'bigint' }),
  shareholdings: many({ resourceId: 'bigint', shares: 'bigint', revenueRight: one({ totalShares: 'bigint' }) }),
} as const;
export type AccountRow = Row<typeof accountFields>;

export const accountChangeFields = {
  id: 'text',
  account: 'text',
  deltaWei: 'bigint',
  direction: 'text?',
  availableDeltaWei: 'bigint',
  lockedDeltaWei: 'bigint',
  pendingDeltaWei: 'bigint',
  availableWei: 'bigint',
  lockedWei: 'bigint',
  pendingWei: 'bigint',
  cause: 'text',
  time: 'bigint',
  tx: 'text',
} as const;
export type AccountChangeRow = Row<typeof accountChangeFields>;

export const resourceTypeTermsFields = {
  typeId: 'int',
  version: 'int',
  listed: 'boolean',
  revenueShares: 'bigint',
  leafCountLog2: 'int',
  samples: 'int',
  hashesPerLeaf: 'bigint',
  timeLimitSeconds: 'bigint',
  minHashesPerSecond: 'bigint',
  maxHashesPerSecond: 'bigint',
  setAt: 'bigint',
} as const;
export type ResourceTypeTermsRow = Row<typeof resourceTypeTermsFields>;

export const proposalFields = {
  id: 'bigint',
  proposer: 'text',
  description: 'text',
  targets: 'texts',
  valuesWei: 'bigints',
  calldatas: 'texts',
  snapshotBlock: 'bigint',
  deadlineBlock: 'bigint',
  etaSeconds: 'bigint?',
  forWei: 'bigint',
  againstWei: 'bigint',
  abstainWei: 'bigint',
  quorumWei: 'bigint',
  queued: 'boolean',
  executed: 'boolean',
  canceled: 'boolean',
  createdAt: 'bigint',
  votes: many({ voter: 'text', support: 'text', weightWei: 'bigint', reason: 'text', time: 'bigint' }),
} as const;
export type ProposalRow = Row<typeof proposalFields>;

export const marketStatsFields = {
  resources: 'int',
  useRights: 'int',
  sales: 'int',
  salesWei: 'bigint',
  incomeWei: 'bigint',
  settledWei: 'bigint',
  deals: 'int',
  proofs: 'int',
  proofsPassed: 'int',
  feeBasisPoints: 'int',
} as const;
export type MarketStatsRow = Row<typeof marketStatsFields>;
