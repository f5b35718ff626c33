import { parseSignedVoucher } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { readTextFile } from '../../context/readTextFile.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** Or what was meant to be one. */
const isLine = /^0x[0-9a-fA-F]*$/;

/** `suanli credit redeem` */
export const creditRedeem: CommandDefinition<[voucherOrLine: string]> = {
  path: 'credit redeem',
  arguments: [{ name: '<voucher.json|line>' }],
  async run(context, { args: [named] }) {
    const line = isLine.test(named) ? parseHex32('<line>')(named) : undefined;
    const voucher = line === undefined ? parseSignedVoucher(readTextFile(context, named)) : undefined;
    const client = await openClient(context, { wallet: true });
    const { getCreditLine, redeemTimed, redeemVoucher } = await import('@suanli/sdk');
    const { terms, lineId } = await getCreditLine(client, { lineId: voucher?.lineId ?? (line as Hex) });
    const { paidWei, hash, gasUsed } =
      voucher === undefined ? await redeemTimed(client, { terms }) : await redeemVoucher(client, { terms, ...voucher });
    return {
      json: { lineId, payee: terms.payee, paidWei, hash, gasUsed },
      text: `${context.text.credit.redeemedNow(formatTokens(paidWei, 18), terms.payee, hash)}\n`,
    };
  },
};
