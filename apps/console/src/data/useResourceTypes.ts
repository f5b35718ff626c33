import { type ResourceTypeRow, resourceTypeFields } from './tables.ts';
import { useRows } from './useRows.ts';

/** The types that the DAO lists or has listed, by id. */
export function useResourceTypes(): readonly ResourceTypeRow[] {
  return useRows({ table: 'resourceTypes', fields: resourceTypeFields, orderBy: 'id' }).data?.items ?? [];
}
