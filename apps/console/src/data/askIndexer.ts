export interface AskIndexerParameters {
  readonly indexerUrl: string;
  /** A GraphQL document. */
  readonly query: string;
  readonly signal?: AbortSignal;
}

const timeoutMs = 10_000;

/**
 * Asks the indexer one GraphQL question.
 *
 * @throws SuanliError `CONSOLE_INDEXER_UNREACHABLE`, `CONSOLE_INDEXER_REFUSED`
 */
export async function askIndexer(parameters: AskIndexerParameters): Promise<Readonly<Record<string, unknown>>> {
  const { indexerUrl, query, signal } = parameters;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${indexerUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const body = (await response.json()) as {
      data?: Record<string, unknown> | null;
      errors?: readonly { message: string }[];
    };
    if (body.errors?.length || !body.data) {
      const { SuanliError } = await import('./suanliError.ts');
      throw new SuanliError('CONSOLE_INDEXER_REFUSED', {
        metaMessages: (body.errors ?? [{ message: `HTTP ${response.status}` }]).map(({ message }) => message),
      });
    }
    return body.data;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const { isSuanliError, SuanliError } = await import('./suanliError.ts');
    if (isSuanliError(cause)) throw cause;
    throw new SuanliError('CONSOLE_INDEXER_UNREACHABLE', { parameters: { url: indexerUrl }, cause });
  }
}
