// Run as a process of its own, to be killed: a provider that greets each session.
import { brokerDomain } from '@suanli/protocol';
import { createNetwork } from '../../src/index.ts';

const domain = brokerDomain({ chainId: 31337, broker: '0x00000000000000000000000000000000000000AA' });
const provider = await createNetwork({ domain, listen: ['/ip4/127.0.0.1/tcp/0'] });
await provider.start();
await provider.tasks.handle((session) => {
  void session.send({ type: 'ready', dealId: `0x${'11'.repeat(32)}`, credit: 1 });
});
process.send?.(provider.addresses());
