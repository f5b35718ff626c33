import { z } from 'zod';
import { bytesSchema, guestPathSchema, hexSchema, uintSchema } from '../../internal/schemas.ts';
import type { TaskStatus } from '../../task/TaskStatus.ts';

// What the task protocol and the lease protocol have in common.

const text = z.string();
const texts = z.array(text);
const inputs = z.record(guestPathSchema, text);

export const workSchema = uintSchema(64);

/** What all tasks of a job share. */
export const templateSchema = z.strictObject({
  version: z.literal(1),
  module: text,
  args: texts,
  env: z.record(text, text),
  stdin: bytesSchema,
  inputs,
  limits: z.strictObject({
    work: workSchema,
    memoryPages: z.int().min(0).max(65_536),
    outputBytes: z.int().min(0),
    wallMs: z.int().min(1),
  }),
  verification: z.enum(['accept', 'optimistic', 'quorum']),
  salt: hexSchema(32),
  provable: z.strictObject({ programRoot: hexSchema(32), input: hexSchema(32) }).exactOptional(),
});

/** What one task changes in its template. */
export const taskSchema = z.strictObject({
  index: z.int().min(0),
  args: texts.exactOptional(),
  stdin: bytesSchema.exactOptional(),
  inputs: inputs.exactOptional(),
  input: hexSchema(32).exactOptional(),
});

/** One finished task. */
export const taskResultSchema = z.strictObject({
  taskIndex: z.int().min(0),
  taskHash: hexSchema(32),
  outputHash: hexSchema(32),
  work: workSchema,
  status: z.custom<TaskStatus>((value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 5),
  /** The encoded output itself where it is small … */
  output: bytesSchema.exactOptional(),
  /** … else the CID under which the provider serves it. */
  outputCid: text.exactOptional(),
  /** The trap's or limit's own words, for people. Not signed. */
  note: text.exactOptional(),
});

export const failureKindSchema = z.enum(['user', 'provider', 'infrastructure']);

/** The parameters of an error, as they go over the wire. */
export const failureParametersSchema = z.record(text, z.union([text, z.number(), z.boolean()]));

/** Either side, at intervals: I am alive. */
export const heartbeatSchema = z.strictObject({
  type: z.literal('heartbeat'),
  running: z.int().min(0),
  queued: z.int().min(0),
});

/** The same shape, all of it readonly. */
export type Readonlies<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Readonlies<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Readonlies<T[Key]> }
      : T;
