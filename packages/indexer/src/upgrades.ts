import { ponder } from 'ponder:registry';
import { upgrade } from '../ponder.schema.ts';
import { contractName } from './internal/contractName.ts';
import { eventKey } from './internal/eventKey.ts';

const upgradeable = [
  'Broker',
  'Disputes',
  'Quorum',
  'ExecutionMarket',
  'ResourceTypes',
  'Hardware',
  'Resource',
  'UseRight',
  'RevenueRight',
  'Market',
  'ComputeProof',
  'Ranking',
] as const;

for (const contract of upgradeable) {
  ponder.on(`${contract}:Upgraded`, async ({ event, context }) => {
    await context.db.insert(upgrade).values({
      id: eventKey(event),
      contract: contractName(event.log.address) ?? contract,
      address: event.log.address,
      implementation: event.args.implementation,
      block: event.block.number,
      time: event.block.timestamp,
      tx: event.transaction.hash,
    });
  });
}
