import { readFileSync } from 'node:fs';
import { type Deployment, parseDeployment, SuanliError } from '@suanli/protocol';
import type { CommandContext } from './CommandContext.ts';

/**
 * Reads the deployment file of the market.
 *
 * @throws SuanliError `CLI_DEPLOYMENT_MISSING`, `DEPLOYMENT_INVALID`
 */
export function readDeployment(context: Pick<CommandContext, 'config'>): Deployment {
  const file = context.config.deploymentFile;
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SuanliError('CLI_DEPLOYMENT_MISSING', { parameters: { file }, cause });
  }
  return parseDeployment(content);
}
