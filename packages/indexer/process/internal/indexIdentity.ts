import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Deployment, formatDeployment } from '@suanli/protocol';
import { createPublicClient, type Hex, http } from 'viem';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that says what the tables will be, given a chain. */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(['ponder.*.ts', 'schema/**/*.ts', 'src/**/*.ts'], { cwd: root }).sort())
    hash.update(file).update(readFileSync(`${root}/${file}`));
  return hash
    .update(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.resolve('ponder')))))
    .digest('hex');
}

/**
 * A name for the tables that these sources make of this market on this very chain, 8 hex digits. Tables of another one
 * are of no use: of other sources, of another market, or of a development chain that was since started anew.
 */
export async function indexIdentity(deployment: Deployment, rpcUrl: string, signal?: AbortSignal): Promise<string> {
  const client = createPublicClient({
    transport: http(rpcUrl, { retryCount: 0, fetchOptions: { signal: signal ?? null } }),
  });
  const chain = await firstBlockHash(client);
  const text = `${formatDeployment(deployment)}${chain}${hashSources()}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 8);

  async function firstBlockHash({ getBlock }: typeof client): Promise<Hex> {
    return (await getBlock({ blockNumber: deployment.deployedBlock })).hash;
  }
}
