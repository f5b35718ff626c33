import type { Network, SuanliClient } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { openClient } from '../../../context/openClient.ts';
import { openJobStore } from '../../../context/openJobStore.ts';
import { openNetwork } from '../../../context/openNetwork.ts';
import type { SqliteJobStore } from '../../../store/SqliteJobStore.ts';

/** What a command that carries on a job works with. */
export interface JobTools {
  readonly client: SuanliClient;
  readonly network: Network;
  readonly store: SqliteJobStore;
}

/** Opens the store, hands it to the work, and closes it however that ends. */
export async function withStore<Result>(
  context: CommandContext,
  work: (store: SqliteJobStore) => Promise<Result>,
): Promise<Result> {
  const store = await openJobStore(context);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Opens a signing client and the network beside the store, hands all to the work, and closes them however that ends. */
export async function withJobTools<Result>(
  context: CommandContext,
  store: SqliteJobStore,
  work: (tools: JobTools) => Promise<Result>,
): Promise<Result> {
  const client = await openClient(context, { wallet: true });
  const { network, close } = await openNetwork(context, client, { store });
  try {
    return await work({ client, network, store });
  } finally {
    await close();
  }
}
