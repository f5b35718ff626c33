import type { CommandDefinition } from '../../CommandDefinition.ts';
import { readWalletAddress } from '../../context/readWalletAddress.ts';

/** `suanli wallet address` */
export const walletAddress: CommandDefinition = {
  path: 'wallet address',
  async run(context) {
    const address = readWalletAddress(context);
    return { json: { address }, text: `${address}\n` };
  },
};
