import { readFileSync } from 'node:fs';
import { isSuanliError, parseDeployment, SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { readPassword } from '../../context/readPassword.ts';
import { parseSetting } from '../../input/parseSetting.ts';
import { toJsonText } from '../../output/toJsonText.ts';
import { loadProviderConfig, type ProviderFlags } from './internal/loadProviderConfig.ts';

/** `suanli provider start` */
export const providerStart: CommandDefinition<[], ProviderFlags> = {
  path: 'provider start',
  options: [
    { flags: '--config <file>', text: 'providerConfig' },
    { flags: '--price <tokens>', text: 'providerPrice' },
    { flags: '--slots <n>', text: 'providerSlots' },
    { flags: '--listen <multiaddr>', text: 'providerListen', repeatable: true },
    { flags: '--announce <multiaddr>', text: 'providerAnnounce', repeatable: true },
    { flags: '--verify <share>', text: 'providerVerify' },
    { flags: '--set <name=value>', text: 'providerSet', parse: parseSetting, repeatable: true },
  ],
  async run(context, { options }) {
    const { terminal, text, signal } = context;
    const { createLogger, createNode, openKeystore } = await import('@suanli/node');
    const config = await loadProviderConfig(context, options);
    const deploymentFile = config.chain.deploymentFile ?? context.config.deploymentFile;
    let deployment: ReturnType<typeof parseDeployment>;
    try {
      deployment = parseDeployment(readFileSync(deploymentFile, 'utf8'));
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CLI_DEPLOYMENT_MISSING', { parameters: { file: deploymentFile }, cause });
    }
    const password = await readPassword({
      ...context,
      config: { ...context.config, passwordFile: config.passwordFile },
    });
    const account = await openKeystore({ file: config.keystoreFile ?? '', password });
    // stdout is for the line that a parent process waits for; the log goes beside it.
    const logger = createLogger({
      level: config.telemetry.logLevel,
      destination: { write: (line) => void terminal.err.write(line) },
    });
    const node = createNode({ account, deployment, logger }, config);
    try {
      await node.start({ signal });
      const { peerId, telemetryUrl } = node;
      const ready = {
        ready: true,
        provider: account.address,
        peerId,
        addresses: node.addresses(),
        healthUrl: telemetryUrl === undefined ? null : `${telemetryUrl.replace(/\/$/, '')}/healthz`,
        metricsUrl: telemetryUrl === undefined ? null : `${telemetryUrl.replace(/\/$/, '')}/metrics`,
        pid: process.pid,
      };
      terminal.out.write(
        terminal.json
          ? toJsonText(ready)
          : `${text.provider.ready(account.address, ready.addresses.join(' '), ready.healthUrl ?? '-')}\n`,
      );
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      terminal.note(text.provider.stopping);
    } catch (error) {
      // Told to stop while it started: that is no failure.
      if (!signal.aborted) throw error;
    } finally {
      await node.stop();
    }
    return {};
  },
};
