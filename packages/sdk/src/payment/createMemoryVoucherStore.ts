import type { Hex } from 'viem';
import type { VoucherRecord, VoucherStore } from './VoucherStore.ts';

/**
 * A store of vouchers that is gone with its process: what was not redeemed by then is lost.
 *
 * @example
 * const book = createVoucherBook(client, { store: createMemoryVoucherStore() });
 */
export function createMemoryVoucherStore(): VoucherStore {
  const records = new Map<Hex, VoucherRecord>();
  return {
    list: async () => [...records.values()],
    async put(record) {
      records.set(record.lineId, record);
    },
    async remove(lineId) {
      records.delete(lineId);
    },
  };
}
