import { type Address, formatUnits } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { formatRows } from '../../output/formatRows.ts';
import { formatTime } from '../../output/formatTime.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { describeToken } from './internal/describeToken.ts';
import { parseUnits } from './internal/parseUnits.ts';

/** `suanli token migrate` */
export const tokenMigrate: CommandDefinition<[migration: Address, amount?: string]> = {
  path: 'token migrate',
  arguments: [{ name: '<migration>', parse: parseAddress('<migration>') }, { name: '[amount]' }],
  async run(context, { args: [migration, amount] }) {
    const { text, terminal } = context;
    const words = text.token;
    const client = await openClient(context, { wallet: amount !== undefined });
    const { getPresaleMigration, migratePresale } = await import('@suanli/sdk');
    const terms = await getPresaleMigration(client, { migration });
    const { presaleToken, deadline, shortfallWei, beneficiary } = terms;
    // A migration has made sure of the decimals when it was deployed.
    const { unit, decimals = 18 } = await describeToken(client, { token: presaleToken });
    if (amount === undefined) {
      return {
        json: { migration, ...terms },
        text: formatRows(
          [
            [words.presaleToken, `${presaleToken}${unit}`],
            [words.until, formatTime(Number(deadline))],
            [words.missing, text.amount(formatTokens(shortfallWei, 18))],
            [words.beneficiary, beneficiary],
          ],
          terminal.style,
        ),
      };
    }
    const units = parseUnits('[amount]', amount, decimals);
    const { transaction, paidWei } = await migratePresale(client, { migration, units });
    const { hash, gasUsed } = transaction;
    return {
      json: { migration, presaleToken, burnedUnits: units, paidWei, hash, gasUsed },
      text: `${words.migrated(`${formatUnits(units, decimals)}${unit}`, formatTokens(paidWei, 18), hash)}\n`,
    };
  },
};
