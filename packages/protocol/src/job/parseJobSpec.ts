import { parseDocument } from 'yaml';
import { SuanliError } from '../errors/SuanliError.ts';
import { type JobSpec, type JobSpecInput, jobSpecSchema } from './JobSpec.ts';

function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path)
    text += typeof part === 'number' ? `[${part}]` : text === '' ? String(part) : `.${String(part)}`;
  return text === '' ? '(top)' : text;
}

/**
 * Reads a job specification from YAML or JSON text, or from a value already parsed.
 *
 * @throws SuanliError `JOB_SPEC_SYNTAX` where the text is neither, with line and column;
 * `JOB_SPEC_INVALID` where fields are unknown or wrong, one line per field with its path
 *
 * @example
 * const spec = parseJobSpec('name: hello\nmodule: ./hello.wasm\nmaxPrice: 0.001\n');
 * spec.limits.work; // 1000000000n
 */
export function parseJobSpec(source: string | JobSpecInput): JobSpec {
  let value: unknown = source;
  if (typeof source === 'string') {
    // Not `parse`: an alias bomb or a duplicate key must be an error with a position, not a value.
    const document = parseDocument(source, {
      prettyErrors: true,
      uniqueKeys: true,
      stringKeys: true,
      logLevel: 'error',
    });
    const first = document.errors[0];
    if (first) throw new SuanliError('JOB_SPEC_SYNTAX', { cause: first });
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (cause) {
      throw new SuanliError('JOB_SPEC_SYNTAX', { cause });
    }
  }
  const parsed = jobSpecSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${pathText([...issue.path, key])}: unknown field`)
      : [`${pathText(issue.path)}: ${issue.message}`],
  );
  throw new SuanliError('JOB_SPEC_INVALID', {
    parameters: { count: lines.length, first: lines[0] ?? '' },
    metaMessages: lines,
  });
}
