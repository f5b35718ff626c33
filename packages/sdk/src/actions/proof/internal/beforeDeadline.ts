import { SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { getChainTime } from '../../chain/getChainTime.ts';
import { nextLook } from './nextLook.ts';

/**
 * What a work comes to, where it does within a stage of a proof. The chain's clock counts, since the chain judges by it; the
 * work's signal ends with the stage, and nobody waits for a work that does not heed it.
 *
 * @param deadline the last second of the stage, since 1970; undefined for none
 * @throws SuanliError `PROOF_TOO_LATE`
 */
export async function beforeDeadline<Result>(
  client: SuanliClient,
  { deadline, signal }: { readonly deadline: number | undefined; readonly signal: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const late = new AbortController();
  const watch = async (): Promise<never> => {
    for (;;) {
      await nextLook(client, over.signal);
      // A chain that cannot be read says nothing about the time.
      const now = await getChainTime(client).catch(() => 0n);
      if (deadline === undefined || now <= BigInt(deadline)) continue;
      const error = new SuanliError('PROOF_TOO_LATE');
      late.abort(error);
      throw error;
    }
  };
  try {
    return await Promise.race([watch(), work(signal ? AbortSignal.any([signal, late.signal]) : late.signal)]);
  } finally {
    over.abort();
  }
}
