import type { Context } from 'ponder:registry';
import { marketStats } from '../../ponder.schema.ts';

type Row = typeof marketStats.$inferSelect;
/** The sums that a table of numbers adds to. */
type Sums = { [name in keyof Row as Row[name] extends number | bigint ? name : never]?: Row[name] };

/** Adds to the sums over the whole market. */
export async function addToMarketStats(context: Pick<Context, 'db'>, change: Omit<Sums, 'id'>): Promise<void> {
  await context.db
    .insert(marketStats)
    .values({ id: 1, ...change })
    .onConflictDoUpdate((row) =>
      Object.fromEntries(
        Object.entries(change).map(([name, value]) => {
          const present = row[name as keyof typeof change];
          return [name, typeof value === 'bigint' ? BigInt(present) + value : Number(present) + Number(value)];
        }),
      ),
    );
}
