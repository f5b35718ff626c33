import type { LeaseSession, Network } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { openClient } from '../../../context/openClient.ts';
import { openNetwork } from '../../../context/openNetwork.ts';

export interface LeaseOptions {
  /** Multiaddrs of the provider; found through its offers where there are none. */
  readonly target?: readonly string[];
  /** How long to look for it, in milliseconds. */
  readonly wait?: number;
}

/**
 * Opens a use right, hands the session to the work, and closes it however that ends.
 *
 * @param prepare done before the wallet is opened: what is wrong there is found before a password is asked for
 */
export async function withLease<Prepared, Result>(
  context: CommandContext,
  parameters: LeaseOptions & {
    readonly useRightId: bigint;
    readonly prepare: (network: Network) => Promise<Prepared>;
  },
  work: (session: LeaseSession, prepared: Prepared) => Promise<Result>,
): Promise<Result> {
  const { useRightId, target = [], wait } = parameters;
  const { openLease } = await import('@suanli/sdk');
  const peers = [...context.config.peers, ...target];
  const reader = await openClient(context);
  // A provider that is named need not be found through others.
  const { network, close } = await openNetwork({ ...context, config: { ...context.config, peers } }, reader);
  try {
    const prepared = await parameters.prepare(network);
    const client = await openClient(context, { wallet: true });
    const session = await openLease(client, {
      network,
      useRightId,
      signal: context.signal,
      ...(target.length === 0 ? {} : { target }),
      ...(wait === undefined ? {} : { waitMs: wait }),
    });
    try {
      return await work(session, prepared);
    } finally {
      await session.close();
    }
  } finally {
    await close();
  }
}
