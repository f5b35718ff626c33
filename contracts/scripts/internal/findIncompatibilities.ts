import type { StorageLayout, StorageMember } from './StorageLayout.ts';

/**
 * Where a new layout would make contracts misread what is stored under the old one. Members may be appended, to a
 * namespace as well as to a struct that is the value of a mapping; contracts, namespaces and structs may be added. All else
 * is named here: a member that moved, changed its type, name or size, or is gone; a struct that grew and lies one after
 * another in an array, or inside another struct, where it would run into what follows.
 */
export function findIncompatibilities(before: StorageLayout, after: StorageLayout): string[] {
  const found: string[] = [];
  const compare = (where: string, old: readonly StorageMember[], now: readonly StorageMember[]): void => {
    for (const [i, member] of old.entries()) {
      const next = now[i];
      if (next === undefined) found.push(`${where}: ${member.name} is gone`);
      else if (written(next) !== written(member)) found.push(`${where}: ${written(member)} became ${written(next)}`);
    }
  };

  for (const [contract, namespaces] of Object.entries(before.contracts)) {
    const known = after.contracts[contract];
    if (known === undefined) {
      found.push(`${contract} is gone, or is not upgradeable any more`);
      continue;
    }
    for (const [namespace, layout] of Object.entries(namespaces)) {
      const next = known[namespace];
      if (next === undefined) found.push(`${contract}: namespace ${namespace} is gone`);
      else if (next.slot !== layout.slot) found.push(`${contract}: namespace ${namespace} moved`);
      else compare(`${contract}, ${namespace}`, layout.members, next.members);
    }
  }

  const types = [
    ...Object.values(after.contracts).flatMap((namespaces) =>
      Object.values(namespaces).flatMap(({ members }) => members.map(({ type }) => type)),
    ),
    ...Object.values(after.structs).flatMap((members) => members.map(({ type }) => type)),
  ];
  for (const [name, members] of Object.entries(before.structs)) {
    const next = after.structs[name];
    // Whatever still used it would have another type now, which was named above.
    if (next === undefined) continue;
    compare(`struct ${name}`, members, next);
    if (next.length > members.length && types.some((type) => liesBesideOthers(type, name))) {
      found.push(`struct ${name} grew, and is stored in an array or inside another struct`);
    }
  }
  return found;
}

const written = ({ type, name, slot, offset, bytes }: StorageMember): string =>
  `${type} ${name} (slot ${slot}, offset ${offset}, ${bytes} bytes)`;

/** True where the type is the struct itself, or an array of it; not where it is the value of a mapping. */
function liesBesideOthers(type: string, struct: string): boolean {
  const escaped = struct.replace(/[.$]/g, '\\$&');
  return new RegExp(`^struct ${escaped}$|struct ${escaped}\\[`).test(type);
}
