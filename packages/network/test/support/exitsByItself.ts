// Run as a process of its own: two peers use everything there is and stop; the process must then end without being told to.
import { brokerDomain } from '@suanli/protocol';
import { createNetwork } from '../../src/index.ts';

const domain = brokerDomain({ chainId: 31337, broker: '0x00000000000000000000000000000000000000AA' });
const provider = await createNetwork({ domain, listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'] });
// nobody is there any more: the retries must end as well
const requester = await createNetwork({ domain, bootstrap: [await addressOfNobody()] });
async function addressOfNobody(): Promise<string> {
  const gone = await createNetwork({ domain, listen: ['/ip4/127.0.0.1/tcp/0'] });
  await gone.start();
  const [address] = gone.addresses();
  await gone.stop();
  return address?.split('/p2p/')[0] ?? '';
}

await provider.start();
await provider.tasks.handle((session) => {
  void (async () => {
    for await (const message of session.messages) await session.send(message);
  })();
});
await requester.start();
const session = await requester.tasks.dial(provider.addresses());
const dealId = `0x${'11'.repeat(32)}` as const;
await session.send({ type: 'ready', dealId, credit: 1 });
for await (const message of session.messages) {
  if (message.type === 'ready') break;
}
const cid = await provider.blobs.put(new Uint8Array(3_000_000));
await requester.blobs.get(cid, { from: provider.addresses() });
// one that nobody has: it must be given up by the stop
const pending = requester.blobs.get('bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am');
pending.catch(() => {});
await requester.stop();
await provider.stop();
await pending.catch((error: { code: string }) => console.log(error.code));
