import { formatWork, type LeaseConfiguration } from '@suanli/protocol';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { formatDuration } from '../../../output/formatDuration.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTime } from '../../../output/formatTime.ts';

/** What a use right gives, for people. */
export function formatConfiguration(context: CommandContext, configuration: LeaseConfiguration): string {
  const { text, terminal } = context;
  const words = text.lease;
  const { limits, proof } = configuration;
  const mebibytes = (bytes: number) => `${Math.floor(bytes / 2 ** 20)} MiB`;
  return formatRows(
    [
      ['UID', String(configuration.useRight)],
      ['VID', String(configuration.resource)],
      [text.table.provider, configuration.provider],
      [text.asset.type, `${configuration.typeName} (${configuration.typeId})`],
      [text.asset.model, configuration.model],
      [text.asset.count, String(configuration.count)],
      ...(configuration.memoryMib === 0 ? [] : [[words.deviceMemory, `${configuration.memoryMib} MiB`] as const]),
      [text.asset.expires, `${formatTime(Number(configuration.expiresAt))} UTC`],
      [text.table.slots, words.slots(configuration.slots, configuration.reservedSlots)],
      [text.table.speed, `${((configuration.workPerSecond * configuration.slots) / 1e9).toPrecision(3)} Gwu/s`],
      [
        words.limits,
        words.limitsOf(
          formatWork(limits.work),
          mebibytes(limits.memoryPages * 65_536),
          mebibytes(limits.outputBytes),
          formatDuration(limits.wallMs),
        ),
      ],
      [words.executors, configuration.executors.join(', ')],
      ...(proof === undefined ? [] : [[words.proof, `${proof.device} (${proof.executor})`] as const]),
    ],
    terminal.style,
  );
}
