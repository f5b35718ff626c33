import { describeError, isSuanliError, type Language, SuanliError } from '@suanli/protocol';
import { textOf } from '../text/textOf.ts';
import { formatTokens } from './formatTokens.ts';

/** An error as `--json` prints it, under `error`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly details: readonly string[];
  readonly retryable: boolean;
}

/** The coded error for anything that was thrown. */
export function toSuanliError(error: unknown): SuanliError {
  return isSuanliError(error) ? error : new SuanliError('CLI_UNEXPECTED', { cause: error });
}

/** What to tell of an error: its text in a language, then the lines that explain it, down to its first cause. */
export function describeFailure(error: unknown, language: Language): Failure {
  const coded = toSuanliError(error);
  const { message: inWei, next } = describeError(coded, language);
  const { amount } = textOf(language);
  const message = inWei.replace(/\b(\d{10,}) wei\b/g, (_, wei: string) => amount(formatTokens(BigInt(wei), 18)));
  const details = coded.code === 'JOB_NO_OFFERS' ? mismatchLines(coded, language) : [...coded.metaMessages];
  let cause = coded.cause;
  for (let depth = 0; cause !== undefined && depth < 4; depth++) {
    const line = causeLine(cause, language);
    if (line !== '' && !(coded.metaMessages.length > 0 && isRawRevert(line)) && !details.includes(line))
      details.push(line);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return { code: coded.code, message, next, details, retryable: coded.retryable };
}

/** Why each offer does not serve, in words: the coordinator names reasons. */
function mismatchLines(error: SuanliError, language: Language): string[] {
  const words: Readonly<Record<string, string>> = textOf(language).job.mismatches;
  return error.metaMessages.map((line) => {
    const [provider = '', reasons = ''] = line.split(': ');
    const known = reasons.split(', ').map((reason) => words[reason] ?? reason);
    return `${provider}: ${known.join('; ')}`;
  });
}

/** What a decoded error of a contract says better. */
function isRawRevert(line: string): boolean {
  return /^(?:The contract function "\w+" reverted\.|Execution reverted with reason: custom error 0x)/.test(line);
}

/** Where a document is wrong, field by field, as a schema says. */
function issuesOf(cause: object): readonly string[] {
  const issues: unknown = 'issues' in cause ? cause.issues : undefined;
  if (!Array.isArray(issues)) return [];
  return issues.map((issue: { path?: readonly PropertyKey[]; message?: string }) =>
    [issue.path?.map(String).join('.') ?? '', issue.message ?? ''].filter((part) => part !== '').join(': '),
  );
}

function causeLine(cause: unknown, language: Language): string {
  if (isSuanliError(cause)) return `${describeError(cause, language).message} [${cause.code}]`;
  const issues = typeof cause === 'object' && cause !== null ? issuesOf(cause) : [];
  if (issues.length > 0) return issues.slice(0, 3).join('; ').slice(0, 400);
  const short = typeof cause === 'object' && cause !== null && 'shortMessage' in cause ? cause.shortMessage : undefined;
  const words = typeof short === 'string' ? short : cause instanceof Error ? cause.message : String(cause);
  return words.trim().split('\n', 3).join(' ').slice(0, 400);
}
