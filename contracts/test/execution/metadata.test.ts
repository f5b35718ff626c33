import { createRequire } from 'node:module';
import { executableSourceHashes } from '@suanli/protocol';
import { type Hex, keccak256, stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { type ExecutableName, executableInput, executables } from '../../scripts/internal/executableInputs.ts';
import { createTestMarket } from '../../scripts/internal/testMarket.ts';

const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string; version(): string };
const market = await createTestMarket();

describe('F8: the metadata of a factory', () => {
  test.each(Object.entries(executables) as [ExecutableName, string][])(
    '%s: a third party rebuilds the deployed code from it',
    async (name, contract) => {
      const factory = market.contracts[`${name}Factory`];
      const address = await market.deploy(factory, [executableSourceHashes[name]]);
      const metadata = (await market.read(factory, address, 'metadata', [])) as {
        readonly sourceHash: Hex;
        readonly compilerVersion: string;
        readonly bytecode: Hex;
      };
      const input = executableInput(name);
      expect(metadata.sourceHash).toBe(executableSourceHashes[name]);
      expect(solc.version()).toMatch(new RegExp(`^${metadata.compilerVersion.replaceAll('.', '\\.')}\\+`));
      const output = JSON.parse(solc.compile(input)) as {
        readonly contracts: Readonly<
          Record<
            string,
            Readonly<Record<string, { readonly evm: { readonly deployedBytecode: { readonly object: string } } }>>
          >
        >;
      };
      const rebuilt =
        output.contracts[`src/execution/algorithm/${contract}.sol`]?.[contract]?.evm.deployedBytecode.object;
      expect(rebuilt).toMatch(/^[0-9a-f]{1000,}$/);
      expect(metadata.bytecode).toBe(`0x${rebuilt}`);

      // Another word in the sources is other code, or at least another hash.
      const altered = input.replace('Apache-2.0', 'Apache-2.1');
      expect(keccak256(stringToHex(altered))).not.toBe(metadata.sourceHash);
      expect(keccak256(stringToHex(input))).toBe(metadata.sourceHash);
    },
  );
});
