import { webSockets } from '@libp2p/websockets';

/** What a browser tab dials with; it cannot listen. */
export function transports() {
  return [webSockets({ bufferedAmountPollInterval: 10 })];
}
