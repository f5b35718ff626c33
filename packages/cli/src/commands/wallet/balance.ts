import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { readChain } from '../../context/readChain.ts';
import { readWalletAddress } from '../../context/readWalletAddress.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { padDisplay } from '../../output/padDisplay.ts';
import { readWithdrawal } from './internal/readWithdrawal.ts';

/** `suanli wallet balance` */
export const walletBalance: CommandDefinition<[], { address?: Address }> = {
  path: 'wallet balance',
  options: [{ flags: '--address <address>', text: 'balanceAddress', parse: parseAddress('--address') }],
  async run(context, { options }) {
    const { text, terminal } = context;
    const address = options.address ?? readWalletAddress(context);
    const client = await openClient(context);
    const { getBankAccount, getTokenBalance, moduleConsent } = await import('@suanli/sdk');
    const [gasWei, tokensWei, bank, consent, withdrawal] = await Promise.all([
      readChain(client, 'eth_getBalance', (publicClient) => publicClient.getBalance({ address })),
      getTokenBalance(client, { address }),
      getBankAccount(client, { account: address }),
      moduleConsent(client, { modules: ['broker'] }),
      readWithdrawal(client, address),
    ]);
    const consents = (bank.consentModules & consent) !== 0;
    const rows: [string, string][] = [
      [text.wallet.gasCoin, formatTokens(gasWei)],
      [text.wallet.tokens, formatTokens(tokensWei)],
      [text.wallet.bankAvailable, formatTokens(bank.availableWei)],
      [text.wallet.bankLocked, formatTokens(bank.lockedWei)],
    ];
    if (withdrawal.amountWei > 0n) {
      const when = new Date(Number(withdrawal.unlockTime) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
      rows.push([text.wallet.withdrawing, `${formatTokens(withdrawal.amountWei)}  ${text.wallet.from(`${when} UTC`)}`]);
    }
    const lines = [
      terminal.style('bold', address),
      ...rows.map(([label, value]) => `  ${padDisplay(label, 24)}${value}`),
      ...(consents || bank.availableWei === 0n ? [] : [`  ${terminal.style('yellow', text.wallet.noConsent)}`]),
    ];
    return {
      json: {
        address,
        gasWei,
        tokensWei,
        bank: { availableWei: bank.availableWei, lockedWei: bank.lockedWei, brokerMayUse: consents },
        withdrawal: withdrawal.amountWei > 0n ? withdrawal : null,
      },
      text: `${lines.join('\n')}\n`,
    };
  },
};
