import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { formatDeployment, SuanliError } from '@suanli/protocol';
import { createPublicClient, http } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openWallet } from '../../context/openWallet.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { padDisplay } from '../../output/padDisplay.ts';

interface DeployOptions {
  readonly chainId?: number;
  readonly out?: string;
  readonly withdrawalDelay?: number;
  readonly force?: boolean;
}

/** `suanli deploy` */
export const deploy: CommandDefinition<[], DeployOptions> = {
  path: 'deploy',
  options: [
    {
      flags: '--chain-id <id>',
      text: 'chainId',
      parse: parseWholeNumber('--chain-id', 1, Number.MAX_SAFE_INTEGER),
    },
    { flags: '--out <file>', text: 'deployOut' },
    {
      flags: '--withdrawal-delay <seconds>',
      text: 'withdrawalDelay',
      parse: parseWholeNumber('--withdrawal-delay', 0, 31_536_000),
    },
    { flags: '--force', text: 'deployForce' },
  ],
  async run(context, { options }) {
    const { config, cwd, terminal, text } = context;
    const { rpcUrl } = config;
    const file = options.out === undefined ? config.deploymentFile : resolve(cwd, options.out);
    // Before anything is sent: the addresses of another market must not be lost.
    if (existsSync(file) && options.force !== true) throw new SuanliError('CLI_FILE_EXISTS', { parameters: { file } });
    let chainId = options.chainId;
    if (chainId === undefined) {
      try {
        chainId = await createPublicClient({ transport: http(rpcUrl) }).getChainId();
      } catch (cause) {
        throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: rpcUrl }, cause });
      }
    }
    const account = await openWallet(context);
    terminal.note(text.deploy.sending(account.address, chainId));
    const { deployMarket } = await import('@suanli/sdk');
    const { gasUsed, ...deployment } = await deployMarket({
      account,
      rpcUrl,
      chainId,
      ...(options.withdrawalDelay === undefined ? {} : { withdrawalDelaySeconds: BigInt(options.withdrawalDelay) }),
    });
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, formatDeployment(deployment));
      renameSync(`${file}.new`, file);
    } catch (cause) {
      // The contracts stand: their addresses must reach the user all the same.
      throw new SuanliError('CLI_FILE_UNWRITABLE', {
        parameters: { file },
        cause,
        metaMessages: formatDeployment(deployment).trimEnd().split('\n'),
      });
    }
    const rows: [string, string][] = [
      ['AccessManager', deployment.accessManager],
      ['ComputeToken', deployment.token],
      ['Bank', deployment.bank],
      ['Broker', deployment.broker],
      ['ResourceTypes', deployment.resourceTypes],
      ['Hardware', deployment.hardware],
      ['Resource', deployment.resource],
      ['UseRight', deployment.useRight],
      ['RevenueRight', deployment.revenueRight],
      ['Market', deployment.market],
      ['ComputeProof', deployment.computeProof],
      ['Ranking', deployment.ranking],
      ['Timelock', deployment.timelock],
      ['Governor', deployment.governor],
      [text.deploy.gas, gasUsed.toLocaleString('en-US')],
      [text.deploy.file, file],
    ];
    return {
      json: { ...deployment, gasUsed, file },
      text: `${rows.map(([label, value]) => `  ${padDisplay(label, 16)}${value}`).join('\n')}\n`,
    };
  },
};
