import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { defineConfig } from 'hardhat/config';
import type { HardhatPlugin } from 'hardhat/types/plugins';

/** The compiler is the pinned npm package, so that building needs no download and gives the same bytes everywhere. */
const compiler = fileURLToPath(import.meta.resolve('solc/soljson.js'));

const settings = {
  optimizer: { enabled: true, runs: 1_000_000 },
  viaIR: true,
  evmVersion: 'cancun',
  // Paths of the build machine must not reach the bytecode.
  metadata: { bytecodeHash: 'none', appendCBOR: false },
};
/** Compiles ten times as fast. What is tested is not compiled with it. */
const quickSettings = { ...settings, optimizer: { enabled: true, runs: 1 }, viaIR: false };
/** Tests of libraries, whose code becomes part of the test, are compiled as the contracts are. */
const ofLibraries = new Set([
  'test/bank/LotteryTree.t.sol',
  'test/governance/MarketV2.sol',
  'test/job/Journal.t.sol',
  'test/job/MerkleSum.t.sol',
  'test/job/OrderHash.t.sol',
  'test/market/PriceLaw.t.sol',
  'test/proof/ProofTree.t.sol',
]);
const testFiles = globSync('test/**/*.sol', { cwd: import.meta.dirname }).filter((file) => !ofLibraries.has(file));

/**
 * What is compiled with the same settings is compiled in one go. Hardhat tells settings apart by reference, and makes new ones of each override:
 * the compiler would start once for every test file, and read all that it imports anew.
 */
const inOneGo: HardhatPlugin = {
  id: 'suanli-in-one-go',
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        async resolveUserConfig(userConfig, resolveConfigurationVariable, next) {
          const config = await next(userConfig, resolveConfigurationVariable);
          for (const profile of Object.values(config.solidity.profiles)) {
            const overrides = Object.entries(profile.overrides);
            const first = overrides[0]?.[1];
            for (const [file, override] of overrides) {
              if (first && isDeepStrictEqual(override, first)) profile.overrides[file] = first;
            }
          }
          return config;
        },
      }),
    }),
  },
};

/** Warnings about the sources of npm packages tell us nothing that we could mend. Those about our own are all shown. */
const ownWarnings: HardhatPlugin = {
  id: 'suanli-own-warnings',
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors(context, job, output, next) {
          const errors = (output.errors ?? []).filter(({ severity, formattedMessage = '' }) => {
            // The place that the warning is about is named first; others may follow that explain it.
            const source = /-->\s+(\S+)/.exec(formattedMessage)?.[1];
            return severity !== 'warning' || source?.startsWith('npm/') !== true;
          });
          return next(context, job, { ...output, errors });
        },
      }),
    }),
  },
};

export default defineConfig({
  plugins: [inOneGo, ownWarnings],
  paths: { sources: './src', tests: { solidity: './test' } },
  solidity: {
    // Tests are compiled apart, without the contracts, which they create out of the bytecode that is deployed.
    splitTestsCompilation: true,
    compilers: [{ version: '0.8.37', path: compiler, settings }],
    overrides: Object.fromEntries(
      testFiles.map((file) => [file, { version: '0.8.37', path: compiler, settings: quickSettings }]),
    ),
    npmFilesToBuild: [
      '@openzeppelin/contracts/access/manager/AccessManager.sol',
      '@openzeppelin/contracts/governance/TimelockController.sol',
      '@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol',
    ],
  },
  test: {
    solidity: {
      fsPermissions: { readDirectory: ['../packages/protocol/test/vectors'] },
      fuzz: { runs: 256, seed: '0x5a11' },
      invariant: { runs: 24, depth: 80, failOnRevert: true },
    },
  },
});
