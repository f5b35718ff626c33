import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Hex, hexToBigInt, keccak256, stringToHex, toHex } from 'viem';
import type { ContractLayout, StorageLayout, StorageMember } from './StorageLayout.ts';

interface AstNode {
  readonly id: number;
  readonly nodeType: string;
  readonly name?: string;
  readonly nodes?: readonly AstNode[];
  readonly linearizedBaseContracts?: readonly number[];
  readonly abstract?: boolean;
  readonly documentation?: { readonly text?: string } | null;
  readonly value?: { readonly value?: string } | null;
}
interface Entry {
  readonly label: string;
  readonly slot: string;
  readonly offset: number;
  readonly type: string;
}
interface TypeEntry {
  readonly label: string;
  readonly numberOfBytes: string;
  readonly members?: readonly Entry[];
  readonly value?: string;
  readonly key?: string;
  readonly base?: string;
}
interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly sources: Readonly<Record<string, { readonly ast: AstNode }>>;
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly storageLayout: { storage: readonly Entry[]; types: Record<string, TypeEntry> | null } }
        >
      >
    >
  >;
}

const folder = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const layoutFile = 'Layouts.sol';

/** Analysis alone: no bytecode is made, which takes seconds instead of a minute. */
function analyse(
  sources: Record<string, { content: string }>,
  outputs: Record<string, Record<string, string[]>>,
): Output {
  const solc = require('solc') as {
    compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string;
  };
  const input = { language: 'Solidity', sources, settings: { outputSelection: outputs, evmVersion: 'cancun' } };
  const found = JSON.parse(
    solc.compile(JSON.stringify(input), {
      import: (path) => {
        try {
          const file = path.startsWith('@') ? require.resolve(path) : join(folder, path);
          return { contents: readFileSync(file, 'utf8') };
        } catch (error) {
          return { error: String(error) };
        }
      },
    }),
  ) as Output;
  const errors = found.errors?.filter(({ severity }) => severity === 'error') ?? [];
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return found;
}

/** The begin of an ERC-7201 namespace. */
function slotOf(namespace: string): Hex {
  const inner = hexToBigInt(keccak256(stringToHex(namespace))) - 1n;
  return toHex(hexToBigInt(keccak256(toHex(inner, { size: 32 }))) & ~0xffn, { size: 32 });
}

interface Namespace {
  readonly name: string;
  readonly contract: string;
  readonly struct: string;
}

/** How the storage of every upgradeable contract under `src` lies, read with the compiler. */
export function readStorageLayout(): StorageLayout {
  const paths = readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sol'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const sources = Object.fromEntries(
    paths.map((path) => [path, { content: readFileSync(join(folder, path), 'utf8') }]),
  );
  const { sources: parsed } = analyse(sources, { '*': { '': ['ast'] } });
  const contracts = new Map<number, AstNode>();
  for (const { ast } of Object.values(parsed)) {
    for (const node of ast.nodes ?? []) if (node.nodeType === 'ContractDefinition') contracts.set(node.id, node);
  }
  const upgradeable = paths.flatMap((path) =>
    (parsed[path]?.ast.nodes ?? [])
      .filter(({ nodeType, abstract }) => nodeType === 'ContractDefinition' && abstract !== true)
      .filter((node) => basesOf(contracts, node).some(({ name }) => name === 'UUPSUpgradeable'))
      .map((node) => ({ path, node, namespaces: basesOf(contracts, node).flatMap(namespacesOf) })),
  );

  // The compiler lays out variables only, so every struct becomes the variable of a contract that exists for it alone; that
  // is abstract, and so needs no arguments for its constructor.
  const layouts = upgradeable.flatMap(({ node, namespaces }) =>
    namespaces.map(
      ({ struct }, i) => `abstract contract ${node.name}__${i} is ${node.name} { ${struct} private _layout; }`,
    ),
  );
  const content = [
    '// SPDX-License-Identifier: Apache-2.0',
    'pragma solidity 0.8.37;',
    ...new Set(upgradeable.map(({ path, node }) => `import {${node.name}} from "./${path}";`)),
    ...layouts,
  ].join('\n');
  const laidOut = analyse({ ...sources, [layoutFile]: { content } }, { [layoutFile]: { '*': ['storageLayout'] } })
    .contracts?.[layoutFile];

  const structs: Record<string, readonly StorageMember[]> = {};
  const all: Record<string, ContractLayout> = {};
  for (const { node, namespaces } of upgradeable) {
    const layout: Record<string, { slot: Hex; members: readonly StorageMember[] }> = {};
    for (const [i, { name }] of namespaces.entries()) {
      const { storage, types } = laidOut?.[`${node.name}__${i}`]?.storageLayout ?? { storage: [], types: null };
      const [variable, another] = storage;
      if (variable === undefined || another !== undefined || types === null) {
        throw new Error(`${node.name} has storage outside of its namespaces`);
      }
      layout[name] = { slot: slotOf(name), members: membersOf(types, variable.type, structs) };
    }
    all[node.name ?? ''] = sorted(layout);
    requireSlots(node, namespaces);
  }
  return { contracts: sorted(all), structs: sorted(structs) };
}

function basesOf(contracts: ReadonlyMap<number, AstNode>, node: AstNode): AstNode[] {
  return (node.linearizedBaseContracts ?? []).flatMap((id) => contracts.get(id) ?? []);
}

function namespacesOf(contract: AstNode): Namespace[] {
  return (contract.nodes ?? []).flatMap((node) => {
    const name = /@custom:storage-location erc7201:(\S+)/.exec(node.documentation?.text ?? '')?.[1];
    return node.nodeType === 'StructDefinition' && name !== undefined
      ? [{ name, contract: contract.name ?? '', struct: node.name ?? '' }]
      : [];
  });
}

/** The members of a struct; those of the structs that they hold go into `structs`. */
function membersOf(
  types: Readonly<Record<string, TypeEntry>>,
  type: string,
  structs: Record<string, readonly StorageMember[]>,
): StorageMember[] {
  const enter = (id: string | undefined): void => {
    const entry = id === undefined ? undefined : types[id];
    if (entry === undefined) return;
    const name = /^struct (.+)$/.exec(entry.label)?.[1];
    if (entry.members && name !== undefined && structs[name] === undefined) {
      // Before its members are read: a struct may hold a mapping to itself.
      structs[name] = [];
      structs[name] = membersOf(types, id ?? '', structs);
    }
    for (const part of [entry.key, entry.value, entry.base]) enter(part);
  };
  return (types[type]?.members ?? []).map((member) => {
    enter(member.type);
    const { label, numberOfBytes } = types[member.type] ?? { label: '', numberOfBytes: '0' };
    return {
      name: member.label,
      type: label,
      slot: Number(member.slot),
      offset: member.offset,
      bytes: Number(numberOfBytes),
    };
  });
}

/** The constant that the code reads its storage at must be that of the namespace. */
function requireSlots(contract: AstNode, namespaces: readonly Namespace[]): void {
  const own = namespaces.filter((namespace) => namespace.contract === contract.name);
  const constant = (contract.nodes ?? []).find(({ name }) => name === 'STORAGE_SLOT')?.value?.value;
  if (own.length !== 1 || constant === undefined || BigInt(constant) !== BigInt(slotOf(own[0]?.name ?? ''))) {
    throw new Error(`${contract.name}: STORAGE_SLOT is not the slot of its one namespace`);
  }
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
