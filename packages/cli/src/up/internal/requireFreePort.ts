import { createServer } from 'node:net';
import { SuanliError } from '@suanli/protocol';

/**
 * Fails early, and by name, where a port of this machine is taken; 0 is never.
 *
 * @throws SuanliError `CLI_PORT_TAKEN`
 */
export async function requireFreePort(port: number, option: string): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) => reject(new SuanliError('CLI_PORT_TAKEN', { parameters: { port, option }, cause })));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
