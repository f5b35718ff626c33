import { parseEther } from 'viem';
import { z } from 'zod';
import { guestPathSchema } from '../internal/schemas.ts';
import { parseBytes, parseDurationMs, parseWork } from '../units/quantity.ts';

const pageBytes = 65_536n;

function quantity(unit: string, parse: (text: string) => bigint | undefined, minimum: bigint, maximum: bigint) {
  return z.union([z.string(), z.int().min(0)]).transform((value, context) => {
    const parsed = typeof value === 'number' ? BigInt(value) : parse(value);
    if (parsed === undefined) {
      context.issues.push({ code: 'custom', message: `expected ${unit}`, input: value });
      return z.NEVER;
    }
    if (parsed < minimum || parsed > maximum) {
      context.issues.push({ code: 'custom', message: `expected ${unit}, from ${minimum} to ${maximum}`, input: value });
      return z.NEVER;
    }
    return parsed;
  });
}

const work = quantity('work such as "1 Gwu"', parseWork, 1n, (1n << 63n) - 1n);
const memory = quantity('bytes such as "64 MiB"', parseBytes, pageBytes, 4_294_967_296n);
const bytes = quantity('bytes such as "1 MiB"', parseBytes, 0n, 1_073_741_824n);
const wall = quantity('a duration such as "60 s"', parseDurationMs, 1n, 86_400_000n);

const price = z.union([z.string(), z.number()]).transform((value, context) => {
  // YAML reads 0.0000001 as a number that prints as 1e-7.
  const text =
    typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 18, useGrouping: false }) : value;
  if (!/^\d{1,9}(\.\d{1,18})?$/.test(text)) {
    context.issues.push({ code: 'custom', message: 'expected tokens per Gwu such as "0.001"', input: value });
    return z.NEVER;
  }
  return parseEther(text);
});

const fileMap = z.record(guestPathSchema, z.string().min(1));
const environment = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected a variable name: letters, digits and _'),
  z.string(),
);

const part = z.string().min(1).max(200);
const tolerance = z.number().min(0).max(1e300);
const comparator = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact') }),
  z.strictObject({
    kind: z.literal('numeric'),
    absolute: tolerance.exactOptional(),
    relative: z.number().min(0).max(1).exactOptional(),
    format: z.enum(['text', 'float32', 'float64']).exactOptional(),
    part: part.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('image'),
    rms: z.number().min(0).max(255).exactOptional(),
    peak: z.number().min(0).max(255).exactOptional(),
    part: part.exactOptional(),
  }),
]);

/** How two providers' outputs of one task are compared. */
export type ComparatorSpec = z.output<typeof comparator>;

/** The schema of a job specification: what a user writes as YAML or JSON. Unknown fields are refused. */
export const jobSpecSchema = z
  .strictObject({
    /** A name for people. */
    name: z.string().min(1).max(100),
    /** The WebAssembly module: a file path (relative to the specification) or a CID. */
    module: z.string().min(1),
    /** Arguments after the program's name, for every task that gives none of its own. */
    args: z.array(z.string()).default([]),
    /** Environment variables of every task. */
    env: environment.default({}),
    /** Text on standard input, for every task that gives none of its own. */
    stdin: z.string().default(''),
    /** Name under `/in` → file path or CID; for every task. */
    inputs: fileMap.default({}),
    limits: z
      .strictObject({
        /** Metered instructions of one task. Default 1 Gwu. */
        work: work.default(1_000_000_000n),
        /** Linear memory of one task; whole pages of 64 KiB, rounded up. Default 64 MiB. */
        memory: memory.default(67_108_864n),
        /** stdout, stderr and files of one task together. Default 1 MiB. */
        output: bytes.default(1_048_576n),
        /** Wall-clock time of one task. Default 60 s. */
        wall: wall.default(60_000n),
      })
      .prefault({}),
    /** One entry per task; default: a single task with nothing of its own. */
    tasks: z
      .array(
        z.strictObject({
          args: z.array(z.string()).exactOptional(),
          stdin: z.string().exactOptional(),
          inputs: fileMap.exactOptional(),
        }),
      )
      .min(1)
      .max(1_000_000)
      .default([{}]),
    /**
     * `accept`: the requester's word ends a deal. `optimistic`: a challenge window as well. `quorum`: several providers compute
     * the same, and what enough of them agree on is paid. Default accept.
     */
    verification: z.enum(['accept', 'optimistic', 'quorum']).default('accept'),
    /** Who must agree, where `verification` is `quorum`. */
    quorum: z
      .strictObject({
        /** How many providers compute every task. Default 3. */
        providers: z.int().min(2).max(16).default(3),
        /** The group that agrees must hold more than (trust - 1) / trust of the weight of all. Default 2. */
        trust: z.int().min(2).max(1_000_000).default(2),
        /** How many providers must agree at least. Default: more than half of them, and 2 at least. */
        agreeing: z.int().min(2).max(16).exactOptional(),
      })
      .exactOptional(),
    /** Results are executed again on other providers, the fewer the longer a provider's record is. Default: none are. */
    audit: z
      .strictObject({
        /** Confirmed results in a row below which all of a provider's results are executed again. Default 10. */
        trustAfter: z.int().min(1).max(10_000).default(10),
        /** Default exact. */
        comparator: comparator.default({ kind: 'exact' }),
      })
      .exactOptional(),
    /** How providers are paid. Default: out of an escrow, which is locked before they work. */
    payment: z
      .strictObject({
        /**
         * `escrow`: by deals on chain. Otherwise on tabs, that is afterwards, for all providers together: `direct`, each by
         * itself; `batch`, in one transaction; `lottery`, one of them by a draw. `auto`: on tabs where those of the providers
         * hold the whole job, in the cheapest of these ways, else by escrow. Default escrow.
         */
        method: z.enum(['escrow', 'auto', 'direct', 'batch', 'lottery']).default('escrow'),
        /** What one of the chain's own coins is worth, in tokens: with it gas is weighed against payments. Default 1. */
        coinPrice: price.default(10n ** 18n),
        /**
         * `auto` takes a lottery only where the variance of each provider's income is at most this, relative to the square of
         * its mean. Default 0.01.
         */
        maxVariance: z.number().min(0).max(1e9).default(0.01),
      })
      .exactOptional(),
    /** The most to pay, in tokens per Gwu. */
    maxPrice: price,
    /**
     * What to pay providers that serve first who pays most, in tokens per Gwu: of such a one, the dearest offer up to this is
     * taken. Default: the cheapest.
     */
    bid: price.exactOptional(),
    /** How many providers to spread the tasks over, at most. Default 1. */
    providers: z.int().min(1).max(256).default(1),
  })
  .superRefine((spec, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const { quorum, verification, payment } = spec;
    if (spec.bid !== undefined && spec.bid > spec.maxPrice) refuse(['bid'], 'expected no more than maxPrice');
    if (payment && payment.method !== 'escrow' && payment.method !== 'auto') {
      // Nothing of a tab is on chain that could be challenged or held back.
      if (verification !== 'accept') refuse(['payment', 'method'], 'goes along with verification: accept only');
      if (spec.audit) refuse(['payment', 'method'], 'does not go along with audit');
    }
    if (verification !== 'quorum') {
      if (quorum) refuse(['quorum'], 'goes along with verification: quorum only');
      return;
    }
    if (quorum?.agreeing !== undefined && quorum.agreeing > quorum.providers)
      refuse(['quorum', 'agreeing'], 'expected no more than quorum.providers');
    if (spec.audit) refuse(['audit'], 'a quorum executes everything several times already');
    if (spec.providers !== 1) refuse(['providers'], 'a quorum has as many as quorum.providers says');
  });

/** A job specification with its defaults filled in and its quantities parsed (`maxPrice` in wei per Gwu). */
export type JobSpec = z.output<typeof jobSpecSchema>;
/** Who must agree on the results of a job. */
export type JobQuorum = NonNullable<JobSpec['quorum']>;
/** How results of a job are audited. */
export type JobAudit = NonNullable<JobSpec['audit']>;
/** How the providers of a job are paid. */
export type JobPayment = NonNullable<JobSpec['payment']>;
/** A job specification as a user writes it. */
export type JobSpecInput = z.input<typeof jobSpecSchema>;
