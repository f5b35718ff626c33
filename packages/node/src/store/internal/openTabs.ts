import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { decodeCanonicalCbor, encodeCanonicalCbor, paymentWeiDown } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { AnnouncedPayment, StoredPayment, StoredTab, TabStore } from '../TabStore.ts';

type Row = Record<string, SQLOutputValue>;
const hexToBytes = (hex: Hex): Uint8Array => Buffer.from(hex.slice(2), 'hex');
const hexOf = (value: SQLOutputValue | undefined): Hex => `0x${Buffer.from(value as Uint8Array).toString('hex')}`;
const wei = (value: SQLOutputValue | undefined): bigint => BigInt((value as string | undefined) ?? '0');

/** The tabs' part of a store. */
export function openTabs(database: DatabaseSync, transaction: <Result>(work: () => Result) => Result): TabStore {
  const sql = {
    openTab: database.prepare('INSERT INTO tabs (requester) VALUES (?) ON CONFLICT DO NOTHING'),
    openSession: database.prepare(
      `INSERT INTO tab_sessions (deal_id, requester, price_wei_per_gwu, used_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    session: database.prepare('SELECT requester, price_wei_per_gwu, work FROM tab_sessions WHERE deal_id = ?'),
    setWork: database.prepare('UPDATE tab_sessions SET work = ?, used_ms = ? WHERE deal_id = ?'),
    tab: database.prepare('SELECT earned_wei, paid_wei, owed_since_ms FROM tabs WHERE requester = ?'),
    setTab: database.prepare('UPDATE tabs SET earned_wei = ?, paid_wei = ?, owed_since_ms = ? WHERE requester = ?'),
    owed: database.prepare('SELECT earned_wei, paid_wei, owed_since_ms FROM tabs WHERE owed_since_ms >= ?'),
    idle: database.prepare(
      'SELECT deal_id FROM tab_sessions JOIN deals USING (deal_id) WHERE ended IS NULL AND used_ms < ?',
    ),
    addPayment: database.prepare(
      `INSERT INTO tab_payments (requester, key, payment, deal_id, announced_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    payment: database.prepare('SELECT * FROM tab_payments WHERE requester = ? AND key = ?'),
    pending: database.prepare(
      'SELECT count(*) AS payments FROM tab_payments WHERE requester = ? AND counted_wei IS NULL',
    ),
    unsettled: database.prepare('SELECT * FROM tab_payments WHERE settled = 0 ORDER BY announced_ms, requester, key'),
    setPayment: database.prepare(
      'UPDATE tab_payments SET counted_wei = ?, block_number = ?, settled = ? WHERE requester = ? AND key = ?',
    ),
    dropPayment: database.prepare(
      'DELETE FROM tab_payments WHERE requester = ? AND key = ? AND counted_wei IS NULL AND settled = 0',
    ),
  };

  /** Sum of the debts of all that are not older than `oldestMs`; undefined where it is to be added up anew. */
  let total: { readonly wei: bigint; readonly oldestMs: number } | undefined;

  const readTab = (requester: string): StoredTab => {
    const row = sql.tab.get(requester);
    const owedSinceMs = (row?.owed_since_ms as number | null | undefined) ?? undefined;
    return { earnedWei: wei(row?.earned_wei), paidWei: wei(row?.paid_wei), owedSinceMs };
  };
  const writeTab = (requester: string, { earnedWei, paidWei, owedSinceMs = Date.now() }: StoredTab): void => {
    total = undefined;
    const since = earnedWei > paidWei ? owedSinceMs : null;
    sql.setTab.run(earnedWei.toString(), paidWei.toString(), since, requester);
  };
  const readPayment = (row: Row): StoredPayment => ({
    requester: row.requester as Address,
    key: row.key as string,
    payment: decodeCanonicalCbor(row.payment as Uint8Array) as AnnouncedPayment,
    dealId: hexOf(row.deal_id),
    announcedMs: row.announced_ms as number,
    countedWei: row.counted_wei === null ? undefined : wei(row.counted_wei),
    blockNumber: row.block_number === null ? undefined : BigInt(row.block_number as number),
    settled: row.settled === 1,
  });

  return {
    open({ dealId, requester, priceWeiPerGwu }) {
      const lower = requester.toLowerCase();
      transaction(() => {
        sql.openTab.run(lower);
        sql.openSession.run(hexToBytes(dealId), lower, priceWeiPerGwu.toString(), Date.now());
      });
    },
    addWork(dealId, work) {
      const id = hexToBytes(dealId);
      const session = sql.session.get(id);
      if (!session) return;
      const before = BigInt(session.work as string);
      const price = wei(session.price_wei_per_gwu);
      const earnedWei = paymentWeiDown(before + work, price) - paymentWeiDown(before, price);
      const tab = readTab(session.requester as string);
      sql.setWork.run((before + work).toString(), Date.now(), id);
      writeTab(session.requester as string, { ...tab, earnedWei: tab.earnedWei + earnedWei });
    },
    tab: (requester) => readTab(requester.toLowerCase()),
    unpaidTotalWei(sinceMs) {
      if (!total || total.oldestMs < sinceMs) {
        let [sum, oldestMs] = [0n, Number.POSITIVE_INFINITY];
        for (const row of sql.owed.all(sinceMs)) {
          sum += wei(row.earned_wei) - wei(row.paid_wei);
          oldestMs = Math.min(oldestMs, row.owed_since_ms as number);
        }
        total = { wei: sum, oldestMs };
      }
      return total.wei;
    },
    idleDeals: (beforeMs) => sql.idle.all(beforeMs).map((row) => hexOf(row.deal_id)),

    addPayment({ requester, key, payment, dealId }) {
      const bytes = encodeCanonicalCbor(payment);
      return sql.addPayment.run(requester.toLowerCase(), key, bytes, hexToBytes(dealId), Date.now()).changes === 1;
    },
    payment(requester, key) {
      const row = sql.payment.get(requester.toLowerCase(), key);
      return row && readPayment(row);
    },
    pendingCount: (requester) => sql.pending.get(requester.toLowerCase())?.payments as number,
    unsettledPayments: () => sql.unsettled.all().map(readPayment),
    count({ requester, key, counted }) {
      const lower = requester.toLowerCase();
      transaction(() => {
        const row = sql.payment.get(lower, key);
        if (!row) return;
        const change = (counted?.amountWei ?? 0n) - wei(row.counted_wei ?? '0');
        sql.setPayment.run(
          counted?.amountWei.toString() ?? null,
          counted?.blockNumber ?? null,
          counted?.settled ? 1 : 0,
          lower,
          key,
        );
        const tab = readTab(lower);
        // Who pays half of it has time for the rest, and who pays crumbs has not; nor has who is found not to have paid.
        const isHalf = 2n * change >= tab.earnedWei - tab.paidWei;
        const owedSinceMs = isHalf ? undefined : tab.owedSinceMs;
        if (change !== 0n) writeTab(lower, { ...tab, paidWei: tab.paidWei + change, owedSinceMs });
      });
    },
    dropPayment(requester, key) {
      sql.dropPayment.run(requester.toLowerCase(), key);
    },
  };
}
