import { z } from 'zod';
import { addressSchema, uintSchema } from '../internal/schemas.ts';
import { type Readonlies, workSchema } from '../wire/internal/taskParts.ts';

export const leaseConfigurationSchema = z.strictObject({
  /** The use right (UID). */
  useRight: uintSchema(64),
  /** The resource (VID) that it is for. */
  resource: uintSchema(64),
  /** The account that serves it. */
  provider: addressSchema,
  /** The resource's type, as the DAO listed it. */
  typeId: z.uint32(),
  typeName: z.string().max(32),
  /** Memory of one device, in MiB; 0 where the type says nothing of it. */
  memoryMib: z.uint32(),
  /** What its owner says the devices are. */
  model: z.string().max(64),
  /** How many devices. */
  count: z.int().min(0).max(255),
  /** The first second, since 1970, at which it may not be used any more. */
  expiresAt: uintSchema(64),
  /** Tasks that run at the same time, at most. */
  slots: z.int().min(1),
  /** How many of those nobody else's tasks can take. */
  reservedSlots: z.int().min(0),
  /** What one task may have. */
  limits: z.strictObject({
    /** Metered instructions. */
    work: workSchema,
    /** Linear memory, in pages of 64 KiB. */
    memoryPages: z.int().min(1).max(65_536),
    /** Bytes of stdout, stderr and files together. */
    outputBytes: z.int().min(0),
    /** Wall-clock milliseconds. */
    wallMs: z.int().min(1),
  }),
  /** Kinds of executor, such as `wasm`. */
  executors: z.array(z.string().max(32)).max(8),
  /** Metered instructions per second and slot that the machine's own benchmark reached. */
  workPerSecond: z.number().min(0),
  /** How sessions are paid by credit, beyond the right itself; absent where they are not. */
  credit: z
    .strictObject({
      unit: z.enum(['nodeHour', 'hour']),
      /** The least price, in wei per unit. */
      priceWeiPerUnit: uintSchema(96),
      /** Served beyond the last voucher, at most: milliseconds, added up over the devices where the unit is `nodeHour`. */
      interval: uintSchema(64),
      /** The least time to redeem after the line's expiry, in seconds. */
      graceSeconds: z.uint32(),
    })
    .exactOptional(),
  /** What compute proofs are made with; absent where it makes none. */
  proof: z.strictObject({ executor: z.enum(['cpu', 'gpu']), device: z.string().max(256) }).exactOptional(),
});

/** What the owner of a use right gets: shown to nobody else. All but the chain's part is the provider's word. */
export type LeaseConfiguration = Readonlies<z.output<typeof leaseConfigurationSchema>>;
