import type { Hex } from 'viem';
import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { addressSchema, hexSchema, uintSchema } from '../internal/schemas.ts';
import { tabOrderSchema, tabPaymentSchema, tabStateSchema } from './internal/tabParts.ts';
import {
  failureKindSchema,
  failureParametersSchema,
  heartbeatSchema,
  type Readonlies,
  taskResultSchema,
  taskSchema,
  templateSchema,
  workSchema,
} from './internal/taskParts.ts';

const text = z.string();
const work = workSchema;
const dealId = hexSchema(32).transform((value) => value.toLowerCase() as Hex);

const deal = z.strictObject({
  requester: addressSchema,
  provider: addressSchema,
  resourceId: uintSchema(256),
  jobHash: hexSchema(32),
  priceWeiPerGwu: uintSchema(96),
  maxWork: work,
  stakeWei: uintSchema(96),
  depositWei: uintSchema(96),
  bountyWei: uintSchema(96),
  answerDeadlineBlock: uintSchema(64),
  windowBlocks: z.uint32(),
  policy: z.int().min(0).max(255),
});

/** Requester: here is an open deal and its job; will you take tasks for it? Idempotent, also after a reconnect. */
const open = z.strictObject({
  type: z.literal('open'),
  dealId,
  deal,
  /** In place of a deal on chain, where the provider is to work on a tab; see docs/task-protocol.md. */
  tab: tabOrderSchema.exactOptional(),
  template: templateSchema,
  tasksRoot: hexSchema(32),
  taskCount: z.int().min(0),
  /** The requester's signature of the `Opening` of this deal for the peer that sends this. */
  signature: hexSchema(),
});
/** Requester: run these. */
const tasks = z.strictObject({
  type: z.literal('tasks'),
  dealId,
  tasks: z.array(taskSchema),
  /** Of an `optimistic` deal: the place of each of them in the job; see `isTaskOfJob`. */
  places: z.array(z.array(hexSchema(32)).max(64)).optional(),
});
/** Requester: these are no longer wanted; what already runs may still finish. */
const cancel = z.strictObject({ type: z.literal('cancel'), dealId, taskIndexes: z.array(z.int().min(0)) });
/** Requester: no more tasks will come; these are the ones that I hold receipts for. Sign the answer over them. */
const finish = z.strictObject({ type: z.literal('finish'), dealId, taskIndexes: z.array(z.int().min(0)) });
/** Requester: I agree with your answer; with this you can settle by yourself. */
const acceptance = z.strictObject({
  type: z.literal('acceptance'),
  dealId,
  root: hexSchema(32),
  work,
  signature: hexSchema(),
});

/** Requester: I have paid for what is on my tab, this way; see for yourself. Of any deal of the tab. */
const payment = z.strictObject({ type: z.literal('payment'), dealId, payment: tabPaymentSchema });

/** Provider: send at most `credit` tasks that have no result yet. */
const ready = z.strictObject({
  type: z.literal('ready'),
  dealId,
  credit: z.int().min(1),
  tab: tabStateSchema.exactOptional(),
});
/** Provider: so stands the tab, after a payment was counted (its key) or was not (its key and why), or results were sent again. */
const tab = z.strictObject({
  type: z.literal('tab'),
  dealId,
  ...tabStateSchema.shape,
  payment: text.exactOptional(),
  /** What this payment lowers the tab by; absent where it was not counted. */
  countedWei: uintSchema(96).exactOptional(),
  refusal: z.strictObject({ code: text, parameters: failureParametersSchema }).exactOptional(),
});
/** Provider: I do not take this deal, with the reason's code. */
const refused = z.strictObject({ type: z.literal('refused'), dealId, code: text, parameters: failureParametersSchema });
/** Provider: these are done; the signature is over their batch in this order. */
const results = z.strictObject({
  type: z.literal('results'),
  dealId,
  results: z.array(taskResultSchema),
  signature: hexSchema(),
});
/** Provider: this task could not be run here, and why; it is not paid and may go elsewhere. */
const failed = z.strictObject({
  type: z.literal('failed'),
  dealId,
  taskIndex: z.int().min(0),
  kind: failureKindSchema,
  code: text,
  parameters: failureParametersSchema,
});
/** Provider: my signed answer to `finish`. */
const answer = z.strictObject({
  type: z.literal('answer'),
  dealId,
  root: hexSchema(32),
  work,
  count: z.int().min(0),
  signature: hexSchema(),
});
const taskMessage = z.discriminatedUnion('type', [
  open,
  tasks,
  cancel,
  finish,
  acceptance,
  payment,
  ready,
  tab,
  refused,
  results,
  failed,
  answer,
  heartbeatSchema,
]);

/** A message of the task protocol. */
export type TaskMessage = Readonlies<z.output<typeof taskMessage>>;
/** A message of the task protocol of one type. */
export type TaskMessageOf<Type extends TaskMessage['type']> = Extract<TaskMessage, { type: Type }>;
/** One finished task within a `results` message. */
export type TaskResult = TaskMessageOf<'results'>['results'][number];

/** The task protocol's libp2p name. */
export const taskProtocolId = '/suanli/task/1.0.0';

/** Encodes a message as canonical CBOR. */
export function encodeTaskMessage(message: TaskMessage): Uint8Array {
  return encodeCanonicalCbor(message);
}

/**
 * Reads a message and checks its shape.
 *
 * @throws SuanliError `MESSAGE_MALFORMED`
 */
export function decodeTaskMessage(bytes: Uint8Array): TaskMessage {
  try {
    return taskMessage.parse(decodeCanonicalCbor(bytes));
  } catch (cause) {
    throw new SuanliError('MESSAGE_MALFORMED', { parameters: { what: 'task message' }, cause });
  }
}

/** The deal id that a message speaks of; undefined for a heartbeat. */
export function dealIdOfMessage(message: TaskMessage): Hex | undefined {
  return message.type === 'heartbeat' ? undefined : message.dealId;
}
