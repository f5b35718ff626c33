import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';

interface PathOptions {
  readonly recoveryKey?: Address;
  readonly coSigner?: Address;
  readonly delay?: number;
}

/** `suanli token account path` */
export const tokenAccountPath: CommandDefinition<[account: Address], PathOptions> = {
  path: 'token account path',
  arguments: [{ name: '<account>', parse: parseAddress('<account>') }],
  options: [
    { flags: '--recovery-key <address>', text: 'pathRecoveryKey', parse: parseAddress('--recovery-key') },
    { flags: '--co-signer <address>', text: 'pathCoSigner', parse: parseAddress('--co-signer') },
    { flags: '--delay <seconds>', text: 'pathDelay', parse: parseWholeNumber('--delay', 3_600, 2 ** 32 - 1) },
  ],
  async run(context, { args: [account], options }) {
    const client = await openClient(context, { wallet: true });
    const { getRecoverableAccount, setRecoveryPath } = await import('@suanli/sdk');
    const present = await getRecoverableAccount(client, { account });
    const path = {
      recoverySigner: options.recoveryKey ?? present.recoverySigner,
      coSigner: options.coSigner ?? present.coSigner,
      delaySeconds: options.delay ?? present.delaySeconds,
    };
    const { hash, gasUsed } = await setRecoveryPath(client, { account, ...path });
    return {
      json: { account, ...path, hash, gasUsed },
      text: `${context.text.token.pathSet(path.recoverySigner, path.coSigner, hash)}\n`,
    };
  },
};
