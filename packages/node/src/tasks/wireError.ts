import { isSuanliError, type SuanliError, type TaskMessageOf } from '@suanli/protocol';

type WireParameters = TaskMessageOf<'refused'>['parameters'];

/** An error's code and parameters as they go over the wire: big integers as text, absent values left out. */
export function wireError(error: SuanliError): { code: string; parameters: WireParameters } {
  const parameters: Record<string, WireParameters[string]> = {};
  for (const [name, value] of Object.entries(error.parameters)) {
    if (value !== undefined) parameters[name] = typeof value === 'bigint' ? value.toString() : value;
  }
  return { code: error.code, parameters };
}

/** What no provider could run, whatever its links: the task names or holds what is wrong. */
const userCodes: ReadonlySet<string> = new Set([
  'BLOB_CID_UNSUPPORTED',
  // Said of bytes that have the CID's hash.
  'BLOB_MALFORMED',
  'EXECUTOR_RUN_INVALID',
  'EXECUTOR_LIMIT_INVALID',
  'JOB_INPUT_MISMATCH',
  'NODE_TASK_OUT_OF_RANGE',
  'NODE_TASK_CONFLICT',
]);

/**
 * Who is at fault where a task has no result; see docs/task-protocol.md. A blob that did not come, or not right, may come to
 * another provider, so only what is certain is laid on the user: it ends the task everywhere.
 */
export function failureKind(error: unknown): TaskMessageOf<'failed'>['kind'] {
  if (!isSuanliError(error)) return 'provider';
  const { code } = error;
  if (userCodes.has(code)) return 'user';
  const outside = code === 'CHAIN_UNREACHABLE' || code.startsWith('NETWORK_') || code.startsWith('BLOB_');
  return outside ? 'infrastructure' : 'provider';
}
