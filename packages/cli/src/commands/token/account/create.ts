import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';

interface CreateOptions {
  readonly recoveryKey: Address;
  readonly coSigner: Address;
  readonly delay?: number;
  readonly owner?: Address;
}

/** `suanli token account create` */
export const tokenAccountCreate: CommandDefinition<[], CreateOptions> = {
  path: 'token account create',
  options: [
    {
      flags: '--recovery-key <address>',
      text: 'accountRecoveryKey',
      parse: parseAddress('--recovery-key'),
      required: true,
    },
    { flags: '--co-signer <address>', text: 'accountCoSigner', parse: parseAddress('--co-signer'), required: true },
    { flags: '--delay <seconds>', text: 'accountDelay', parse: parseWholeNumber('--delay', 3_600, 2 ** 32 - 1) },
    { flags: '--owner <address>', text: 'accountOwner', parse: parseAddress('--owner') },
  ],
  async run(context, { options: { recoveryKey, coSigner, delay, owner } }) {
    const client = await openClient(context, { wallet: true });
    const { deployRecoverableAccount } = await import('@suanli/sdk');
    const { account, gasUsed } = await deployRecoverableAccount(client, {
      recoverySigner: recoveryKey,
      coSigner,
      ...(delay === undefined ? {} : { delaySeconds: delay }),
      ...(owner === undefined ? {} : { owner }),
    });
    const first = owner ?? client.account;
    return {
      json: { account, owner: first, recoverySigner: recoveryKey, coSigner, gasUsed },
      text: `${context.text.token.accountCreated(account, String(first))}\n`,
    };
  },
};
