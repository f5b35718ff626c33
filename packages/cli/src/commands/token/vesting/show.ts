import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTime } from '../../../output/formatTime.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli token vesting show` */
export const tokenVestingShow: CommandDefinition<[vesting: Address]> = {
  path: 'token vesting show',
  arguments: [{ name: '<vesting>', parse: parseAddress('<vesting>') }],
  async run(context, { args: [vesting] }) {
    const client = await openClient(context);
    const { getTokenBalance, getVesting } = await import('@suanli/sdk');
    const [state, heldWei] = await Promise.all([
      getVesting(client, { vesting }),
      getTokenBalance(client, { address: vesting }),
    ]);
    const { beneficiary, startTime, cliffTime, endTime, releasableWei, releasedWei } = state;
    const { text, terminal } = context;
    const words = text.token;
    return {
      json: { vesting, ...state, heldWei },
      text: formatRows(
        [
          [words.beneficiary, beneficiary],
          [words.held, text.amount(formatTokens(heldWei))],
          [words.released, text.amount(formatTokens(releasedWei))],
          [words.releasable, text.amount(formatTokens(releasableWei))],
          [words.from, formatTime(Number(startTime))],
          [words.cliff, formatTime(Number(cliffTime))],
          [words.until, formatTime(Number(endTime))],
        ],
        terminal.style,
      ),
    };
  },
};
