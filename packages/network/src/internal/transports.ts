import { tcp } from '@libp2p/tcp';
import { webSockets } from '@libp2p/websockets';

/** What a Node process listens on and dials with. */
export function transports() {
  // a WebSocket reports no drain: its buffer is polled, and 500 ms, the default, would be felt as a stutter
  return [tcp(), webSockets({ bufferedAmountPollInterval: 10 })];
}
