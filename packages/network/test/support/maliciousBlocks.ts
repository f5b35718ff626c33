import {
  bitswapProtocolId,
  decodeBitswapMessage,
  encodeBitswapMessage,
} from '../../src/blobs/internal/bitswapMessage.ts';
import { readFrames, writeFrames } from '../../src/internal/frameStream.ts';
import type { RawPeer } from './rawPeer.ts';

/** Makes a peer say that it has whatever it is asked for, and answer every want for a block with the same bytes. */
export async function answerWithOtherBytes(peer: RawPeer, data: Uint8Array): Promise<void> {
  const signal = new AbortController().signal;
  await peer.handle(bitswapProtocolId, async (stream, connection) => {
    const options = { maxFrameBytes: 2 ** 22, peer: 'asker', what: 'message', signal };
    for await (const frame of readFrames(stream, options)) {
      const wants = decodeBitswapMessage(frame).wants.filter(({ cancel }) => !cancel);
      const blocks = wants
        .filter(({ type }) => type === 'block')
        .map(() => ({ prefix: Uint8Array.of(1, 0x55, 0x12, 32), data }));
      const presences = wants.filter(({ type }) => type === 'have').map(({ cid }) => ({ cid, has: true }));
      if (wants.length === 0) continue;
      const answer = await peer.dialProtocol(connection.remotePeer, bitswapProtocolId);
      await writeFrames(answer, [encodeBitswapMessage({ blocks, presences })], signal);
    }
  });
}
