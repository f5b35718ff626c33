import { readFileSync } from 'node:fs';
import { parseDeployment } from '@suanli/protocol';
import { loadConfig } from '../config/loadConfig.ts';
import { readPassword } from '../config/readPassword.ts';
import { openKeystore } from '../keystore/openKeystore.ts';
import { createNode, type NodeDependencies } from './createNode.ts';

/**
 * What the script of a process does that `startProviderProcess` starts: takes its options from the parent, makes the daemon,
 * says where it listens, and ends with the parent.
 *
 * @param dependencies what the daemon's parts are replaced by
 */
export function serveProviderProcess(dependencies: Pick<NodeDependencies, 'wrapExecutor' | 'openTrace'> = {}): void {
  process.once('message', (message: { flags: Record<string, string> }) => {
    void serve(message.flags, dependencies).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
}

async function serve(
  flags: Record<string, string>,
  dependencies: Pick<NodeDependencies, 'wrapExecutor' | 'openTrace'>,
): Promise<void> {
  const config = loadConfig({ flags });
  const deployment = parseDeployment(readFileSync(config.chain.deploymentFile ?? '', 'utf8'));
  const account = await openKeystore({ file: config.keystoreFile ?? '', password: readPassword(config) });
  const node = createNode({ account, deployment, ...dependencies }, config);
  const stop = () => {
    void node.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  // A terminal's Ctrl-C reaches the whole group; the parent decides when this ends.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  await node.start();
  process.send?.({ addresses: node.addresses(), telemetryUrl: node.telemetryUrl });
}
