import { multiaddr } from '@multiformats/multiaddr';
import { type EvidenceMessage, encodeEvidenceMessage, evidenceProtocolId, maxEvidenceLeaves } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import type { EvidenceSession, Network } from '../src/index.ts';
import { encodeFrame } from '../src/internal/encodeFrame.ts';
import { nextEvent, startNetwork } from './support/networks.ts';
import { startRawPeer } from './support/rawPeer.ts';

const dealId = `0x${'aa'.repeat(32)}` as const;
const hash = `0x${'bb'.repeat(32)}` as const;

const leaf = (index: number) => ({
  task: { index, stdin: new Uint8Array(index) },
  taskHash: hash,
  outputHash: hash,
  work: 2n ** 63n,
  status: 0 as const,
});
const page: EvidenceMessage = { type: 'leaves', dealId, position: 7, leaves: [leaf(3), leaf(900)] };

async function next(session: EvidenceSession): Promise<EvidenceMessage | undefined> {
  const { done, value } = await session.messages[Symbol.asyncIterator]().next();
  return done ? undefined : value;
}

async function connect(provider: Network, verifier: Network) {
  const accepted = nextEvent<EvidenceSession>((listener) => provider.evidence.handle(listener));
  const atVerifier = await verifier.evidence.dial(provider.addresses());
  return { atProvider: await accepted, atVerifier };
}

describe('evidence sessions', () => {
  test('carry questions and pages of leaves as they were sent', async () => {
    const { atProvider, atVerifier } = await connect(await startNetwork(), await startNetwork({ listen: [] }));
    const question: EvidenceMessage = { type: 'getLeaves', dealId, position: 7 };
    await atVerifier.send(question);
    expect(await next(atProvider)).toEqual(question);
    await atProvider.send(page);
    expect(await next(atVerifier)).toEqual(page);
  });

  test('are refused by who serves none', async () => {
    const verifier = await startNetwork({ listen: [] });
    const other = await startNetwork();
    await expect(verifier.evidence.dial(other.addresses())).rejects.toMatchObject({
      code: 'NETWORK_PROTOCOL_UNSUPPORTED',
    });
  });

  test.each([
    ['bytes that are no message', new Uint8Array([0xff, 0x00])],
    ['a message of another protocol', encodeEvidenceMessage({ type: 'ready', dealId, credit: 1 } as never)],
    ['a hash that is too short', encodeEvidenceMessage({ type: 'getJob', dealId: '0xaa' })],
    ['a negative position', encodeEvidenceMessage({ type: 'getLeaves', dealId, position: -1 })],
    [
      'more leaves than a page has',
      encodeEvidenceMessage({
        ...page,
        leaves: Array.from({ length: maxEvidenceLeaves + 1 }, (_, index) => ({ ...leaf(0), task: { index } })),
      } as EvidenceMessage),
    ],
  ])('%s end the session, and no other', async (_, bytes) => {
    const provider = await startNetwork();
    const sessions: EvidenceSession[] = [];
    await provider.evidence.handle((session) => void sessions.push(session));
    const peer = await startRawPeer();
    const connection = await peer.dial(provider.addresses().map((address) => multiaddr(address)));
    const stream = await connection.newStream(evidenceProtocolId);
    stream.send(encodeFrame(bytes));
    const honest = await startNetwork({ listen: [] });
    const session = await honest.evidence.dial(provider.addresses());
    await expect.poll(() => sessions.length).toBe(2);
    const [bad, good] = sessions;
    expect(await bad?.closed).toMatchObject({ code: 'MESSAGE_MALFORMED' });
    await session.send({ type: 'getJob', dealId });
    expect(await next(good as EvidenceSession)).toEqual({ type: 'getJob', dealId });
  });
});
