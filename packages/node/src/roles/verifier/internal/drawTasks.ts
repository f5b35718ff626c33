import { createHmac } from 'node:crypto';
import type { Hex } from 'viem';

/** As many bits as a number holds exactly, in whole bytes. */
const bytes = 6;

/**
 * Which leaves of an answer are executed again: each with the same probability, by a pseudo-random function of a secret, so that nobody else
 * can tell, and the same ones after a restart.
 *
 * @param parameters.rate - The share, from 0 to 1.
 */
export function drawTasks(parameters: {
  readonly secret: Uint8Array;
  readonly dealId: Hex;
  readonly root: Hex;
  readonly rate: number;
}): (position: number) => boolean {
  const { secret, dealId, root, rate } = parameters;
  if (rate >= 1) return () => true;
  return (position) => {
    const mac = createHmac('sha256', secret).update(`${dealId}/${root}/${position}`).digest();
    return mac.readUIntBE(0, bytes) < rate * 2 ** (8 * bytes);
  };
}
