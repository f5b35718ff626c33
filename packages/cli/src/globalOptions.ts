import type { OptionDefinition } from './CommandDefinition.ts';

/** Options that every command takes, before or after its name. */
export const globalOptions: readonly OptionDefinition[] = [
  { flags: '--json', text: 'json' },
  { flags: '--data-dir <folder>', text: 'dataDir' },
  { flags: '--rpc-url <url>', text: 'rpcUrl' },
  { flags: '--deployment <file>', text: 'deployment' },
  { flags: '--peer <multiaddr>', text: 'peer', repeatable: true },
  { flags: '--password-file <file>', text: 'passwordFile' },
  { flags: '--lang <language>', text: 'lang' },
  { flags: '--no-color', text: 'noColor' },
  { flags: '--quiet', text: 'quiet' },
  { flags: '--verbose', text: 'verbose' },
];

/** The values of {@link globalOptions}. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
  readonly rpcUrl?: string;
  readonly deployment?: string;
  readonly peer?: readonly string[];
  readonly passwordFile?: string;
  readonly lang?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}
