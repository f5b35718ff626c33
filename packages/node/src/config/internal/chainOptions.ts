import { z } from 'zod';
import { durationMs, integer } from './optionTypes.ts';

/** Which chain, and how it is read. */
export const chainOptions = z.strictObject({
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
});
