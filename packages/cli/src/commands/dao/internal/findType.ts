import { SuanliError } from '@suanli/protocol';
import type { ResourceType, SuanliClient } from '@suanli/sdk';

/** The resource type that a user names, by its name or number. */
export async function findType(client: SuanliClient, nameOrId: string): Promise<ResourceType> {
  const { getResourceTypes } = await import('@suanli/sdk');
  const types = await getResourceTypes(client);
  const found = types.find(({ id, name }) => name === nameOrId || String(id) === nameOrId);
  if (found) return found;
  throw new SuanliError('CLI_CHOICE_INVALID', {
    parameters: { name: '<type>', value: nameOrId, choices: types.map(({ name }) => name).join(', ') },
  });
}
