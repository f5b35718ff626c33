const distinctionBytes = 8;

/**
 * What is gossiped: 8 random bytes, then an encoded announcement. Gossipsub drops content that it has seen within two minutes, even
 * where nobody was there to take it; the random bytes let an offer be announced again. They are no promise of anything, so each
 * peer bounds by itself how often it passes on the same offer.
 */
export function wrapAnnouncement(encoded: Uint8Array): Uint8Array {
  const message = new Uint8Array(distinctionBytes + encoded.byteLength);
  crypto.getRandomValues(message.subarray(0, distinctionBytes));
  message.set(encoded, distinctionBytes);
  return message;
}

/** The encoded announcement within a message; empty where it is too short to hold one. */
export function unwrapAnnouncement(message: Uint8Array): Uint8Array {
  return message.subarray(distinctionBytes);
}
