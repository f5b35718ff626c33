import type { CommandDefinition } from '../../CommandDefinition.ts';
import { parseId } from '../../input/parseId.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatTime } from '../../output/formatTime.ts';
import { printError } from '../../output/printError.ts';
import { toJsonText } from '../../output/toJsonText.ts';
import { formatConfiguration } from './internal/formatConfiguration.ts';
import { type LeaseOptions, withLease } from './internal/withLease.ts';

/** `suanli lease open` */
export const leaseOpen: CommandDefinition<[useRightId: bigint], LeaseOptions> = {
  path: 'lease open',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [
    { flags: '--target <multiaddr>', text: 'leaseTarget', repeatable: true },
    { flags: '--wait <ms>', text: 'leaseWait', parse: parseWholeNumber('--wait', 0, 86_400_000) },
  ],
  async run(context, { args: [useRightId], options }) {
    const { terminal, text, signal } = context;
    return withLease(context, { ...options, useRightId, prepare: async () => undefined }, async (session) => {
      const { configuration } = session;
      terminal.out.write(terminal.json ? toJsonText({ configuration }) : formatConfiguration(context, configuration));
      terminal.note(text.lease.open);
      session.onExtended((expiresAt) => terminal.note(text.lease.extended(`${formatTime(Number(expiresAt))} UTC`)));
      const interrupted = Promise.withResolvers<undefined>();
      const onAbort = () => interrupted.resolve(undefined);
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      const reason = await Promise.race([session.closed, interrupted.promise]);
      if (reason === undefined) return {};
      // What stdout has is the configuration; why it was cut is said beside it.
      printError({ ...context, terminal: { ...terminal, json: false } }, reason);
      return { exitCode: 1 };
    });
  },
};
