import { SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '../../../client/SuanliClient.ts';

/**
 * Resolves when it is time to look for another block.
 *
 * @throws SuanliError `PROOF_ABORTED`
 */
export function nextLook(client: SuanliClient, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(new SuanliError('PROOF_ABORTED', { cause: signal?.reason }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, client.publicClient.pollingInterval);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
