import { isAddressEqual } from 'viem';
import type { CommandDefinition } from '../../../../CommandDefinition.ts';
import { openClient } from '../../../../context/openClient.ts';
import { readTextFile } from '../../../../context/readTextFile.ts';
import { formatTime } from '../../../../output/formatTime.ts';
import { parseRecoverySignature } from '../../internal/parseRecoverySignature.ts';

/** `suanli token account recover start` */
export const tokenAccountRecoverStart: CommandDefinition<[first: string, second: string]> = {
  path: 'token account recover start',
  arguments: [{ name: '<recovery.json>' }, { name: '<other.json>' }],
  async run(context, { args: [firstFile, secondFile] }) {
    const first = parseRecoverySignature(readTextFile(context, firstFile));
    const second = parseRecoverySignature(readTextFile(context, secondFile));
    const client = await openClient(context, { wallet: true });
    const { getRecoverableAccount, startRecovery } = await import('@suanli/sdk');
    const { account, newOwner, signatureDeadline } = first;
    const { coSigner } = await getRecoverableAccount(client, { account });
    // In either order. What else does not fit together, the account refuses.
    const [key, co] = isAddressEqual(first.signer, coSigner) ? [second, first] : [first, second];
    const { hash, gasUsed } = await startRecovery(client, {
      account,
      newOwner,
      signatureDeadline,
      recoverySignature: key.signature,
      coSignature: co.signature,
    });
    const { recovery } = await getRecoverableAccount(client, { account });
    const readyAt = recovery?.readyAt ?? 0n;
    return {
      json: { account, newOwner, readyAt, hash, gasUsed },
      text: `${context.text.token.recoveryStarted(newOwner, formatTime(Number(readyAt)), hash)}\n`,
    };
  },
};
