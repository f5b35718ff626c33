import { z } from 'zod';

const list = z
  .union([z.array(z.string()), z.string()])
  .transform((value) =>
    (typeof value === 'string' ? value.split(',') : value).map((part) => part.trim()).filter((part) => part !== ''),
  );

/** Every option that may stand in `<data-dir>/config.yaml`, in a SUANLI_ variable and on the command line; unknown ones are refused. */
export const cliConfigSchema = z.strictObject({
  /** JSON-RPC address of the chain. */
  rpcUrl: z.url({ protocol: /^(https?|wss?)$/ }).default('http://127.0.0.1:8545'),
  /** The market's deployment file. Default `<data-dir>/deployment.json`. */
  deployment: z.string().min(1).exactOptional(),
  /** Multiaddrs of peers of the market to meet first. */
  peers: list.default([]),
  /** Language of the output. Default: what LC_ALL, LC_MESSAGES or LANG name. */
  lang: z.enum(['en', 'zh']).exactOptional(),
  /** File whose first line opens the wallet. */
  passwordFile: z.string().min(1).exactOptional(),
});

/** The options of the command line, checked, with defaults and absolute paths filled in. */
export interface CliConfig {
  readonly dataDir: string;
  readonly rpcUrl: string;
  readonly deploymentFile: string;
  readonly peers: readonly string[];
  readonly passwordFile: string | undefined;
  /** The options that were given on the command line, by name; a flag wins over the daemon's own file too. */
  readonly given: ReadonlySet<string>;
}
