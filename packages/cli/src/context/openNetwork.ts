import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import type { Network, SuanliClient } from '@suanli/sdk';
import type { SqliteJobStore } from '../store/SqliteJobStore.ts';
import type { CommandContext } from './CommandContext.ts';

export interface OpenNetworkOptions {
  /** Where the peer's key is claimed. Without it, or while another process has it, the peer gets a key for this time alone. */
  readonly store?: SqliteJobStore;
}

/** The network, and the way to leave it. */
export interface OpenNetwork {
  readonly network: Network;
  /** Leaves the network and gives the peer's key back. Never throws. */
  close(): Promise<void>;
}

/**
 * Joins the network of the market as a requester: connected to the configured peers, listening nowhere. The peer's key
 * and the blobs it serves are kept in the data directory, so that a job can be carried on by a later process.
 *
 * @throws SuanliError `CLI_PEERS_MISSING`, `CLI_FILE_UNWRITABLE`, and the network's `NETWORK_…`
 */
export async function openNetwork(
  context: CommandContext,
  client: Pick<SuanliClient, 'domain'>,
  options: OpenNetworkOptions = {},
): Promise<OpenNetwork> {
  const { dataDir, peers } = context.config;
  if (peers.length === 0) throw new SuanliError('CLI_PEERS_MISSING');
  const [{ createNetwork, generateNetworkKey }, { FsBlockstore }] = await Promise.all([
    import('@suanli/sdk'),
    import('blockstore-fs'),
  ]);
  const keyFile = join(dataDir, 'network.key');
  // Two processes with one peer id would be taken for one: what is meant for the first could reach the second.
  const claim = options.store?.tryLock('network');
  let privateKey: Uint8Array | undefined;
  let blockstore: InstanceType<typeof FsBlockstore>;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (claim !== undefined) {
      if (!existsSync(keyFile)) writeFileSync(keyFile, await generateNetworkKey(), { mode: 0o600, flag: 'wx' });
      privateKey = new Uint8Array(readFileSync(keyFile));
    }
    blockstore = new FsBlockstore(join(dataDir, 'blobs'));
    await blockstore.open();
  } catch (cause) {
    claim?.release();
    throw new SuanliError('CLI_FILE_UNWRITABLE', { parameters: { file: dataDir }, cause });
  }
  const network = await createNetwork({
    domain: client.domain,
    blockstore,
    bootstrap: peers,
    ...(privateKey === undefined ? {} : { privateKey }),
  });
  const close = async (): Promise<void> => {
    await network.stop();
    claim?.release();
  };
  try {
    await network.start({ signal: context.signal });
  } catch (error) {
    await close();
    throw error;
  }
  return { network, close };
}
