import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatDuration } from '../../../output/formatDuration.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTime } from '../../../output/formatTime.ts';

/** `suanli token account show` */
export const tokenAccountShow: CommandDefinition<[account: Address]> = {
  path: 'token account show',
  arguments: [{ name: '<account>', parse: parseAddress('<account>') }],
  async run(context, { args: [account] }) {
    const client = await openClient(context);
    const { getRecoverableAccount } = await import('@suanli/sdk');
    const state = await getRecoverableAccount(client, { account });
    const { owner, recoverySigner, coSigner, delaySeconds, recovery } = state;
    const { text, terminal } = context;
    const words = text.token;
    return {
      json: { account, ...state, recovery: recovery ?? null },
      text: formatRows(
        [
          [words.owner, owner],
          [words.recoveryKey, recoverySigner],
          [words.coSigner, coSigner],
          [words.delay, formatDuration(delaySeconds * 1_000)],
          [
            words.recovery,
            recovery === undefined
              ? words.noRecovery
              : words.recoveryTo(recovery.newOwner, formatTime(Number(recovery.readyAt))),
          ],
        ],
        terminal.style,
      ),
    };
  },
};
