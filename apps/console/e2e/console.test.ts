import { hardwareFingerprint } from '@suanli/protocol';
import {
  buyUseRight,
  createResource,
  createRevenueRight,
  getBankAccount,
  getChainTime,
  getMarketFee,
  getResourceTypes,
  issueUseRight,
  listUseRight,
  registerHardware,
} from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatTokens } from '../src/format/formatTokens.ts';
import { chromiumMissing } from './support/chromium.ts';
import { findViolations } from './support/findViolations.ts';
import { openStage, type Stage } from './support/openStage.ts';
import type { Visitor } from './support/Visitor.ts';

const pages = [
  '/',
  '/market',
  '/holdings',
  '/use-rights',
  '/use-rights/1',
  '/shares',
  '/ranking',
  '/resources/1',
  '/proofs/1',
  '/leases',
  '/leases/2',
  '/provider',
  '/provider/new',
  '/balances',
  '/jobs',
  '/dao',
  '/no-such-page',
];

// One market and one browser for all, gone through in order: what a later test sees, an earlier one has done.
describe.skipIf(chromiumMissing !== undefined)(
  `the console in a browser${chromiumMissing === undefined ? '' : ` (skipped: ${chromiumMissing})`}`,
  { timeout: 300_000 },
  () => {
    const ending = new AbortController();
    let stage: Stage;
    let provider: Visitor;
    let requester: Visitor;
    beforeAll(async () => {
      stage = await openStage({ providers: 2, signal: ending.signal });
      [provider, requester] = await Promise.all([stage.visit(), stage.visit()]);
    }, 300_000);
    afterAll(async () => {
      ending.abort();
      await stage?.[Symbol.asyncDispose]();
    }, 60_000);

    test('an empty market says so', async () => {
      const { text } = requester;
      await requester.open('/');
      await requester.actAs('Requester');
      await requester.go('/market');
      await requester.see(text.market.emptyTitle);
      await requester.go('/ranking');
      await requester.see(text.ranking.emptyTitle);
      await requester.go('/leases');
      await requester.see(text.lease.emptyTitle);
      expect(await findViolations(requester.page)).toEqual([]);
      expect(requester.errors).toEqual([]);
    });
  },
);
