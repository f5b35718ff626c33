import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { addressSchema, uintSchema } from '../internal/schemas.ts';

const schema = z.strictObject({
  chainId: z.int().min(1),
  /** The block from which logs are read. */
  deployedBlock: z.union([z.string().regex(/^\d+$/).transform(BigInt), uintSchema(64)]),
  accessManager: addressSchema,
  token: addressSchema,
  bank: addressSchema,
  broker: addressSchema,
  resourceTypes: addressSchema,
  hardware: addressSchema,
  resource: addressSchema,
  useRight: addressSchema,
  revenueRight: addressSchema,
  market: addressSchema,
  computeProof: addressSchema,
  ranking: addressSchema,
  machine: addressSchema,
  disputes: addressSchema,
  quorum: addressSchema,
  executionMarket: addressSchema,
  creditLine: addressSchema,
  lottery: addressSchema,
  priceCurve: addressSchema,
  timelock: addressSchema,
  governor: addressSchema,
});

/** Where one market's contracts stand on one chain. */
export type Deployment = z.output<typeof schema>;

/** Reads a deployment from JSON text or a parsed value; `deployedBlock` may be a decimal string.
 * @throws SuanliError `DEPLOYMENT_INVALID`
 */
export function parseDeployment(source: unknown): Deployment {
  try {
    return schema.parse(typeof source === 'string' ? JSON.parse(source) : source);
  } catch (cause) {
    throw new SuanliError('DEPLOYMENT_INVALID', { cause });
  }
}

/** Writes a deployment as JSON that {@link parseDeployment} reads. */
export function formatDeployment(deployment: Deployment): string {
  return `${JSON.stringify({ ...deployment, deployedBlock: deployment.deployedBlock.toString() }, null, 2)}\n`;
}
