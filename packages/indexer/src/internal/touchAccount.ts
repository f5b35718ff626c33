import type { Context } from 'ponder:registry';
import type { Address } from 'viem';
import { account } from '../../ponder.schema.ts';
import { contractName } from './contractName.ts';

type Part = 'isProvider' | 'isUser' | 'isHolder' | 'isRequester' | 'isTreasury';
type Row = typeof account.$inferSelect;

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
}

/** The row of an account, made where it is missing. */
export async function touchAccount(context: Pick<Context, 'db'>, event: Moment, address: Address): Promise<Row> {
  return (
    (await context.db.find(account, { address })) ??
    (await context.db.insert(account).values({
      address,
      contract: contractName(address),
      updatedAt: event.block.timestamp,
      updatedBlock: event.block.number,
    }))
  );
}

/** Notes that an account plays a part, or, with `plays` false, does so no longer. */
export async function setAccountPart(
  context: Pick<Context, 'db'>,
  event: Moment,
  address: Address,
  part: Part,
  plays = true,
): Promise<void> {
  const row = await touchAccount(context, event, address);
  if (row[part] !== plays) await context.db.update(account, { address }).set({ [part]: plays });
}
