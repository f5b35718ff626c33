import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublicClient, http } from 'viem';
import { expect, test } from 'vitest';
import { toChainError } from '../src/client/internal/toChainError.ts';
import type { SuanliClient } from '../src/client/SuanliClient.ts';

/** The code of what a node's error comes to. */
async function codeOf(error: { readonly code: number; readonly message: string }): Promise<string | undefined> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, error })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createPublicClient({ transport: http(url, { retryCount: 0 }) });
  try {
    await client.getLogs({ fromBlock: 2n, toBlock: 2n });
    return undefined;
  } catch (cause) {
    const coded = toChainError({ url } as SuanliClient, 'DealAnswered', cause);
    return 'code' in coded ? String(coded.code) : undefined;
  } finally {
    server.close();
  }
}

test.each([
  'BlockOutOfRangeError: block height is 1551 but requested was 1552',
  'block range extends beyond current head block',
  'One of the blocks specified in filter (fromBlock, toBlock or blockHash) cannot be found.',
  'header not found',
])('a node that does not have a block yet is asked again later: %s', async (message) => {
  expect(await codeOf({ code: -32_602, message })).toBe('CHAIN_UNREACHABLE');
});

test('what a node refuses for another reason is not', async () => {
  expect(await codeOf({ code: -32_602, message: 'query exceeds max block range 1000' })).toBe('CHAIN_CALL_FAILED');
});
