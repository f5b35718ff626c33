// The process behind `startProviderProcess`: takes its options from the parent, says where it listens, and ends with it.
import { readFileSync } from 'node:fs';
import { parseDeployment } from '@suanli/protocol';
import { loadConfig } from '../../config/loadConfig.ts';
import { readPassword } from '../../config/readPassword.ts';
import { openKeystore } from '../../keystore/openKeystore.ts';
import { createNode } from '../createNode.ts';

process.once('message', (message: { flags: Record<string, string> }) => {
  void serve(message.flags).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function serve(flags: Record<string, string>): Promise<void> {
  const config = loadConfig({ flags });
  const deployment = parseDeployment(readFileSync(config.chain.deploymentFile ?? '', 'utf8'));
  const account = await openKeystore({ file: config.keystoreFile ?? '', password: readPassword(config) });
  const node = createNode({ account, deployment }, config);
  const stop = () => {
    void node.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  // A terminal's Ctrl-C reaches the whole group; the parent decides when this ends.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  await node.start();
  process.send?.({ addresses: node.addresses() });
}
