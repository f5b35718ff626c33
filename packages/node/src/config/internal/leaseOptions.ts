import { z } from 'zod';
import { durationMs, flag, integer, tokenIds, tokens } from './optionTypes.ts';

/** Serving the owners of use rights, and what their sessions cost. */
export const leaseOptions = z.strictObject({
  enabled: flag()
    .default(true)
    .describe('Serve the owners of use rights. Default true. Production: true, where use rights are sold.'),
  resources: tokenIds()
    .default([])
    .describe(
      "Resources (VIDs) whose use rights are served, with commas between. Default: all that the daemon's account owns on chain. Production: those of this machine, where the account owns others as well.",
    ),
  slots: integer(1, 1_024)
    .exactOptional()
    .describe(
      'Tasks of one use right that run at the same time, at most. Default: all slots. Production: what the resource was sold as.',
    ),
  reservedSlots: integer(0, 1_024)
    .default(1)
    .describe(
      'Slots that tasks of others leave free for a use right while its owner has a session; one slot always stays for everybody. Default 1. Production: as many as `slots`, where the resource is sold as a whole.',
    ),
  sessions: integer(1, 256)
    .default(8)
    .describe('Sessions of one use right at the same time. Default 8. Production: as default.'),
  pollInterval: durationMs(50, 60_000)
    .default(1_000)
    .describe(
      'Time between two looks at the owners and expiries of the use rights that have sessions: for so long a former owner may go on. Unit: milliseconds, or such as "2 s". Default 1 s. Production: about half a block time.',
    ),
  chainPatience: durationMs(100, 3_600_000)
    .default(60_000)
    .describe(
      'How long a session goes on while the chain cannot be read; then it ends, since nobody knows whose the right is. Unit: milliseconds, or such as "60 s". Default 60 s. Production: below what an hour of use is worth; above the outages of the endpoint.',
    ),
  creditPrice: tokens()
    .default(0n)
    .describe(
      'What an hour of a session costs, paid by credit line on top of the right itself: a voucher for each interval, while it lasts. Unit: tokens. Default 0: nothing. Production: what the right is sold without.',
    ),
  creditUnit: z
    .enum(['hour', 'nodeHour'])
    .default('hour')
    .describe(
      'What creditPrice is for: an hour of the resource, or of each of its devices. Default hour. Production: nodeHour where resources differ in size.',
    ),
  creditInterval: durationMs(100, 86_400_000)
    .default(60_000)
    .describe(
      'How long a session is served beyond the last voucher, at most; half of it pays for the next one. Unit: milliseconds, or such as "1 min". Default 1 min. Production: what can be lost to one tenant; some times the latency of a wallet.',
    ),
  creditGrace: durationMs(1_000, 2_592_000_000)
    .default(3_600_000)
    .describe(
      'The least time in which vouchers can be redeemed after the expiry of a line. Unit: milliseconds, or such as "1 h". Default 1 h. Production: above the longest outage of this machine.',
    ),
  creditRedeemEvery: durationMs(1_000, 2_592_000_000)
    .default(86_400_000)
    .describe(
      'How often the vouchers of a line in use are redeemed; besides at its expiry, and when the daemon stops. Unit: milliseconds, or such as "24 h". Default 24 h. Production: as default.',
    ),
  creditRelease: durationMs(0, 2_592_000_000)
    .default(600_000)
    .describe(
      'How long a line stays open without a session; then its last voucher is redeemed and the rest of the deposit returned, in one transaction. Where the right is over, at once. Unit: milliseconds, or such as "10 min". Default 10 min. Production: above the time in which tenants reconnect; each release is gas of yours.',
    ),
});
