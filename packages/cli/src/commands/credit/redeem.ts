import { parseSignedVoucher } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { readTextFile } from '../../context/readTextFile.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { formatTokens } from '../../output/formatTokens.ts';

const isLine = /^0x[0-9a-fA-F]{64}$/;

/** `suanli credit redeem` */
export const creditRedeem: CommandDefinition<[voucherOrLine: string]> = {
  path: 'credit redeem',
  arguments: [{ name: '<voucher.json|line>' }],
  async run(context, { args: [named] }) {
    const voucher = isLine.test(named) ? undefined : parseSignedVoucher(readTextFile(context, named));
    const client = await openClient(context, { wallet: true });
    const { getCreditLine, redeemTimed, redeemVoucher } = await import('@suanli/sdk');
    const { terms, lineId } = await getCreditLine(client, { lineId: voucher?.lineId ?? parseHex32('<line>')(named) });
    const { paidWei, hash, gasUsed } =
      voucher === undefined ? await redeemTimed(client, { terms }) : await redeemVoucher(client, { terms, ...voucher });
    return {
      json: { lineId, payee: terms.payee, paidWei, hash, gasUsed },
      text: `${context.text.credit.redeemedNow(formatTokens(paidWei, 18), terms.payee, hash)}\n`,
    };
  },
};
