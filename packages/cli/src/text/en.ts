import { assetCommands, assetOptions, assetWords } from './asset/en.ts';
import type { CommandText } from './CommandText.ts';
import { daoCommands, daoOptions, daoWords } from './dao/en.ts';
import { demoCommands, demoOptions, demoWords } from './demo/en.ts';
import { deployCommands, deployOptions, deployWords } from './deploy/en.ts';
import { doctorCommands, doctorWords } from './doctor/en.ts';
import { incomeCommands, incomeOptions, incomeWords } from './income/en.ts';
import { jobCommands, jobOptions, jobWords } from './job/en.ts';
import { leaseCommands, leaseOptions, leaseWords } from './lease/en.ts';
import { marketCommands, marketOptions, marketWords } from './market/en.ts';
import { offerCommands, offerOptions, offerWords } from './offer/en.ts';
import { paymentCommands, paymentOptions, paymentWords } from './payment/en.ts';
import { proofCommands, proofOptions, proofWords } from './proof/en.ts';
import { providerCommands, providerOptions, providerWords } from './provider/en.ts';
import { tokenCommands, tokenOptions, tokenWords } from './token/en.ts';
import { upCommands, upOptions, upWords } from './up/en.ts';
import { walletCommands, walletOptions, walletWords } from './wallet/en.ts';

const commands = {
  ...walletCommands,
  ...assetCommands,
  ...marketCommands,
  ...incomeCommands,
  ...proofCommands,
  ...leaseCommands,
  ...offerCommands,
  ...jobCommands,
  ...paymentCommands,
  ...tokenCommands,
  ...providerCommands,
  ...daoCommands,
  ...deployCommands,
  ...upCommands,
  ...demoCommands,
  ...doctorCommands,
  conformance: {
    summary: "Hold the checkout's provable machine to the official WebAssembly suite, every step through the contract",
    examples: [
      ['suanli conformance --json', ''],
      ['suanli conformance core/f64', 'only scripts whose path has these words'],
    ],
  },
  bench: {
    summary: 'Run a benchmark of the checkout',
    examples: [['suanli bench dispatch --json', '']],
  },
  test: {
    summary: 'Run all checks and tests of the checkout',
    examples: [['suanli test', '']],
  },
} satisfies Record<string, CommandText>;

const options = {
  help: 'Print this help.',
  version: 'Print the version.',
  json: 'Print exactly one JSON document on stdout; bigints are decimal strings.',
  dataDir: 'Folder of the wallet, jobs and configuration. Default $SUANLI_DATA_DIR, else ~/.suanli.',
  rpcUrl: 'JSON-RPC address of the chain. Default $SUANLI_RPC_URL, else http://127.0.0.1:8545.',
  deployment: "The market's deployment file. Default $SUANLI_DEPLOYMENT, else deployment.json of the data directory.",
  peer: 'Multiaddr of a peer of the market; may be repeated. Default $SUANLI_PEERS (with commas), else `peers` of config.yaml.',
  passwordFile:
    'File whose first line opens the wallet. Default $SUANLI_PASSWORD, else $SUANLI_PASSWORD_FILE, else a prompt.',
  lang: 'Language of the output: en or zh. Default $SUANLI_LANG, else the locale.',
  noColor: 'Print without colours, as NO_COLOR does.',
  quiet: 'Print results and errors alone.',
  verbose: 'Print the stack of an error as well.',
  ...walletOptions,
  ...assetOptions,
  ...marketOptions,
  ...incomeOptions,
  ...proofOptions,
  ...leaseOptions,
  ...offerOptions,
  ...jobOptions,
  ...paymentOptions,
  ...tokenOptions,
  ...providerOptions,
  ...daoOptions,
  ...deployOptions,
  ...upOptions,
  ...demoOptions,
};

/** The texts in English: what every command shares, and those of each domain out of its folder. */
export const en = {
  program: {
    summary: 'An open market for computing power on any EVM chain.',
    usage: 'Usage:',
    commands: 'Commands:',
    arguments: 'Arguments:',
    options: 'Options:',
    globalOptions: 'Options of every command:',
    examples: 'Examples:',
    optionsWord: '[options]',
    commandWord: '<command>',
    more: 'Help of a command: suanli <command> --help',
  },
  commands: commands as Record<keyof typeof commands, CommandText>,
  options: options as Record<keyof typeof options, string>,
  error: { label: 'Error:' },
  amount: (tokens: string) => `${tokens} tokens`,
  table: {
    provider: 'Provider',
    price: 'Tokens/Gwu',
    maxWork: 'Most work',
    escrow: 'Escrow',
    tasks: 'Tasks',
    work: 'Work',
    paid: 'Paid',
    deal: 'Deal',
    slots: 'Slots',
    memory: 'Memory',
    speed: 'Speed',
    volume: 'Deals left',
    expires: 'Expires in',
    job: 'Job',
    name: 'Name',
    created: 'Created (UTC)',
    state: 'State',
  },
  ...walletWords,
  ...assetWords,
  ...marketWords,
  ...incomeWords,
  ...proofWords,
  ...leaseWords,
  ...offerWords,
  ...jobWords,
  ...paymentWords,
  ...tokenWords,
  ...providerWords,
  ...daoWords,
  ...deployWords,
  ...upWords,
  ...demoWords,
  ...doctorWords,
};
