import { hardwareFingerprint, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { findResourceType } from '../../context/findResourceType.ts';
import { openClient } from '../../context/openClient.ts';
import { parseHex32 } from '../../input/parseHex32.ts';

interface RegisterOptions {
  readonly type: string;
  readonly model?: string;
  readonly serial?: string;
  readonly salt?: string;
  readonly fingerprint?: Hex;
}

/** `suanli asset register` */
export const assetRegister: CommandDefinition<[], RegisterOptions> = {
  path: 'asset register',
  options: [
    { flags: '--type <type>', text: 'assetType', required: true },
    { flags: '--serial <text>', text: 'assetSerial' },
    { flags: '--salt <text>', text: 'assetSalt' },
    { flags: '--fingerprint <hash>', text: 'assetFingerprint', parse: parseHex32('--fingerprint') },
    { flags: '--model <name>', text: 'assetModel' },
  ],
  async run(context, { options }) {
    const { serial, salt } = options;
    if ((serial === undefined) === (options.fingerprint === undefined)) {
      throw new SuanliError('CLI_OPTIONS_EXCLUSIVE', { parameters: { options: '--serial, --fingerprint' } });
    }
    const fingerprint =
      options.fingerprint ?? hardwareFingerprint({ identity: serial ?? '', ...(salt === undefined ? {} : { salt }) });
    const client = await openClient(context, { wallet: true });
    const { registerHardware } = await import('@suanli/sdk');
    const type = await findResourceType(client, options.type);
    const { hardwareId, hash, gasUsed } = await registerHardware(client, {
      typeId: type.id,
      model: options.model ?? type.name,
      fingerprint,
    });
    return {
      json: {
        hardwareId,
        typeId: type.id,
        type: type.name,
        model: options.model ?? type.name,
        fingerprint,
        hash,
        gasUsed,
      },
      text: `${context.text.asset.registered(String(hardwareId), type.name, hash)}\n`,
    };
  },
};
