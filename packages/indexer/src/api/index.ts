/// <reference path="../../ponder-env.d.ts" />
// What is served besides Ponder's own /health, /ready, /status and /metrics; all of it answers any origin.

import { db } from 'ponder:api';
import { Hono } from 'hono';
import { client, graphql } from 'ponder';
import * as schema from '../../ponder.schema.ts';
import { announceReorgs } from '../internal/announceReorgs.ts';

await announceReorgs();

const app = new Hono();

app.use('/sql/*', client({ db, schema }));
app.use('/graphql', graphql({ db, schema }));

export default app;
