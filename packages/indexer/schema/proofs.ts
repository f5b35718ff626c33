import { index, onchainTable } from 'ponder';

/** A compute proof, with the terms that hold for it. */
export const computeProof = onchainTable(
  'compute_proof',
  (t) => ({
    id: t.bigint().primaryKey(),
    stage: t.text().$type<'issued' | 'committed' | 'passed' | 'expired'>().notNull(),
    prover: t.hex().notNull(),
    useRightId: t.bigint().notNull(),
    resourceId: t.bigint().notNull(),
    /** The type that the resource claims to be of. */
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    model: t.text().notNull(),
    count: t.integer().notNull(),
    termsVersion: t.integer().notNull(),
    leafCountLog2: t.integer().notNull(),
    samples: t.integer().notNull(),
    hashesPerLeaf: t.bigint().notNull(),
    timeLimitSeconds: t.bigint().notNull(),
    minHashesPerSecond: t.bigint().notNull(),
    maxHashesPerSecond: t.bigint().notNull(),
    issuedBlock: t.bigint().notNull(),
    issuedAt: t.bigint().notNull(),
    /** Null: not committed. */
    seed: t.hex(),
    root: t.hex(),
    committedBlock: t.bigint(),
    committedAt: t.bigint(),
    endedAt: t.bigint(),
    /** Null: not passed. */
    hashesPerSecond: t.bigint(),
    elapsedSeconds: t.bigint(),
    range: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull().default('unknown'),
    /** Passed: 0 for at most 1 s, 1 for at most 60 s, 2 for at most 600 s, 3 for longer. */
    bucket: t.integer(),
    /** Whether it was the best of its resource when it passed. */
    best: t.boolean().notNull().default(false),
    /** Names of the types in whose range the level lay when it passed; an H100 that proves a GTX_1050 shows here. */
    matchingTypes: t.text().array().notNull(),
    issuedTx: t.hex().notNull(),
    committedTx: t.hex(),
    endedTx: t.hex(),
  }),
  (table) => ({
    resourceIndex: index().on(table.resourceId),
    useRightIndex: index().on(table.useRightId),
    proverIndex: index().on(table.prover),
    stageIndex: index().on(table.stage),
    typeIndex: index().on(table.typeId, table.hashesPerSecond),
  }),
);

/** The best proof of each resource that passed one. */
export const ranking = onchainTable(
  'ranking',
  (t) => ({
    resourceId: t.bigint().primaryKey(),
    typeId: t.integer().notNull(),
    typeName: t.text().notNull(),
    model: t.text().notNull(),
    count: t.integer().notNull(),
    provider: t.hex().notNull(),
    bestProofId: t.bigint().notNull(),
    bestHashesPerSecond: t.bigint().notNull(),
    bestElapsedSeconds: t.bigint().notNull(),
    bestRange: t.text().$type<'unknown' | 'below' | 'within' | 'above'>().notNull(),
    bestBucket: t.integer().notNull(),
    /** Names of the types in whose range the best level lay when it passed. */
    matchingTypes: t.text().array().notNull(),
    /** How many of its proofs passed. */
    passed: t.integer().notNull(),
    provedAt: t.bigint().notNull(),
    updatedAt: t.bigint().notNull(),
  }),
  (table) => ({ typeIndex: index().on(table.typeId, table.bestHashesPerSecond) }),
);
