import { type Context, ponder } from 'ponder:registry';
import { levelRangeName, matchingTypes } from '@suanli/protocol';
import { computeProof, listing, ranking, resource, resourceType, resourceTypeTerms } from '../ponder.schema.ts';
import { addToMarketStats } from './internal/marketStats.ts';
import { requireRow } from './internal/requireRow.ts';

/** All types, as their terms stand: their ids count from 1. */
async function allTypes(context: Pick<Context, 'db'>): Promise<(typeof resourceType.$inferSelect)[]> {
  const types: (typeof resourceType.$inferSelect)[] = [];
  for (let id = 1; ; id++) {
    const type = await context.db.find(resourceType, { id });
    if (!type) return types;
    types.push(type);
  }
}

ponder.on('ComputeProof:ProofIssued', async ({ event, context }) => {
  const { id, useRight, prover, resource: resourceId, typeId, termsVersion } = event.args;
  const { typeName, model, count } = requireRow(await context.db.find(resource, { id: resourceId }));
  const terms = requireRow(await context.db.find(resourceTypeTerms, { typeId, version: termsVersion }));
  await context.db.insert(computeProof).values({
    id,
    stage: 'issued',
    prover,
    useRightId: useRight,
    resourceId,
    typeId,
    typeName,
    model,
    count,
    termsVersion,
    leafCountLog2: terms.leafCountLog2,
    samples: terms.samples,
    hashesPerLeaf: terms.hashesPerLeaf,
    timeLimitSeconds: terms.timeLimitSeconds,
    minHashesPerSecond: terms.minHashesPerSecond,
    maxHashesPerSecond: terms.maxHashesPerSecond,
    issuedBlock: event.block.number,
    issuedAt: event.block.timestamp,
    matchingTypes: [],
    issuedTx: event.transaction.hash,
  });
  await addToMarketStats(context, { proofs: 1 });
});

ponder.on('ComputeProof:ProofCommitted', async ({ event, context }) => {
  const { id, seed, root } = event.args;
  await context.db.update(computeProof, { id }).set({
    stage: 'committed',
    seed,
    root,
    committedBlock: event.block.number,
    committedAt: event.block.timestamp,
    committedTx: event.transaction.hash,
  });
});

ponder.on('ComputeProof:ProofPassed', async ({ event, context }) => {
  const { id, hashesPerSecond, elapsedSeconds } = event.args;
  const range = levelRangeName(event.args.range as 0 | 1 | 2 | 3);
  const matching = matchingTypes(hashesPerSecond, await allTypes(context)).map(({ name }) => name);
  const { resourceId } = await context.db.update(computeProof, { id }).set({
    stage: 'passed',
    hashesPerSecond,
    elapsedSeconds: BigInt(elapsedSeconds),
    range,
    matchingTypes: matching,
    endedAt: event.block.timestamp,
    endedTx: event.transaction.hash,
  });
  const { boundTo } = await context.db.update(resource, { id: resourceId }).set({
    latestProofId: id,
    latestHashesPerSecond: hashesPerSecond,
    latestRange: range,
    latestProvedAt: event.block.timestamp,
    matchingTypes: matching,
  });
  // Only the right that binds the resource can be offered and live.
  if (boundTo !== null && (await context.db.find(listing, { useRightId: boundTo })))
    await context.db.update(listing, { useRightId: boundTo }).set({
      hashesPerSecond,
      range,
      provedAt: event.block.timestamp,
      proofId: id,
      matchingTypes: matching,
    });
  await addToMarketStats(context, { proofsPassed: 1 });
});

ponder.on('ComputeProof:ProofExpired', async ({ event, context }) => {
  await context.db
    .update(computeProof, { id: event.args.id })
    .set({ stage: 'expired', endedAt: event.block.timestamp, endedTx: event.transaction.hash });
});

const buckets = ['proofsWithin1s', 'proofsWithin60s', 'proofsWithin600s', 'proofsLonger'] as const;

ponder.on('Ranking:ProofRanked', async ({ event, context }) => {
  const { id, typeId, resource: resourceId, hashesPerSecond, elapsedSeconds, bucket, best } = event.args;
  const range = levelRangeName(event.args.range as 0 | 1 | 2 | 3);
  const matching = matchingTypes(hashesPerSecond, await allTypes(context)).map(({ name }) => name);
  await context.db.update(computeProof, { id }).set({ bucket, best });
  const counted = buckets[bucket] ?? 'proofsLonger';
  await context.db.update(resourceType, { id: typeId }).set((row) => ({ [counted]: row[counted] + 1 }));
  const { typeName, model, count, provider } = requireRow(await context.db.find(resource, { id: resourceId }));
  const bestColumns = {
    bestProofId: id,
    bestHashesPerSecond: hashesPerSecond,
    bestElapsedSeconds: BigInt(elapsedSeconds),
    bestRange: range,
    bestBucket: bucket,
    matchingTypes: matching,
    provedAt: event.block.timestamp,
  };
  await context.db
    .insert(ranking)
    .values({
      resourceId,
      typeId,
      typeName,
      model,
      count,
      provider,
      ...bestColumns,
      passed: 1,
      updatedAt: event.block.timestamp,
    })
    .onConflictDoUpdate((row) => ({
      ...(best ? bestColumns : {}),
      passed: row.passed + 1,
      updatedAt: event.block.timestamp,
    }));
  if (best)
    await context.db
      .update(resource, { id: resourceId })
      .set({ bestProofId: id, bestHashesPerSecond: hashesPerSecond, bestRange: range });
});
