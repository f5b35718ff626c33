import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { writeTextFile } from '../../../context/writeTextFile.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';
import { formatTokens } from '../../../output/formatTokens.ts';
import { toJsonText } from '../../../output/toJsonText.ts';

interface SignOptions {
  readonly fee?: bigint;
  readonly relayer?: Address;
  readonly valid?: number;
  readonly out?: string;
}

/** `suanli pay deposit sign` */
export const payDepositSign: CommandDefinition<[amountWei: bigint], SignOptions> = {
  path: 'pay deposit sign',
  arguments: [{ name: '<amount>', parse: parseAmount('<amount>') }],
  options: [
    { flags: '--fee <tokens>', text: 'depositFee', parse: parseAmount('--fee') },
    { flags: '--relayer <address>', text: 'depositRelayer', parse: parseAddress('--relayer') },
    { flags: '--valid <seconds>', text: 'depositValid', parse: parseWholeNumber('--valid', 1, 31_536_000) },
    { flags: '--out <file>', text: 'depositOut' },
  ],
  async run(context, { args: [amountWei], options }) {
    const client = await openClient(context, { wallet: true });
    const { signDepositAuthorization } = await import('@suanli/sdk');
    const deposit = await signDepositAuthorization(client, {
      amountWei,
      ...(options.fee === undefined ? {} : { feeWei: options.fee }),
      ...(options.relayer === undefined ? {} : { relayer: options.relayer }),
      ...(options.valid === undefined ? {} : { validForSeconds: options.valid }),
    });
    const file = writeTextFile(context, options.out ?? 'deposit.json', toJsonText(deposit));
    return {
      json: { account: client.account, amountWei, feeWei: options.fee ?? 0n, file, deposit },
      text: `${context.text.pay.depositSigned(formatTokens(amountWei, 18), file)}\n`,
    };
  },
};
