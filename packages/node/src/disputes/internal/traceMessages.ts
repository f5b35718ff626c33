import type { TraceResult } from '@suanli/machine';
import type { ErrorCode, ErrorParameters } from '@suanli/protocol';
import type { TraceJob } from '../TraceFactory.ts';

/** What the thread of a trace is asked; one at a time. */
export type TraceOrder =
  | { readonly call: 'open'; readonly job: TraceJob }
  | { readonly call: 'result' }
  | { readonly call: 'hashesAt'; readonly steps: readonly bigint[] }
  | { readonly call: 'headerAt'; readonly step: bigint }
  | { readonly call: 'witnessAt'; readonly step: bigint };

/** What an open trace says of itself. */
export interface TraceFacts {
  readonly levels: number;
  readonly programRoot: Uint8Array;
  readonly first: Uint8Array;
}

/** What came of an order, in parts that can be posted. */
export type TraceAnswer =
  | { readonly value: TraceFacts | TraceResult | Uint8Array | readonly Uint8Array[] }
  | { readonly code: ErrorCode; readonly parameters: ErrorParameters; readonly metaMessages: readonly string[] }
  | { readonly fault: string };
