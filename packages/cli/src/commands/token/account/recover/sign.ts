import { SuanliError } from '@suanli/protocol';
import { type Address, isAddressEqual } from 'viem';
import type { CommandDefinition } from '../../../../CommandDefinition.ts';
import { openClient } from '../../../../context/openClient.ts';
import { readTextFile } from '../../../../context/readTextFile.ts';
import { resolveMoment } from '../../../../context/resolveMoment.ts';
import { writeTextFile } from '../../../../context/writeTextFile.ts';
import { parseAddress } from '../../../../input/parseAddress.ts';
import { type Moment, parseMoment } from '../../../../input/parseMoment.ts';
import { formatTime } from '../../../../output/formatTime.ts';
import { toJsonText } from '../../../../output/toJsonText.ts';
import { parseRecoverySignature, type RecoverySignature } from '../../internal/parseRecoverySignature.ts';

interface SignOptions {
  readonly to?: Address;
  readonly until?: Moment;
  readonly like?: string;
  readonly out?: string;
}

const daySeconds = 86_400;

/** `suanli token account recover sign` */
export const tokenAccountRecoverSign: CommandDefinition<[account: Address], SignOptions> = {
  path: 'token account recover sign',
  arguments: [{ name: '<account>', parse: parseAddress('<account>') }],
  options: [
    { flags: '--to <address>', text: 'recoverTo', parse: parseAddress('--to') },
    { flags: '--until <time>', text: 'recoverUntil', parse: parseMoment('--until') },
    { flags: '--like <file>', text: 'recoverLike' },
    { flags: '--out <file>', text: 'recoverOut' },
  ],
  async run(context, { args: [account], options: { to, until = { in: daySeconds }, like, out } }) {
    if ((to === undefined) === (like === undefined)) {
      throw new SuanliError('CLI_OPTIONS_EXCLUSIVE', { parameters: { options: '--to, --like' } });
    }
    // Both sign the same new owner and time.
    const other = like === undefined ? undefined : parseRecoverySignature(readTextFile(context, like));
    const client = await openClient(context, { wallet: true });
    const { getRecoverableAccount, signRecovery } = await import('@suanli/sdk');
    const { recoverySigner, coSigner } = await getRecoverableAccount(client, { account });
    const signer = client.account as Address;
    // Nobody could use it.
    const isSigner = isAddressEqual(signer, recoverySigner) || isAddressEqual(signer, coSigner);
    if (!isSigner || (other !== undefined && !isAddressEqual(other.account, account))) {
      throw new SuanliError('RECOVERABLE_SIGNATURE_INVALID');
    }
    const newOwner = other?.newOwner ?? (to as Address);
    const signatureDeadline = other?.signatureDeadline ?? BigInt(await resolveMoment(client, until));
    const signed: RecoverySignature = {
      account,
      newOwner,
      signatureDeadline,
      signer,
      signature: await signRecovery(client, { account, newOwner, signatureDeadline }),
    };
    const file = writeTextFile(context, out ?? 'recovery.json', toJsonText(signed));
    return {
      json: { ...signed, file },
      text: `${context.text.token.recoverySigned(newOwner, account, formatTime(Number(signatureDeadline)), file)}\n`,
    };
  },
};
