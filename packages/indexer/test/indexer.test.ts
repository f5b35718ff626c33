import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IndexerProcess, startIndexerProcess } from '@suanli/indexer';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { findBatch, getPriceFigures, getUseRight } from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CuttableProxy } from './support/CuttableProxy.ts';
import { differences } from './support/differences.ts';
import { Flows } from './support/Flows.ts';
import { querySql, type SqlRow } from './support/querySql.ts';
import { findPostgres, startPostgres } from './support/startPostgres.ts';
import { until } from './support/until.ts';

const slow = 400_000;
const dataDir = mkdtempSync(join(tmpdir(), 'suanli-indexer-'));
let market: EmbeddedMarket;
let proxy: CuttableProxy;
let indexer: IndexerProcess;
let flows: Flows;

beforeAll(async () => {
  // Blocks come with transactions alone, so that a block number names what was done.
  market = await startEmbeddedMarket({ blockTimeSeconds: 3_600 });
  proxy = new CuttableProxy(market.chain.rpcUrl);
  await proxy.mend();
  const { deployment } = market;
  [indexer, flows] = await Promise.all([
    startIndexerProcess({ deployment, rpcUrl: proxy.url, dataDir }),
    Flows.create(market).then(async (made) => {
      await made.payments.past();
      await made.populate();
      return made;
    }),
  ]);
}, slow);

afterAll(async () => {
  await indexer?.stop();
  await proxy?.cut();
  await market?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, slow);

/** Passes once the tables say what the chain says now. */
async function expectTablesEqualChain(url = indexer.url): Promise<void> {
  let found: string[] = [];
  await until(
    async () => {
      try {
        // Asked first because it costs little.
        const { suanli } = (await (await fetch(`${url}/status`)).json()) as { suanli: { block: { number: number } } };
        const head = await flows.chain.getBlockNumber({ cacheTime: 0 });
        found = [`read up to ${suanli.block.number} of ${head}`];
        if (BigInt(suanli.block.number) !== head) return false;
        found = await differences(url, market.chain.rpcUrl, market.deployment);
      } catch (error) {
        found = [String(error)];
      }
      return found.length === 0;
    },
    () => found.join('\n'),
    150_000,
  );
}

async function graphql<Data>(query: string): Promise<Data> {
  const response = await fetch(indexer.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

describe('the indexer', () => {
  test('every table equals the chain after something of everything', { timeout: slow }, async () => {
    await expectTablesEqualChain();
    // So that equality says something: each table has rows.
    const filled = [
      'resource_type',
      'hardware',
      'resource',
      'use_right',
      'use_right_event',
      'listing',
      'revenue_right',
    ];
    filled.push('shareholding', 'shares_listing', 'shares_sale', 'income_receipt', 'settlement', 'renewal_offer');
    filled.push('renewal_mandate', 'deal', 'compute_proof', 'ranking', 'account', 'account_change', 'token_balance');
    filled.push('lottery', 'batch_payout', 'batch_payment', 'credit_line', 'credit_payment', 'price_terms');
    filled.push('price_statement');
    filled.push('proposal', 'vote', 'role', 'role_member', 'role_change', 'fee_change', 'upgrade', 'market_stats');
    for (const name of filled) {
      const [row] = await querySql(indexer.url, `select count(*) as rows from ${name}`);
      expect(Number(row?.rows), name).toBeGreaterThan(0);
    }
  });

  test('tells why balances changed, and which way', { timeout: slow }, async () => {
    const causes = async (client: { readonly account?: string | undefined }) =>
      (
        await querySql(indexer.url, 'select cause, direction from account_change where account = $1 order by id', [
          (client.account ?? '').toLowerCase(),
        ])
      ).map((row) => [row.cause, row.direction]);
    expect(await causes(flows.buyer)).toEqual([
      ['deposited', '↑'],
      ['useRightSold', '↓'],
      ['useRightRenewed', '↓'],
      ['sharesSold', '↓'],
      ['dealOpened', null],
      ['dealFinalized', '↓'],
      ['withdrawalRequested', null],
    ]);
    expect(await causes(flows.second)).toEqual([
      ['deposited', '↑'],
      ['incomeSettled', '↑'],
      ['dealOpened', null],
    ]);
  });

  test('tells how many small amounts were paid', { timeout: slow }, async () => {
    const { payments } = flows;
    const payer = payments.addressOf(payments.payer).toLowerCase();
    const causes = await querySql(
      indexer.url,
      'select cause, direction from account_change where account = $1 order by id',
      [payer],
    );
    expect(causes.map((row) => [row.cause, row.direction])).toEqual([
      ['deposited', '↑'],
      ['lotteryOpened', null],
      // The fee of each is gone.
      ['demandPublished', '↓'],
      ['demandPublished', '↓'],
      ['lotteryExpired', '↓'],
      ['statementReleased', null],
      ['batchPaid', '↓'],
      ['lotteryOpened', null],
      ['lotteryOpened', null],
      ['lotteryPaid', '↓'],
      ['lotteryPaid', '↓'],
      ['lotteryOpened', null],
      ['creditOpened', null],
      ['creditToppedUp', null],
      ['creditRedeemed', '↓'],
      ['creditRedeemed', '↓'],
      ['creditOpened', null],
      ['creditOpened', null],
      ['creditClosed', '↓'],
      ['creditOpened', null],
      ['creditRedeemed', '↓'],
      ['creditOpened', null],
      ['creditRedeemed', '↓'],
      ['creditClosed', '↓'],
      ['creditClosed', null],
      ['demandPublished', '↓'],
      ['relayFeeEarned', '↑'],
    ]);
    const batch = await findBatch(payments.payer, { number: 0 });
    const data = await graphql<{ batchPayout: object; creditLines: { items: object[] } }>(`{
      batchPayout(id: "${payer}-0") { payees totalWei payments(orderBy: "id") { items { payee amountWei } } }
      creditLines(where: { payer: "${payer}", status: "closed" }, orderBy: "openedBlock") {
        items { unit refundWei payments(orderBy: "id") { items { quantity } } }
      }
    }`);
    expect(data.batchPayout).toEqual({
      payees: 5,
      totalWei: (5n * 10n ** 15n + 1_041n).toString(),
      payments: {
        items: batch?.payments.map(({ account, amountWei }) => ({ payee: account, amountWei: `${amountWei}` })),
      },
    });
    expect(data.creditLines.items).toEqual([
      { unit: 'nodeHour', refundWei: parseEther('1.5').toString(), payments: { items: [{ quantity: '3600000' }] } },
      { unit: 'hour', refundWei: parseEther('1.75').toString(), payments: { items: [{ quantity: '1800000' }] } },
      { unit: 'timed', refundWei: '0', payments: { items: [{ quantity: '0' }, { quantity: '0' }] } },
    ]);
    const payee = payments.addressOf(payments.payee).toLowerCase();
    const received = await graphql<{ batchPayments: { items: object[] } }>(`{
      batchPayments(where: { payee: "${payee}" }, orderBy: "id", orderDirection: "desc") {
        items { amountWei batch { payer number tx } }
      }
    }`);
    expect(received.batchPayments.items).toEqual(
      ['41', '300'].map((amountWei) => ({ amountWei, batch: { payer, number: '0', tx: batch?.transaction } })),
    );
    const open = await querySql(
      indexer.url,
      "select unit from credit_line where payee = $1 and status = 'open' order by unit",
      [payee],
    );
    expect(open).toEqual([{ unit: 'gwu' }, { unit: 'timed' }]);
    const lotteries = await querySql(indexer.url, 'select status, bounty_wei, value_wei from lottery order by hash');
    expect(lotteries.map((row) => row.status).sort()).toEqual(['expired', 'open', 'paid', 'paid']);
    // Of one of them the winner's time was over.
    const bounties = lotteries.filter((row) => Number(row.bounty_wei) > 0);
    expect(bounties.map((row) => BigInt(String(row.bounty_wei)))).toEqual(
      bounties.map((row) => BigInt(String(row.value_wei)) / 10n),
    );
    expect(bounties.length).toBe(1);
  });

  test('tells what is supplied and demanded in an epoch', { timeout: slow }, async () => {
    const sql = `SELECT type_id, kind, sum(work_per_epoch) AS work FROM price_statement
      WHERE from_epoch <= $1 AND until_epoch > $1 GROUP BY type_id, kind ORDER BY kind`;
    const { payee } = flows.payments;
    const { epoch, supplyWork, demandWork } = await getPriceFigures(payee, { typeId: 1 });
    const rows = await querySql(indexer.url, sql, [epoch]);
    expect(rows.map((row) => [row.type_id, row.kind, BigInt(String(row.work))])).toEqual([
      [1, 'demand', demandWork],
      [1, 'supply', supplyWork],
    ]);
    const versions = await querySql(indexer.url, 'select version, from_epoch from price_terms where type_id = 1');
    // What was replaced before it held is gone.
    expect(versions.length).toBe(2);
  });

  test('keeps the order history of a use right', { timeout: slow }, async () => {
    const rows = await querySql(
      indexer.url,
      'select kind, price_wei, first_sale from use_right_event where use_right_id = 1 order by id',
    );
    expect(rows.map((row) => [row.kind, row.price_wei, row.first_sale])).toEqual([
      ['issued', null, null],
      ['listed', parseEther('12').toString(), null],
      ['sold', parseEther('12').toString(), true],
      ['let', null, null],
      ['listed', parseEther('15').toString(), null],
      ['renewalOffered', (10n ** 12n * 86_400n).toString(), null],
      ['renewed', (10n ** 12n * 86_400n).toString(), null],
      ['renewalMandated', parseEther('5').toString(), null],
    ]);
  });

  describe('the market is searched with one query', () => {
    const search = async (where: string): Promise<bigint[]> =>
      (await querySql(indexer.url, `select use_right_id from listing where ${where} order by use_right_id`)).map(
        (row: SqlRow) => BigInt(String(row.use_right_id)),
      );

    // 1: GTX 1050 × 2, 15 tokens; 2: EPYC, 3 tokens; 3: H100, 80 tokens; 4: small, 1 token, proved
    test.each([
      ['type', "type_name = 'GTX_1050'", [1n]],
      ['type id', 'type_id in (1, 6)', [2n, 3n]],
      ['kind', "kind = 'gpu'", [1n, 3n]],
      ['model', "model = 'EPYC 7763'", [2n]],
      ['count', 'count >= 2', [1n]],
      ['memory', 'total_memory_mib >= 4096', [1n, 3n]],
      ['price', `price_wei <= ${parseEther('3')}`, [2n, 4n]],
      ['level', 'hashes_per_second > 0', [4n]],
      ['range', "range = 'unknown'", [1n, 2n, 3n]],
      ['all of it', `kind = 'gpu' and count = 1 and price_wei < ${parseEther('100')} and memory_mib > 8000`, [3n]],
    ])('by %s', { timeout: slow }, async (_, where, expected) => {
      expect(await search(where)).toEqual(expected);
    });

    test('by expiry', { timeout: slow }, async () => {
      const { expiresAt } = await getUseRight(flows.buyer, { useRightId: 2n });
      expect(await search(`expires_at > ${expiresAt}`)).toEqual([1n, 3n]);
      expect(await search(`expires_at <= ${expiresAt}`)).toEqual([2n, 4n]);
    });

    test('by GraphQL, with what belongs to it', { timeout: slow }, async () => {
      const data = await graphql<{ listings: { items: object[] } }>(`{
        listings(where: { kind: "gpu", priceWei_lt: "${parseEther('50')}" }, orderBy: "priceWei") {
          items { useRightId typeName useRight { status events { totalCount } } resource { hardware { items { id } } } }
        }
      }`);
      expect(data.listings.items).toEqual([
        {
          useRightId: '1',
          typeName: 'GTX_1050',
          useRight: { status: 'listed', events: { totalCount: 8 } },
          resource: { hardware: { items: [{ id: '1' }, { id: '2' }] } },
        },
      ]);
    });
  });

  test('a proof shows which types it matches', { timeout: slow }, async () => {
    const [row] = await querySql(indexer.url, 'select * from compute_proof where id = 1');
    expect(row).toMatchObject({ type_name: 'SMALL', range: 'within', matching_types: ['SMALL'], best: true });
    const [rank] = await querySql(indexer.url, 'select * from ranking');
    expect(rank).toMatchObject({ type_name: 'SMALL', passed: 1, best_proof_id: '1' });
  });

  test.each([
    'insert into listing (use_right_id) values (99)',
    'update account set available_wei = 1',
    'delete from listing',
    'drop table listing',
    'truncate listing',
    'with gone as (delete from listing returning *) select * from gone',
    "select set_config('a.b', 'c', false)",
    'select 1; delete from listing',
    'begin',
  ])('SQL over HTTP refuses to run: %s', { timeout: slow }, async (sql) => {
    await expect(querySql(indexer.url, sql)).rejects.toThrow(/^400 /);
    const [row] = await querySql(indexer.url, 'select count(*) as rows from listing');
    expect(Number(row?.rows)).toBe(4);
  });

  test('a verdict on one statement is none on another with the same 40 bits of hash', { timeout: slow }, async () => {
    expect((await querySql(indexer.url, 'select 1 /*866434*/')).length).toBe(1);
    await expect(querySql(indexer.url, 'delete from "resource_type" /*824174*/')).rejects.toThrow(/^400 /);
    expect((await querySql(indexer.url, 'select * from resource_type')).length).toBeGreaterThan(0);
  });

  test.each([20, 8])(
    'a product of %i tables is refused, and the process answers on',
    { timeout: slow },
    async (count) => {
      const tables = Array.from({ length: count }, (_, i) => `"use_right_event" a${i}`).join(', ');
      await expect(querySql(indexer.url, `select count(*) from ${tables}`)).rejects.toThrow(/^400 /);
      expect((await fetch(`${indexer.url}/status`)).status).toBe(200);
    },
  );

  test('GraphQL goes as deep as its own page of queries asks, not deeper', { timeout: slow }, async () => {
    const types = (depth: number): string => (depth === 0 ? 'name' : `name ofType { ${types(depth - 1)} }`);
    await graphql(`{ __schema { types { fields { args { type { ${types(9)} } } } } } }`);
    const response = await fetch(indexer.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ __schema { types { fields { args { type { ${types(20)} } } } } } }` }),
    });
    expect((await response.json()) as object).toHaveProperty('errors');
  });

  test('tables that are joined on keys may be several', { timeout: slow }, async () => {
    const sql = `select l.use_right_id from listing l join use_right u on u.id = l.use_right_id
      join resource r on r.id = l.resource_id join resource_type t on t.id = r.type_id where t.listed and l.price_wei >= $1`;
    expect((await querySql(indexer.url, sql, ['0'])).length).toBe(4);
  });

  test('pages of this machine may ask, those of others may not', { timeout: slow }, async () => {
    for (const path of ['/status', '/sql/db', '/graphql']) {
      const ask = (origin: string) =>
        fetch(`${indexer.url}${path}`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        });
      const own = await ask('http://127.0.0.1:4173');
      expect(own.ok, path).toBe(true);
      expect(own.headers.get('access-control-allow-origin'), path).toBe('http://127.0.0.1:4173');
      const other = await ask('http://console.example');
      expect(other.status, path).toBe(403);
      expect(other.headers.get('access-control-allow-origin'), path).toBeNull();
    }
    const own = await fetch(`${indexer.url}/status`, { headers: { origin: 'http://localhost:4173' } });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'http://localhost:4173']);
    expect((await fetch(`${indexer.url}/status`, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });

  test('a name that was pointed at this machine is not answered', { timeout: slow }, async () => {
    const ask = async (host: string) => {
      const [response] = (await once(get(`${indexer.url}/status`, { headers: { host } }), 'response')) as [
        IncomingMessage,
      ];
      response.resume();
      return response.statusCode;
    };
    expect(await ask('localhost:1')).toBe(200);
    expect(await ask('rebound.example')).toBe(403);
  });

  test('a process that hangs is started again, and one that hangs as it is stopped is ended', {
    timeout: slow,
  }, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'suanli-indexer-'));
    try {
      // From here on there is nothing to read, so that starting again takes no time.
      const deployedBlock = await flows.chain.getBlockNumber({ cacheTime: 0 });
      const deployment = { ...market.deployment, deployedBlock };
      const parameters = { deployment, rpcUrl: market.chain.rpcUrl, dataDir: dir };
      const hanging = await startIndexerProcess({ ...parameters, unresponsiveMs: 8_000 });
      const first = hanging.pid;
      process.kill(first, 'SIGSTOP');
      await until(
        async () => hanging.pid !== first && (await fetch(`${hanging.url}/status`).catch(() => undefined))?.ok === true,
        () => 'another process answers',
      );
      const last = hanging.pid;
      process.kill(last, 'SIGSTOP');
      await hanging.stop();
      expect(() => process.kill(last, 0)).toThrow();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  test('one folder serves one indexer', { timeout: slow }, async () => {
    const second = startIndexerProcess({ deployment: market.deployment, rpcUrl: proxy.url, dataDir });
    await expect(second).rejects.toMatchObject({ code: 'INDEXER_DATA_IN_USE' });
    const port = Number(new URL(indexer.url).port);
    const third = startIndexerProcess({ deployment: market.deployment, rpcUrl: proxy.url, dataDir, port });
    await expect(third).rejects.toMatchObject({ code: 'INDEXER_PORT_TAKEN' });
  });

  test('twelve blocks are taken back, and others come instead', { timeout: slow }, async () => {
    const before = await flows.chain.getBlockNumber({ cacheTime: 0 });
    await flows.twelveBlocks();
    // And nine more, so that tables of payments lose rows, too.
    await flows.payments.nineBlocks();
    expect(await flows.chain.getBlockNumber({ cacheTime: 0 })).toBe(before + 21n);
    await expectTablesEqualChain();
    await flows.rollback(21);
    expect(await flows.chain.getBlockNumber({ cacheTime: 0 })).toBe(before);
    // Shorter than what it replaces, at first.
    await expectTablesEqualChain();
    await flows.otherBlocks();
    await expectTablesEqualChain();
  });

  test('the chain is out of reach for a while', { timeout: slow }, async () => {
    await expectTablesEqualChain();
    const failures = () => readFileSync(indexer.logFile, 'utf8').split('"level":40').length;
    const before = failures();
    await proxy.cut();
    await flows.otherBlocks();
    await until(
      () => failures() > before,
      () => 'the indexer notices that the chain is out of reach',
    );
    // What it has still answers.
    expect((await querySql(indexer.url, 'select * from resource_type')).length).toBe(8);
    await proxy.mend();
    await expectTablesEqualChain();
  });

  test('killed while it reads, twice, it goes on and doubles nothing', { timeout: slow }, async () => {
    const kill = async (when: () => boolean | Promise<boolean>, what: string) => {
      const { pid } = indexer;
      await until(when, () => what);
      process.kill(pid, 'SIGKILL');
      await until(
        () => indexer.pid !== pid,
        () => 'it is started again',
      );
    };
    const started = () => readFileSync(indexer.logFile, 'utf8').split('Started backfill indexing').length;
    const work = flows.otherBlocks();
    const head = await flows.chain.getBlockNumber({ cacheTime: 0 });
    await kill(async () => (await flows.chain.getBlockNumber({ cacheTime: 0 })) > head + 1n, 'it has blocks to read');
    const backfills = started();
    await kill(() => started() > backfills, 'it reads the chain after its restart');
    await work;
    await expectTablesEqualChain();
  });
});

const postgres = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : findPostgres();

describe('on PostgreSQL', () => {
  test.skipIf('missing' in postgres)(
    `the tables equal the chain, also after a reorganisation${'missing' in postgres ? ` (${postgres.missing})` : ''}`,
    { timeout: slow },
    async () => {
      await using stack = new AsyncDisposableStack();
      let databaseUrl: string;
      if ('url' in postgres) databaseUrl = postgres.url;
      else if ('bin' in postgres) {
        const server = stack.adopt(await startPostgres(postgres), (open) => open.stop());
        databaseUrl = server.url;
      } else return;
      const dir = stack.adopt(mkdtempSync(join(tmpdir(), 'suanli-indexer-')), (path) =>
        rmSync(path, { recursive: true, force: true }),
      );
      const parameters = { deployment: market.deployment, rpcUrl: market.chain.rpcUrl, dataDir: dir, databaseUrl };
      const onPostgres = stack.adopt(await startIndexerProcess(parameters), (open) => open.stop());
      await expectTablesEqualChain(onPostgres.url);
      await flows.twelveBlocks();
      await flows.payments.nineBlocks();
      await expectTablesEqualChain(onPostgres.url);
      await flows.rollback(21);
      await flows.otherBlocks();
      await expectTablesEqualChain(onPostgres.url);
      await expect(querySql(onPostgres.url, 'delete from listing')).rejects.toThrow(/^400 /);
    },
  );
});
