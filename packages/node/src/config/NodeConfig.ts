import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import {
  byteSize,
  durationMs,
  flag,
  fraction,
  integer,
  list,
  tokenIds,
  tokens,
  workUnits,
} from './internal/optionTypes.ts';

/**
 * Every option of the daemon. The description of each says what it means, its unit, its default and what to choose in
 * production; unknown options are refused.
 */
export const nodeConfigSchema = z.strictObject({
  dataDir: z
    .string()
    .min(1)
    .default(() => join(homedir(), '.suanli', 'node'))
    .describe(
      'Folder of the store, blobs and the peer key. Default ~/.suanli/node. Production: a local disk with a backup; one folder per account and market.',
    ),
  keystoreFile: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      'Encrypted version 3 key of the account that signs and is paid. Default <dataDir>/keystore.json. Production: an account used by nothing else, so that its transactions stay in order.',
    ),
  password: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      'Opens the keystore. Only from SUANLI_PASSWORD, never a flag or the file. No default. Production: prefer passwordFile.',
    ),
  passwordFile: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      'File whose first line opens the keystore. No default. Production: a secret mount readable by this user alone.',
    ),
  chain: z
    .strictObject({
      rpcUrl: z
        .url({ protocol: /^(https?|wss?)$/ })
        .default('http://127.0.0.1:8545')
        .describe(
          'JSON-RPC address of the chain. Default http://127.0.0.1:8545. Production: a node of your own or a paid endpoint; its key is redacted wherever the configuration is printed.',
        ),
      deploymentFile: z
        .string()
        .min(1)
        .exactOptional()
        .describe(
          'JSON file with the addresses of the market, as `suanli deploy` writes it. No default. Production: the published file of the market.',
        ),
      confirmations: integer(0, 1_000)
        .default(1)
        .describe(
          'Blocks after which an ended deal is believed to stay ended. Unit: blocks. Default 1. Production: 12 on Ethereum, 64 for finality.',
        ),
      pollInterval: durationMs(50, 600_000)
        .default(1_000)
        .describe(
          'Time between two looks at the chain. Unit: milliseconds, or such as "2 s". Default 1 s. Production: about half a block time.',
        ),
      maxBackoff: durationMs(50, 600_000)
        .default(30_000)
        .describe(
          'Longest pause between two tries while the chain is unreachable; pauses double up to it. Unit: milliseconds, or such as "30 s". Default 30 s. Production: far below the answer time of the deals served.',
        ),
    })
    .prefault({}),
  network: z
    .strictObject({
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
    })
    .prefault({}),
  provider: z
    .strictObject({
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
      supply: z
        .strictObject({
          enabled: flag()
            .exactOptional()
            .describe(
              'Publish by itself what `resources` supply per epoch of the price curve, by the measured speed of this machine and what the chain lets them, so that the price of their type follows it. Needs consent to `priceCurve`. Default: true with pricing curve, else false. Production: as default.',
            ),
          epochs: integer(1, 24)
            .default(24)
            .describe(
              'For how many epochs a statement of supply holds; it is renewed when it ends. Unit: epochs. Default 24, the most. Production: as default: each statement costs a fee and gas, however long it holds.',
            ),
          maxBond: tokens()
            .default(10_000_000_000_000_000_000n)
            .describe(
              'Most that statements of one epoch lock, in all; less is published where more would be locked. While one follows another, both are locked for an epoch. Unit: tokens. Default 10. Production: what stakes and deposits leave of the balance, which always go first.',
            ),
          maxFeePerDay: tokens()
            .default(100_000_000_000_000_000n)
            .describe(
              'Most that statements of supply cost within 24 hours, gas apart; nothing more is published when it is spent. Unit: tokens. Default 0.1. Production: a hundredth of maxBond, with one statement a day.',
            ),
        })
        .prefault({}),
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
      tab: z
        .strictObject({
          maxUnpaid: tokens()
            .default(0n)
            .describe(
              'Most that one requester may owe for work without a deal on chain, tasks under way included: all that one who never pays can cost. Unit: tokens. Default 0: no such work. Production: what a deal on chain costs in gas, some thousand tasks at least.',
            ),
          maxUnpaidTotal: tokens()
            .default(1_000_000_000_000_000_000n)
            .describe(
              'The same for all requesters together, since anybody can have many accounts. Unit: tokens. Default 1. Production: what can be lost.',
            ),
          overdueAfter: durationMs(1_000, 31_536_000_000)
            .default(604_800_000)
            .describe(
              'After so long without a payment a debt is overdue: its requester gets nothing more before it has paid, and the debt no longer counts towards what all may owe together. Unit: milliseconds, or such as "24 h". Default 168 h. Production: as default; the shorter, the sooner a crowd that never pays can come back.',
            ),
        })
        .prefault({}),
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
    })
    .prefault({}),
  verifier: z
    .strictObject({
      enabled: flag()
        .default(false)
        .describe(
          'Look at what others answered to optimistic deals, and dispute what is wrong. Default false. Production: true where slots are to spare and the account has tokens for bonds, and consented to disputes.',
        ),
      sampleRate: fraction()
        .default(0.1)
        .describe(
          'Share of the tasks of each answer that are executed again, from 0 to 1; which ones, nobody else can tell. At 0 no answer is looked at. Default 0.1. Production: what half of a deposit, the reward of a refuted answer, is worth in slots.',
        ),
      maxBond: tokens()
        .default(1_000_000_000_000_000_000n)
        .describe(
          "Largest bond to lock in one dispute; it is as large as the provider's deposit, and comes back where the answer is wrong. Answers with a larger one are not looked at. Unit: tokens. Default 1. Production: a tenth of the balance.",
        ),
      demand: flag()
        .default(false)
        .describe(
          'Make providers that do not show their answers show a leaf on chain. Default false: it locks a bond, of which a quarter is lost where the leaf turns out right or cannot be judged. Production: false, unless providers hide.',
        ),
      slots: integer(1, 1_024)
        .exactOptional()
        .describe(
          'Tasks that are executed again at the same time, at most. Default: all slots, in turns with deals and leases. Production: as default.',
        ),
      maxLeaves: integer(1, 10_000_000)
        .default(65_536)
        .describe(
          'Answers with more results are passed over. Default 65536. Production: as default; each takes about 1 KiB of memory while its answer is verified.',
        ),
    })
    .prefault({}),
  disputes: z
    .strictObject({
      traces: integer(1, 64)
        .default(2)
        .describe(
          'Tasks that are traced on the machine at the same time, in threads of their own, for disputes as provider and as verifier; defences go first. Default 2. Production: as default; each takes a processor while it computes, and memory of several times that of its task.',
        ),
      traceHeap: integer(256, 1_048_576)
        .default(4_096)
        .describe('JavaScript heap of each such thread. Unit: MiB. Default 4096. Production: as default.'),
    })
    .prefault({}),
  lease: z
    .strictObject({
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
    })
    .prefault({}),
  proof: z
    .strictObject({
      executor: z
        .enum(['auto', 'cpu', 'gpu'])
        .default('auto')
        .describe(
          'What compute proofs are made with: auto takes the GPU where there is one, else the CPU; gpu fails without one. Default auto. Production: what the resource was sold as.',
        ),
      threads: integer(1, 1_024)
        .exactOptional()
        .describe('Threads of proofs on the CPU. Default: the number of CPU cores. Production: as default.'),
      timeLimit: durationMs(1_000, 86_400_000)
        .default(900_000)
        .describe(
          'How long a proof may compute, and again how long it is held for its openings. Unit: milliseconds, or such as "15 min". Default 15 min. Production: above the time limit of the resource type.',
        ),
    })
    .prefault({}),
  telemetry: z
    .strictObject({
      logLevel: z
        .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
        .default('info')
        .describe(
          'Least level that is logged, as JSON lines on stdout. Default info. Production: info; debug shows every deal message.',
        ),
      enabled: flag().default(true).describe('Serve /healthz and /metrics over HTTP. Default true. Production: true.'),
      host: z
        .string()
        .min(1)
        .default('127.0.0.1')
        .describe(
          'Interface of /healthz and /metrics. Default 127.0.0.1. Production: loopback, or a private interface; there is no authentication.',
        ),
      port: integer(0, 65_535)
        .default(4_803)
        .describe('TCP port of /healthz and /metrics; 0 takes any free one. Default 4803. Production: a fixed one.'),
    })
    .prefault({}),
});

/** The daemon's options, checked and with defaults filled in; durations in milliseconds, sizes in bytes, tokens in wei. */
export type NodeConfig = z.output<typeof nodeConfigSchema>;
/** The daemon's options as a file or a caller writes them. */
export type NodeConfigInput = z.input<typeof nodeConfigSchema>;
