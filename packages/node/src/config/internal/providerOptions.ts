import { z } from 'zod';
import { byteSize, durationMs, flag, integer, tokenIds, tokens, workUnits } from './optionTypes.ts';
import { supplyOptions } from './supplyOptions.ts';
import { tabOptions } from './tabOptions.ts';

/** What is sold, at which prices and limits. */
export const providerOptions = z.strictObject({
  enabled: flag().default(true).describe('Sell computing. Default true. Production: true.'),
  slots: integer(1, 1_024)
    .exactOptional()
    .describe(
      'Tasks that run at the same time. Default: the number of CPU cores. Production: cores minus one, so that the daemon itself has one.',
    ),
  taskMemory: byteSize(65_536n, 4_294_967_296n)
    .default(1_073_741_824)
    .describe(
      'Most linear memory of one task. Unit: bytes, or such as "1 GiB"; whole pages of 64 KiB. Default 1 GiB. Production: free memory divided by slots.',
    ),
  taskOutput: byteSize(0n, 1_073_741_824n)
    .default(67_108_864)
    .describe(
      'Most output of one task: stdout, stderr and files together. Unit: bytes, or such as "64 MiB". Default 64 MiB. Production: as default.',
    ),
  taskWall: durationMs(1, 86_400_000)
    .default(600_000)
    .describe(
      'Longest wall-clock limit of a task that is taken. Unit: milliseconds, or such as "10 min". Default 10 min. Production: well below minAnswerBlocks times the block time.',
    ),
  pricing: z
    .enum(['fixed', 'curve', 'auction'])
    .default('fixed')
    .describe(
      'How offers are priced. `fixed`: at price. `curve`: as the price curve on chain says for the resource type, from price to priceCap, renewed when it moves. `auction`: at several prices from price to priceCap, and whoever pays more is served first. Default fixed. Production: curve where supply and demand are published, auction where slots are scarce.',
    ),
  price: tokens()
    .default(1_000_000_000_000_000n)
    .describe(
      'What one Gwu (10^9 metered instructions) costs, or, with pricing curve or auction, costs at least. Unit: tokens. Default 0.001. Production: above the cost of power and gas.',
    ),
  priceCap: tokens()
    .default(100_000_000_000_000_000n)
    .describe(
      'With pricing curve or auction, what one Gwu costs at most; price where that is more. Unit: tokens. Default 0.1. Production: what the dearest of others ask.',
    ),
  priceType: integer(1, 4_294_967_295)
    .default(1)
    .describe(
      'With pricing curve, the number of the resource type whose price an offer without a resource follows. Default 1, CPU. Production: that of this machine.',
    ),
  supply: supplyOptions.prefault({}),
  auctionTiers: integer(2, 16)
    .default(4)
    .describe(
      'With pricing auction, how many offers of each resource are made at most, each at twice the price of the one before. Default 4. Production: as default; books keep 16 offers of one provider.',
    ),
  auctionInterval: durationMs(0, 60_000)
    .default(1_000)
    .describe(
      'With pricing auction, how long tasks are collected after an idle time, before the one that pays most starts. Unit: milliseconds, or such as "1 s". Default 1 s. Production: as default.',
    ),
  maxWork: workUnits()
    .default(1_000_000_000_000n)
    .describe(
      'Most work that one deal may hold. Unit: work, such as "1000 Gwu". Default 1000 Gwu. Production: what the slots do within the answer time.',
    ),
  stake: tokens()
    .default(100_000_000_000_000_000n)
    .describe(
      'Locked per deal; pays a third party where this provider stays silent. Unit: tokens. Default 0.1. Production: what requesters of the market ask for.',
    ),
  maxDeposit: tokens()
    .default(10_000_000_000_000_000_000n)
    .describe(
      'Largest deposit to lock with an answer on chain. Unit: tokens. Default 10. Production: balance divided by the number of deals served at once.',
    ),
  minAnswerBlocks: integer(1, 4_294_967_295)
    .default(10)
    .describe(
      'Fewest blocks to answer in. Unit: blocks. Default 10. Production: an hour, so that an outage is survived.',
    ),
  maxAnswerBlocks: integer(1, 4_294_967_295)
    .default(7_200)
    .describe(
      'Most blocks that a deal may leave to answer in: longer ones are refused, and one that was opened all the same is answered on chain after so many, so that neither stake nor pay is frozen for longer. Unit: blocks. Default 7200 (a day at 12 s). Production: as long as you would wait for your pay, and well above minAnswerBlocks.',
    ),
  maxWindowBlocks: integer(0, 4_294_967_295)
    .default(50_400)
    .describe(
      'Longest challenge window that is accepted. Unit: blocks. Default 50400 (a week at 12 s). Production: as default.',
    ),
  quorums: flag()
    .default(false)
    .describe(
      'Serve in quorums as well: the offers hold for them too, and a result other than the agreed one costs the stake. Needs consent to `quorum`. Default false. Production: true, where the requesters are known or the stake can be lost.',
    ),
  minRequesterBalance: tokens()
    .default(0n)
    .describe(
      'Serve only requesters that hold so much in wallet and bank together; looked at when a deal is first served, and said in the offers. Owners of use rights have bought theirs, and are served whatever they hold. Unit: tokens. Default 0: everybody. Production: 0, unless the service is for holders.',
    ),
  resources: tokenIds()
    .default([])
    .describe(
      'Resources (VIDs) that offers are made for, with commas between: what deals of these offers pay is income of the resource. Default none: one offer that names no resource. Production: the resources of this machine.',
    ),
  offerVolume: integer(1, 4_294_967_294)
    .default(1_000)
    .describe(
      'Deals that may be opened on one signed offer. Default 1000. Production: what may be open until an offer expires.',
    ),
  offerLifetime: durationMs(10_000, 31_536_000_000)
    .default(3_600_000)
    .describe(
      'How long a signed offer holds; it is renewed when a quarter is left. Unit: milliseconds, or such as "1 h". Default 1 h. Production: as default; a new price takes so long to replace the old one.',
    ),
  announceInterval: durationMs(100, 600_000)
    .default(15_000)
    .describe(
      'Time between two announcements of the offer. Unit: milliseconds, or such as "15 s". Default 15 s. Production: as default.',
    ),
  maxDeals: integer(1, 1_000_000)
    .default(256)
    .describe(
      'Deals served at the same time; at this number the offer is no longer announced. Default 256. Production: as default.',
    ),
  tab: tabOptions.prefault({}),
  creditPerSlot: integer(1, 65_536)
    .default(512)
    .describe(
      'Tasks without a result that one deal may hold here, per slot: enough to hide the network behind tiny tasks. Default 512. Production: as default.',
    ),
  inputCache: byteSize(0n, 1_099_511_627_776n)
    .default(536_870_912)
    .describe(
      'Inputs and modules kept in memory. Unit: bytes, or such as "512 MiB". Default 512 MiB. Production: a tenth of the memory.',
    ),
  diskCache: byteSize(536_870_912n, 1_125_899_906_842_624n)
    .default(4_294_967_296)
    .describe(
      'Inputs and modules kept on disk; the least recently used go first. Unit: bytes, or such as "4 GiB"; at least 512 MiB. Default 4 GiB. Production: what the disk has to spare.',
    ),
  fetchTimeout: durationMs(100, 3_600_000)
    .default(30_000)
    .describe(
      'How long a module or input may take to arrive. Unit: milliseconds, or such as "30 s". Default 30 s. Production: longer for large inputs on slow lines.',
    ),
  dealPatience: durationMs(0, 50_000)
    .default(30_000)
    .describe(
      'How long the opening of a deal waits for a chain that is out of reach or has not seen the deal yet. Unit: milliseconds, or such as "30 s". Default 30 s. Production: as default; requesters give up after 60 s.',
    ),
  answerMarginBlocks: integer(1, 1_000_000)
    .default(25)
    .describe(
      'So many blocks before the deadline what was delivered is answered on chain, but never before two thirds of the answer time have passed. Unit: blocks. Default 25. Production: five minutes or more.',
    ),
  settleGraceBlocks: integer(0, 1_000_000)
    .default(5)
    .describe(
      'Blocks that a requester has to settle what it accepted before this provider does. Unit: blocks. Default 5. Production: as default.',
    ),
  retention: durationMs(0, 31_536_000_000)
    .default(604_800_000)
    .describe(
      'How long the results of an ended deal are kept for requesters who come back. Unit: milliseconds, or such as "24 h". Default 168 h. Production: as default.',
    ),
  stopTimeout: durationMs(0, 3_600_000)
    .default(30_000)
    .describe(
      'How long running tasks may finish when the daemon stops. Unit: milliseconds, or such as "30 s". Default 30 s. Production: the usual task time, below the service manager\'s kill delay.',
    ),
});
