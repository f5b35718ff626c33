import { marketBuy } from '../market/buy.ts';

/** `suanli lease buy`: the same as `suanli market buy`, where those who use a right look for it. */
export const leaseBuy = { ...marketBuy, path: 'lease buy' } as const;
