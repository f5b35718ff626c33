import { fileURLToPath } from 'node:url';
import { defineConfig } from 'hardhat/config';

/** The compiler is the pinned npm package, so that building needs no download and gives the same bytes everywhere. */
const compiler = fileURLToPath(import.meta.resolve('solc/soljson.js'));

export default defineConfig({
  paths: { sources: './src', tests: { solidity: './test' } },
  solidity: {
    version: '0.8.37',
    path: compiler,
    settings: {
      optimizer: { enabled: true, runs: 1_000_000 },
      viaIR: true,
      evmVersion: 'cancun',
      // Paths of the build machine must not reach the bytecode.
      metadata: { bytecodeHash: 'none', appendCBOR: false },
    },
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
