import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '@suanli/protocol';
import type { LeafProof } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { Accusation, StoredVerification, VerificationStage, VerificationStore } from '../VerificationStore.ts';
import { formatDeal, parseDeal } from './dealText.ts';

type Row = Record<string, SQLOutputValue>;
const hexToBytes = (hex: Hex): Uint8Array => Buffer.from(hex.slice(2), 'hex');
const hexOf = (value: SQLOutputValue | undefined): Hex => `0x${Buffer.from(value as Uint8Array).toString('hex')}`;

/** CBOR has one kind of integer: small amounts come back as numbers. */
function readProof(proof: LeafProof): LeafProof {
  return {
    ...proof,
    leaf: { ...proof.leaf, work: BigInt(proof.leaf.work) },
    siblings: proof.siblings.map(({ hash, work }) => ({ hash, work: BigInt(work) })),
  };
}

function readAccusation(bytes: Uint8Array): Accusation {
  const accusation = decodeCanonicalCbor(bytes) as Accusation;
  if (accusation.kind === 'duplicate') {
    return { ...accusation, first: readProof(accusation.first), second: readProof(accusation.second) };
  }
  const { template } = accusation;
  const limits = { ...template.limits, work: BigInt(template.limits.work) };
  return { ...accusation, template: { ...template, limits }, proof: readProof(accusation.proof) };
}

/** The verifier's part of a store; its statements are single, so each is a transaction. */
export function openVerifications(database: DatabaseSync): VerificationStore {
  const sql = {
    add: database.prepare(
      `INSERT INTO verifications (deal_id, terms, root, work, answered_block) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (deal_id) DO UPDATE SET terms = excluded.terms, root = excluded.root, work = excluded.work,
         answered_block = excluded.answered_block, stage = 'pending', reason = NULL, accusation = NULL,
         ended_at_ms = NULL
       WHERE verifications.terms <> excluded.terms OR verifications.root <> excluded.root
         OR verifications.work <> excluded.work OR verifications.answered_block <> excluded.answered_block`,
    ),
    get: database.prepare('SELECT * FROM verifications WHERE deal_id = ?'),
    open: database.prepare('SELECT * FROM verifications WHERE ended_at_ms IS NULL ORDER BY answered_block, deal_id'),
    conclude: database.prepare('UPDATE verifications SET stage = ?, reason = ?, accusation = ? WHERE deal_id = ?'),
    end: database.prepare('UPDATE verifications SET ended_at_ms = ? WHERE deal_id = ? AND ended_at_ms IS NULL'),
    counts: database.prepare('SELECT stage, count(*) AS deals FROM verifications GROUP BY stage'),
    addresses: database.prepare('SELECT addresses FROM provider_addresses WHERE provider = ?'),
    keepAddresses: database.prepare(
      `INSERT INTO provider_addresses VALUES (?, ?) ON CONFLICT (provider) DO UPDATE SET addresses = excluded.addresses
       WHERE provider_addresses.addresses <> excluded.addresses`,
    ),
    prune: database.prepare('DELETE FROM verifications WHERE ended_at_ms < ?'),
  };

  const read = (row: Row): StoredVerification => ({
    dealId: hexOf(row.deal_id),
    deal: parseDeal(row.terms as string),
    root: hexOf(row.root),
    work: BigInt(row.work as string),
    answeredBlock: BigInt(row.answered_block as number),
    stage: row.stage as VerificationStage,
    reason: (row.reason as string | null) ?? undefined,
    accusation: row.accusation === null ? undefined : readAccusation(row.accusation as Uint8Array),
    ended: row.ended_at_ms !== null,
  });

  return {
    add({ dealId, deal, root, work, answeredBlock }) {
      sql.add.run(hexToBytes(dealId), formatDeal(deal), hexToBytes(root), work.toString(), answeredBlock);
    },
    get(dealId) {
      const row = sql.get.get(hexToBytes(dealId));
      return row && read(row);
    },
    open: () => sql.open.all().map(read),
    conclude({ dealId, stage, reason, accusation }) {
      const bytes = accusation === undefined ? null : encodeCanonicalCbor(accusation);
      sql.conclude.run(stage, reason ?? null, bytes, hexToBytes(dealId));
    },
    end(dealId) {
      sql.end.run(Date.now(), hexToBytes(dealId));
    },
    counts() {
      const counts = { pending: 0, agreed: 0, accused: 0, unshown: 0, passed: 0 };
      for (const { stage, deals } of sql.counts.all()) counts[stage as VerificationStage] = deals as number;
      return counts;
    },
    addresses(provider) {
      const row = sql.addresses.get(provider.toLowerCase());
      return row ? (JSON.parse(row.addresses as string) as string[]) : [];
    },
    keepAddresses(provider, addresses) {
      sql.keepAddresses.run(provider.toLowerCase(), JSON.stringify(addresses));
    },
    prune: ({ endedBeforeMs }) => Number(sql.prune.run(endedBeforeMs).changes),
  };
}
