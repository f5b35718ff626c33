import type { Context } from 'ponder:registry';
import type { Hex } from 'viem';
import { useRightEvent } from '../../ponder.schema.ts';
import { eventKey } from './eventKey.ts';

type Row = typeof useRightEvent.$inferInsert;

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly log: { readonly logIndex: number };
  readonly transaction: { readonly hash: Hex };
}

/** Adds to the history of a use right, and returns the id of the entry. */
export async function addUseRightEvent(
  context: Pick<Context, 'db'>,
  event: Moment,
  entry: Omit<Row, 'id' | 'block' | 'time' | 'tx'>,
): Promise<string> {
  const id = eventKey(event);
  await context.db.insert(useRightEvent).values({
    id,
    ...entry,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
  return id;
}
