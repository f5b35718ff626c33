import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { formatDeployment, SuanliError } from '@suanli/protocol';
import { type Address, createPublicClient, http } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openWallet } from '../../context/openWallet.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { padDisplay } from '../../output/padDisplay.ts';

interface DeployOptions {
  readonly chainId?: number;
  readonly out?: string;
  readonly withdrawalDelay?: number;
  readonly force?: boolean;
  readonly fee?: number;
  readonly treasury?: Address;
  readonly opening?: number;
  readonly votingDelay?: number;
  readonly votingPeriod?: number;
  readonly proposalThreshold?: bigint;
  readonly quorum?: number;
  readonly timelockDelay?: number;
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
    { flags: '--fee <basis points>', text: 'deployFee', parse: parseWholeNumber('--fee', 0, 1_000) },
    { flags: '--treasury <address>', text: 'deployTreasury', parse: parseAddress('--treasury') },
    { flags: '--opening <seconds>', text: 'deployOpening', parse: parseWholeNumber('--opening', 1, 31_536_000) },
    {
      flags: '--voting-delay <blocks>',
      text: 'deployVotingDelay',
      parse: parseWholeNumber('--voting-delay', 0, 2 ** 32 - 1),
    },
    {
      flags: '--voting-period <blocks>',
      text: 'deployVotingPeriod',
      parse: parseWholeNumber('--voting-period', 1, 2 ** 32 - 1),
    },
    { flags: '--proposal-threshold <tokens>', text: 'deployThreshold', parse: parseAmount('--proposal-threshold') },
    { flags: '--quorum <percent>', text: 'deployQuorum', parse: parseWholeNumber('--quorum', 0, 100) },
    {
      flags: '--timelock-delay <seconds>',
      text: 'deployTimelock',
      parse: parseWholeNumber('--timelock-delay', 0, 31_536_000),
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
      ...(options.fee === undefined ? {} : { feeBasisPoints: options.fee }),
      ...(options.treasury === undefined ? {} : { treasury: options.treasury }),
      ...(options.opening === undefined ? {} : { openingSeconds: options.opening }),
      governance: {
        ...(options.votingDelay === undefined ? {} : { votingDelayBlocks: options.votingDelay }),
        ...(options.votingPeriod === undefined ? {} : { votingPeriodBlocks: options.votingPeriod }),
        ...(options.proposalThreshold === undefined ? {} : { proposalThresholdWei: options.proposalThreshold }),
        ...(options.quorum === undefined ? {} : { quorumPercent: options.quorum }),
        ...(options.timelockDelay === undefined ? {} : { timelockDelaySeconds: BigInt(options.timelockDelay) }),
      },
      onProgress: ({ name, done, total }) => terminal.note(text.deploy.mined(done, total, name)),
      signal: context.signal,
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
      ['Machine', deployment.machine],
      ['Disputes', deployment.disputes],
      ['Quorum', deployment.quorum],
      ['ExecutionMarket', deployment.executionMarket],
      ['CreditLine', deployment.creditLine],
      ['Lottery', deployment.lottery],
      ['PriceCurve', deployment.priceCurve],
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
