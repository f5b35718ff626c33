import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';

/**
 * Makes a new Ed25519 identity for {@link createNetwork}, as a protobuf-encoded libp2p private key.
 *
 * It names a peer and nothing else: it holds no funds and signs no deals. Keep it so that the peer id stays the same.
 *
 * @example
 * const network = await createNetwork({ privateKey: await generateNetworkKey(), domain });
 */
export async function generateNetworkKey(): Promise<Uint8Array> {
  return privateKeyToProtobuf(await generateKeyPair('Ed25519'));
}
