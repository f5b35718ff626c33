import { ponder } from 'ponder:registry';
import { resourceKindName } from '@suanli/protocol';
import { resourceType, resourceTypeTerms } from '../ponder.schema.ts';

// A type and the first version of its terms come in one transaction, the type first.
ponder.on('ResourceTypes:ResourceTypeAdded', async ({ event, context }) => {
  const { id, name, kind, memoryMib } = event.args;
  await context.db.insert(resourceType).values({
    id,
    name,
    kind: resourceKindName(kind),
    memoryMib,
    version: 0,
    listed: false,
    revenueShares: 0n,
    leafCountLog2: 0,
    samples: 0,
    hashesPerLeaf: 0n,
    timeLimitSeconds: 0n,
    minHashesPerSecond: 0n,
    maxHashesPerSecond: 0n,
    addedAt: event.block.timestamp,
    updatedAt: event.block.timestamp,
  });
});

ponder.on('ResourceTypes:ResourceTypeTermsSet', async ({ event, context }) => {
  const { id, version, terms } = event.args;
  const columns = {
    listed: terms.listed,
    revenueShares: BigInt(terms.revenueShares),
    leafCountLog2: terms.leafCountLog2,
    samples: terms.samples,
    hashesPerLeaf: BigInt(terms.hashesPerLeaf),
    timeLimitSeconds: BigInt(terms.timeLimitSeconds),
    minHashesPerSecond: terms.minHashesPerSecond,
    maxHashesPerSecond: terms.maxHashesPerSecond,
  };
  await context.db.insert(resourceTypeTerms).values({
    typeId: id,
    version,
    ...columns,
    setAt: event.block.timestamp,
    block: event.block.number,
    tx: event.transaction.hash,
  });
  await context.db.update(resourceType, { id }).set({ version, ...columns, updatedAt: event.block.timestamp });
});
