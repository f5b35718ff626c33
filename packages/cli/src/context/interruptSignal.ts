import { SuanliError } from '@suanli/protocol';

/**
 * A signal that aborts at the first SIGINT or SIGTERM; the second one ends the process with the shell's code for it.
 *
 * @returns the signal, and the way to take the handlers off
 */
export function interruptSignal(): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    controller.abort(new SuanliError('CLI_INTERRUPTED', { parameters: { signal: name } }));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
