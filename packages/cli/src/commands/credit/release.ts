import { parseSignedVoucher } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { readTextFile } from '../../context/readTextFile.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli credit release` */
export const creditRelease: CommandDefinition<[lineId: Hex], { voucher?: string }> = {
  path: 'credit release',
  arguments: [{ name: '<line>', parse: parseHex32('<line>') }],
  options: [{ flags: '--voucher <file>', text: 'releaseVoucher' }],
  async run(context, { args: [lineId], options }) {
    const voucher =
      options.voucher === undefined ? undefined : parseSignedVoucher(readTextFile(context, options.voucher));
    const client = await openClient(context, { wallet: true });
    const { getCreditLine, releaseCreditLine } = await import('@suanli/sdk');
    const { terms } = await getCreditLine(client, { lineId });
    const { paidWei, refundWei, hash, gasUsed } = await releaseCreditLine(client, {
      terms,
      ...(voucher === undefined ? {} : { voucher }),
    });
    return {
      json: { lineId, paidWei, refundWei, hash, gasUsed },
      text: `${context.text.credit.releasedNow(formatTokens(paidWei, 18), formatTokens(refundWei, 18), hash)}\n`,
    };
  },
};
