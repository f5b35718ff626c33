import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { chainOptions } from './internal/chainOptions.ts';
import { disputesOptions } from './internal/disputesOptions.ts';
import { leaseOptions } from './internal/leaseOptions.ts';
import { networkOptions } from './internal/networkOptions.ts';
import { proofOptions } from './internal/proofOptions.ts';
import { providerOptions } from './internal/providerOptions.ts';
import { telemetryOptions } from './internal/telemetryOptions.ts';
import { verifierOptions } from './internal/verifierOptions.ts';

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
  chain: chainOptions.prefault({}),
  network: networkOptions.prefault({}),
  provider: providerOptions.prefault({}),
  verifier: verifierOptions.prefault({}),
  disputes: disputesOptions.prefault({}),
  lease: leaseOptions.prefault({}),
  proof: proofOptions.prefault({}),
  telemetry: telemetryOptions.prefault({}),
});

/** The daemon's options, checked and with defaults filled in; durations in milliseconds, sizes in bytes, tokens in wei. */
export type NodeConfig = z.output<typeof nodeConfigSchema>;
/** The daemon's options as a file or a caller writes them. */
export type NodeConfigInput = z.input<typeof nodeConfigSchema>;
