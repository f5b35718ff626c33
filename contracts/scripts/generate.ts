// Writes what TypeScript needs to know of the contracts; with --check, fails where the committed files differ.
import { buildContracts } from './internal/buildContracts.ts';
import { type ExecutableName, executableSourceHash, executables } from './internal/executableInputs.ts';
import { writeOrCheck } from './internal/writeOrCheck.ts';

const folder = 'packages/protocol/src/generated';
const { hardhat: _, ...contracts } = await buildContracts();
const header = '// Generated from the contracts by contracts/scripts/generate.ts; do not edit.\n\n';
const files = new Map<string, string>();

for (const { name, abi, bytecode } of Object.values(contracts)) {
  const identifier = name === 'ERC1967Proxy' ? 'erc1967Proxy' : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  files.set(
    `${folder}/abi/${identifier}Abi.ts`,
    `${header}export const ${identifier}Abi = ${JSON.stringify(abi, null, 2)} as const;\n`,
  );
  files.set(
    `${folder}/bytecode/${identifier}Bytecode.ts`,
    `${header}/** Creation bytecode, without constructor arguments. */\nexport const ${identifier}Bytecode =\n  '${bytecode}' as const;\n`,
  );
}

const sourceHashes = (Object.keys(executables) as ExecutableName[]).map(
  (name) => `  ${name}: '${executableSourceHash(name)}',\n`,
);
files.set(
  `${folder}/executableSourceHashes.ts`,
  `${header}/** keccak256 of the compiler input that rebuilds each algorithm; see contracts/scripts/internal/executableInputs.ts. */\nexport const executableSourceHashes = {\n${sourceHashes.join('')}} as const;\n`,
);

writeOrCheck(files, [`${folder}/abi`, `${folder}/bytecode`]);
