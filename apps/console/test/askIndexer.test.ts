import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeError, isSuanliError } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { askIndexer } from '../src/data/askIndexer.ts';

/** Something that answers in the place of an indexer, as `answer` does. */
async function startServer(answer: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it was answered');
}
async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await errorOf(work);
  if (isSuanliError(error)) return error.code;
  throw error;
}

const query = '{ listings { totalCount } }';

describe('the indexer is asked', () => {
  test('and its answer is what it says under data', async () => {
    await using server = await startServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => {
        const asked = { ...(JSON.parse(body) as object), path: request.url, method: request.method };
        response.end(JSON.stringify({ data: { asked } }));
      });
    });
    const answer = await askIndexer({ indexerUrl: server.url, query });
    expect(answer).toEqual({ asked: { query, path: '/graphql', method: 'POST' } });
  });

  test('where none is, or what answers is none: an error that names the address and can be tried again', async () => {
    let url = '';
    {
      await using server = await startServer((_, response) => response.writeHead(502).end('<h1>Bad gateway</h1>'));
      url = server.url;
      expect(await codeOf(askIndexer({ indexerUrl: url, query }))).toBe('CONSOLE_INDEXER_UNREACHABLE');
    }
    const error = await errorOf(askIndexer({ indexerUrl: url, query }));
    expect(error).toMatchObject({ code: 'CONSOLE_INDEXER_UNREACHABLE', parameters: { url }, retryable: true });
    for (const language of ['en', 'zh'] as const) {
      expect(describeError(error as Parameters<typeof describeError>[0], language).message).toContain(url);
    }
  });

  test('what it refuses is not that it is gone', async () => {
    const answers = [{ errors: [{ message: 'no such field' }] }, { data: null }, {}];
    await using server = await startServer((_, response) => response.end(JSON.stringify(answers.shift())));
    while (answers.length > 0) {
      expect(await codeOf(askIndexer({ indexerUrl: server.url, query }))).toBe('CONSOLE_INDEXER_REFUSED');
    }
  });

  test('and a page that is left stops asking, which is no error of the indexer', async () => {
    const controller = new AbortController();
    await using server = await startServer(() => controller.abort());
    const error = await errorOf(askIndexer({ indexerUrl: server.url, query, signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortError' });
  });
});
