import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type CreditTerms, decodeCanonicalCbor, encodeCanonicalCbor } from '@suanli/protocol';
import type { VoucherRecord, VoucherStore } from '@suanli/sdk';
import type { Hex } from 'viem';

const idOf = (lineId: Hex): Uint8Array => Buffer.from(lineId.slice(2), 'hex');
/** CBOR has one kind of integer: small ones come back as numbers. */
type Wide<T> = { readonly [Key in keyof T]: T[Key] extends bigint ? bigint | number : T[Key] };

function read(value: SQLOutputValue | undefined): VoucherRecord {
  const record = decodeCanonicalCbor(value as Uint8Array) as Wide<Omit<VoucherRecord, 'terms'>> & {
    readonly terms: Wide<CreditTerms>;
  };
  const { terms } = record;
  return {
    lineId: record.lineId,
    terms: {
      ...terms,
      priceWeiPerUnit: BigInt(terms.priceWeiPerUnit),
      depositWei: BigInt(terms.depositWei),
      startsAt: BigInt(terms.startsAt),
      expiresAt: BigInt(terms.expiresAt),
      nonce: BigInt(terms.nonce),
    },
    interval: BigInt(record.interval),
    quantity: BigInt(record.quantity),
    signature: record.signature,
    redeemedQuantity: BigInt(record.redeemedQuantity),
    redeemedAt: BigInt(record.redeemedAt),
  };
}

/** The vouchers' part of a store. */
export function openVouchers(database: DatabaseSync): VoucherStore {
  const sql = {
    list: database.prepare('SELECT record FROM vouchers ORDER BY line_id'),
    put: database.prepare(
      'INSERT INTO vouchers VALUES (?, ?) ON CONFLICT (line_id) DO UPDATE SET record = excluded.record',
    ),
    remove: database.prepare('DELETE FROM vouchers WHERE line_id = ?'),
  };
  return {
    list: async () => sql.list.all().map(({ record }) => read(record)),
    async put(record) {
      sql.put.run(idOf(record.lineId), encodeCanonicalCbor(record));
    },
    async remove(lineId) {
      sql.remove.run(idOf(lineId));
    },
  };
}
