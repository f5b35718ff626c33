/// <reference path="../../ponder-env.d.ts" />
// What is served besides Ponder's own /health, /ready, /status and /metrics. Whom it is served to, the process decides:
// process/internal/guardRequests.ts.

import { db } from 'ponder:api';
import { Hono } from 'hono';
import { client, graphql } from 'ponder';
import * as schema from '../../ponder.schema.ts';
import { announceReorgs } from '../internal/announceReorgs.ts';
import { guardSql, type SqlSession } from './guardSql.ts';
import { onlyReading } from './onlyReading.ts';

await announceReorgs();

const app = new Hono();
const reading = onlyReading(db);
const { session } = (reading as unknown as { readonly _: { readonly session: SqlSession } })._;

app.use('/sql/*', guardSql(session));
app.use('/sql/*', client({ db: reading, schema }));
app.use(
  '/graphql',
  graphql({ db, schema }, { maxOperationTokens: 1_000, maxOperationDepth: 16, maxOperationAliases: 30 }),
);

export default app;
