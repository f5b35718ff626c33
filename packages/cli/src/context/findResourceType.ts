import { SuanliError } from '@suanli/protocol';
import type { ResourceType, SuanliClient } from '@suanli/sdk';

/**
 * The resource type of a name, in any case, or of a number; `argument` is where it was given.
 *
 * @throws SuanliError `CLI_CHOICE_INVALID`, `CHAIN_UNREACHABLE`
 */
export async function findResourceType(
  client: SuanliClient,
  value: string,
  argument = '--type',
): Promise<ResourceType> {
  const { getResourceTypes } = await import('@suanli/sdk');
  const types = await getResourceTypes(client);
  const found = types.find(({ id, name }) => name.toLowerCase() === value.toLowerCase() || String(id) === value);
  if (found) return found;
  const choices = types.map(({ name }) => name).join(', ');
  throw new SuanliError('CLI_CHOICE_INVALID', { parameters: { name: argument, value, choices } });
}
