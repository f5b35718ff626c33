import type { Lottery } from '@suanli/protocol';
import { committed, lazyDatabase, resultOf } from '../../data/indexedDatabase.ts';
import type { PaymentPlan, PaymentPlanStore } from './PaymentPlan.ts';
import type { ListedPayment } from './parsePayments.ts';

/** A lottery that was opened here: its tickets follow from the payments. */
export interface KeptLottery {
  /** Its EIP-712 digest, in lower case. */
  readonly hash: string;
  readonly lottery: Lottery;
  readonly payments: readonly ListedPayment[];
}

const open = lazyDatabase('suanli-payments', (database) => {
  database.createObjectStore('plans', { keyPath: 'id' }).createIndex('owner', 'owner');
  database.createObjectStore('lotteries', { keyPath: 'hash' });
});

async function write(store: string, change: (store: IDBObjectStore) => void): Promise<void> {
  // A transaction goes out only after its number was saved: `strict` waits for the disk.
  const transaction = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
  const done = committed(transaction);
  change(transaction.objectStore(store));
  await done;
}

async function read<T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return resultOf(ask((await open()).transaction(store).objectStore(store)));
}

/** Payments of this browser that are under way, and the lotteries that it opened. They survive a reload. */
export const paymentStore: PaymentPlanStore & {
  plansOf(owner: string): Promise<readonly PaymentPlan[]>;
  remove(id: string): Promise<void>;
  saveLottery(lottery: KeptLottery): Promise<void>;
  loadLottery(hash: string): Promise<KeptLottery | undefined>;
  lotteryHashes(): Promise<readonly string[]>;
} = {
  load: (id) => read<PaymentPlan | undefined>('plans', (store) => store.get(id)),
  save: (plan) => write('plans', (store) => store.put(plan)),
  plansOf: (owner) => read<PaymentPlan[]>('plans', (store) => store.index('owner').getAll(owner)),
  remove: (id) => write('plans', (store) => store.delete(id)),
  saveLottery: (lottery) => write('lotteries', (store) => store.put(lottery)),
  loadLottery: (hash) => read<KeptLottery | undefined>('lotteries', (store) => store.get(hash.toLowerCase())),
  lotteryHashes: () => read<IDBValidKey[]>('lotteries', (store) => store.getAllKeys()).then((keys) => keys.map(String)),
};
