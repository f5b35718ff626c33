import type { Hex } from 'viem';
import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { hexSchema } from '../internal/schemas.ts';
import type { TaskStatus } from '../task/TaskStatus.ts';
import {
  failureParametersSchema,
  heartbeatSchema,
  type Readonlies,
  taskSchema,
  templateSchema,
  workSchema,
} from './internal/taskParts.ts';

const dealId = hexSchema(32).transform((value) => value.toLowerCase() as Hex);
const count = z.int().min(0);

/** Most leaves of one `leaves` message. */
export const maxEvidenceLeaves = 1_024;

/** Verifier: what is the job of this answered deal? */
const getJob = z.strictObject({ type: z.literal('getJob'), dealId });
/** Verifier: show the answer's leaves from this position on, as many as you like. */
const getLeaves = z.strictObject({ type: z.literal('getLeaves'), dealId, position: count });

/** Provider: this is the job, and the answer has so many leaves. */
const job = z.strictObject({
  type: z.literal('job'),
  dealId,
  template: templateSchema,
  tasksRoot: hexSchema(32),
  taskCount: count,
  leafCount: count,
});
/** Provider: the leaves from this position on, in the answer's order, each with its task. */
const leaves = z.strictObject({
  type: z.literal('leaves'),
  dealId,
  position: count,
  leaves: z
    .array(
      z.strictObject({
        /** Its index is the leaf's. */
        task: taskSchema,
        taskHash: hexSchema(32),
        outputHash: hexSchema(32),
        work: workSchema,
        status: z.custom<TaskStatus>(
          (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255,
        ),
      }),
    )
    .max(maxEvidenceLeaves),
});
/** Provider: this is not shown, with the reason's code. */
const refused = z.strictObject({
  type: z.literal('refused'),
  dealId,
  code: z.string(),
  parameters: failureParametersSchema,
});

const evidenceMessage = z.discriminatedUnion('type', [getJob, getLeaves, job, leaves, refused, heartbeatSchema]);

/** A message of the evidence protocol. */
export type EvidenceMessage = Readonlies<z.output<typeof evidenceMessage>>;
/** A message of the evidence protocol of one type. */
export type EvidenceMessageOf<Type extends EvidenceMessage['type']> = Extract<EvidenceMessage, { type: Type }>;
/** One leaf of a `leaves` message, with its task. */
export type EvidenceLeaf = EvidenceMessageOf<'leaves'>['leaves'][number];

/** The evidence protocol's libp2p name. */
export const evidenceProtocolId = '/suanli/evidence/1.0.0';

/** Encodes a message as canonical CBOR. */
export function encodeEvidenceMessage(message: EvidenceMessage): Uint8Array {
  return encodeCanonicalCbor(message);
}

/**
 * Reads a message and checks its shape.
 *
 * @throws SuanliError `MESSAGE_MALFORMED`
 */
export function decodeEvidenceMessage(bytes: Uint8Array): EvidenceMessage {
  try {
    return evidenceMessage.parse(decodeCanonicalCbor(bytes));
  } catch (cause) {
    throw new SuanliError('MESSAGE_MALFORMED', { parameters: { what: 'evidence message' }, cause });
  }
}
