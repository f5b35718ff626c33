import { z } from 'zod';
import { list } from './optionTypes.ts';

/** Where other peers find this one. */
export const networkOptions = z.strictObject({
  listen: list()
    .default(['/ip4/0.0.0.0/tcp/4801', '/ip4/0.0.0.0/tcp/4802/ws'])
    .describe(
      'Multiaddrs to listen on, with commas between. Default TCP port 4801 and WebSocket port 4802 on all interfaces. Production: as default, with the ports open in the firewall.',
    ),
  announce: list()
    .default([])
    .describe(
      'Multiaddrs to tell others instead of those listened on. Default none. Production: the public address, where the machine is behind address translation.',
    ),
  bootstrap: list()
    .default([])
    .describe(
      'Multiaddrs of peers to meet first. Default none: found by nobody but those who know the address. Production: two or more of the market.',
    ),
});
