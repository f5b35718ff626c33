import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { addressSchema, hexSchema, uintSchema } from '../internal/schemas.ts';
import { leaseConfigurationSchema } from '../lease/LeaseConfiguration.ts';
import { creditUnits } from '../payment/CreditTerms.ts';
import {
  failureKindSchema,
  failureParametersSchema,
  heartbeatSchema,
  type Readonlies,
  taskResultSchema,
  taskSchema,
  templateSchema,
} from './internal/taskParts.ts';

const text = z.string();
/** The client's number of a job or proof within its session. */
const number = z.uint32();
/** Openings of one message: what a frame of the protocol holds, at any depth. */
const maxOpenings = 1_024;
const failure = { code: text.max(100), parameters: failureParametersSchema };
const indexes = z.array(z.int().min(0));

/** Owner: I want to use this right, which this account of mine owns. */
const hello = z.strictObject({ type: z.literal('hello'), useRight: uintSchema(64), account: addressSchema });
/** Owner: my signature of the `LeaseOpening` over the challenge's nonce and both peer ids. */
const openLease = z.strictObject({ type: z.literal('open'), signature: hexSchema() });
/** Owner: these tasks will come; fetch and prepare what they share. */
const job = z.strictObject({ type: z.literal('job'), job: number, template: templateSchema });
/** Owner: run these, never more than the credit without a result. */
const tasks = z.strictObject({ type: z.literal('tasks'), job: number, tasks: z.array(taskSchema) });
/** Owner: these are no longer wanted. */
const cancel = z.strictObject({ type: z.literal('cancel'), job: number, taskIndexes: indexes });
/** Owner: nothing more of this job is wanted; what still runs of it is ended. */
const end = z.strictObject({ type: z.literal('end'), job: number });
/** Owner: compute the leaves and the tree of a compute proof, and keep them. */
const prove = z.strictObject({
  type: z.literal('prove'),
  proof: number,
  seed: hexSchema(32),
  leafCountLog2: z.int().min(1).max(40),
  hashesPerLeaf: z.uint32().min(1),
});
/** Owner: the ways from these leaves to the root. */
const openings = z.strictObject({ type: z.literal('openings'), proof: number, indexes: indexes.max(maxOpenings) });
/** Owner: this proof is not wanted any more, whether it is computed yet or not. */
const release = z.strictObject({ type: z.literal('release'), proof: number });

/** Owner: I pay by this line of credit, as the configuration asks. */
const credit = z.strictObject({
  type: z.literal('credit'),
  terms: z.strictObject({
    payer: addressSchema,
    payee: addressSchema,
    unit: z.enum(creditUnits),
    priceWeiPerUnit: uintSchema(96),
    depositWei: uintSchema(96),
    startsAt: uintSchema(64),
    expiresAt: uintSchema(64),
    graceSeconds: z.uint32(),
    nonce: uintSchema(256),
  }),
});
/** Owner: a voucher over all that was used of the line; the signature of a contract may be long. */
const voucher = z.strictObject({
  type: z.literal('voucher'),
  quantity: uintSchema(64),
  signature: hexSchema().refine((signature) => signature.length <= 8_194),
});

/** Provider: sign this nonce, together with this peer's id and yours. */
const challenge = z.strictObject({ type: z.literal('challenge'), nonce: hexSchema(32), providerPeerId: text.max(200) });
/** Provider: you are the owner; this is yours. */
const opened = z.strictObject({ type: z.literal('opened'), configuration: leaseConfigurationSchema });
/** Provider: no session, with the reason's code. */
const refused = z.strictObject({ type: z.literal('refused'), ...failure });
/** Provider: the right was renewed while the session was open. */
const extended = z.strictObject({ type: z.literal('extended'), expiresAt: uintSchema(64) });
/** Provider: the line will do; this is its highest voucher here (`0x` where there is none), and what was used of it. */
const credited = z.strictObject({
  type: z.literal('credited'),
  quantity: uintSchema(64),
  signature: hexSchema(),
  usedQuantity: uintSchema(64),
});
/** Provider: so much was used of the line; a voucher over that is wanted. */
const metered = z.strictObject({ type: z.literal('metered'), quantity: uintSchema(64) });
/** Provider: the session ends here, with the reason's code. */
const cut = z.strictObject({ type: z.literal('cut'), ...failure });
/** Provider: send tasks of this job, at most `credit` without a result. */
const ready = z.strictObject({ type: z.literal('ready'), job: number, credit: z.int().min(1) });
/** Provider: this job is not run, and why. */
const jobRefused = z.strictObject({ type: z.literal('jobRefused'), job: number, kind: failureKindSchema, ...failure });
/** Provider: these are done. */
const results = z.strictObject({ type: z.literal('results'), job: number, results: z.array(taskResultSchema) });
/** Provider: this task has no result, and why. */
const failed = z.strictObject({
  type: z.literal('failed'),
  job: number,
  taskIndex: z.int().min(0),
  kind: failureKindSchema,
  ...failure,
});
/** Provider: so many leaves of the proof are computed. */
const proving = z.strictObject({
  type: z.literal('proving'),
  proof: number,
  leaves: z.int().min(0),
  totalLeaves: z.int().min(0),
});
/** Provider: the proof's tree has this root; it took so long to compute. */
const committed = z.strictObject({
  type: z.literal('committed'),
  proof: number,
  root: hexSchema(32),
  elapsedMs: z.number().min(0),
});
/** Provider: the siblings of the leaves asked for, from the leaf up, one leaf after the other; 32 bytes each. */
const siblings = z.strictObject({ type: z.literal('siblings'), proof: number, siblings: z.array(hexSchema(32)) });
/** Provider: this proof is not made, or not opened, and why. */
const proofFailed = z.strictObject({ type: z.literal('proofFailed'), proof: number, ...failure });

const leaseMessage = z.discriminatedUnion('type', [
  hello,
  openLease,
  job,
  tasks,
  cancel,
  end,
  prove,
  openings,
  release,
  credit,
  voucher,
  challenge,
  opened,
  refused,
  extended,
  credited,
  metered,
  cut,
  ready,
  jobRefused,
  results,
  failed,
  proving,
  committed,
  siblings,
  proofFailed,
  heartbeatSchema,
]);

/** A message of the lease protocol. */
export type LeaseMessage = Readonlies<z.output<typeof leaseMessage>>;
/** A message of the lease protocol of one type. */
export type LeaseMessageOf<Type extends LeaseMessage['type']> = Extract<LeaseMessage, { type: Type }>;

/** The lease protocol's libp2p name. */
export const leaseProtocolId = '/suanli/lease/1.0.0';

/** Encodes a message as canonical CBOR. */
export function encodeLeaseMessage(message: LeaseMessage): Uint8Array {
  return encodeCanonicalCbor(message);
}

/**
 * Reads a message and checks its shape.
 *
 * @throws SuanliError `MESSAGE_MALFORMED`
 */
export function decodeLeaseMessage(bytes: Uint8Array): LeaseMessage {
  try {
    return leaseMessage.parse(decodeCanonicalCbor(bytes));
  } catch (cause) {
    throw new SuanliError('MESSAGE_MALFORMED', { parameters: { what: 'lease message' }, cause });
  }
}
