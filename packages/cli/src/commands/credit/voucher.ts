import { creditDueDown, creditQuantityPerUnit, SuanliError } from '@suanli/protocol';
import { type Hex, isAddressEqual } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { writeTextFile } from '../../context/writeTextFile.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { toJsonText } from '../../output/toJsonText.ts';

const unitDecimals = 10n ** 18n;

/** `suanli credit voucher` */
export const creditVoucher: CommandDefinition<[lineId: Hex, unitsE18: bigint], { out?: string }> = {
  path: 'credit voucher',
  arguments: [
    { name: '<line>', parse: parseHex32('<line>') },
    // Units may have decimals, as amounts have.
    { name: '<units>', parse: parseAmount('<units>') },
  ],
  options: [{ flags: '--out <file>', text: 'voucherOut' }],
  async run(context, { args: [lineId, unitsE18], options }) {
    const client = await openClient(context, { wallet: true });
    const { getCreditLine, signVoucher } = await import('@suanli/sdk');
    const { terms, status } = await getCreditLine(client, { lineId });
    // Nobody could redeem it.
    if (terms.unit === 'timed') throw new SuanliError('CREDIT_UNIT_WRONG');
    if (status !== 'open') throw new SuanliError('CREDIT_LINE_NOT_OPEN');
    if (client.account === undefined || !isAddressEqual(client.account, terms.payer)) {
      throw new SuanliError('CREDIT_NOT_PAYER');
    }
    const quantity = (unitsE18 * creditQuantityPerUnit(terms.unit)) / unitDecimals;
    const signature = await signVoucher(client, { voucher: { lineId, quantity } });
    const voucher = { lineId, quantity, signature };
    const file = writeTextFile(context, options.out ?? 'voucher.json', toJsonText(voucher));
    const dueWei = creditDueDown(terms, quantity);
    return {
      json: { ...voucher, dueWei, file },
      text: `${context.text.credit.vouched(formatTokens(dueWei, 18), file)}\n`,
    };
  },
};
