/** Where a peer is reached: one multiaddr, all known multiaddrs of one peer, or the peer id of one that was connected before. */
export type PeerTarget = string | readonly string[];
