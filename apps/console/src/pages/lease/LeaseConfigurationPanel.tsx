import { formatWork } from '@suanli/protocol';
import type { LeaseSession } from '@suanli/sdk';
import { formatDuration } from '../../format/formatDuration.ts';
import { formatMemory } from '../../format/formatMemory.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Expiry } from '../../ui/Time.tsx';

/** What the machine behind an open lease is, as its provider says. */
export function LeaseConfigurationPanel({ session }: { readonly session: LeaseSession }) {
  const { text, language } = useText();
  const { configuration } = session;
  const { limits } = configuration;
  return (
    <Panel
      title={text.lease.configuration}
      lead={text.lease.configurationLead}
      actions={
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          <Badge tone="good">{text.lease.isOpen}</Badge>
          <Button small onClick={() => void session.close()}>
            {text.lease.closeSession}
          </Button>
        </span>
      }
    >
      <Facts
        facts={[
          { label: text.common.type, value: `${configuration.typeName} (${configuration.typeId})` },
          { label: text.common.model, value: `${configuration.model} × ${configuration.count}` },
          { label: text.common.memory, value: formatMemory(configuration.memoryMib * configuration.count) },
          { label: text.common.provider, value: <AddressLabel address={configuration.provider} /> },
          { label: text.common.expiry, value: <Expiry at={session.expiresAt} /> },
          { label: text.lease.slots, value: text.lease.slotsOf(configuration.slots, configuration.reservedSlots) },
          { label: text.lease.speed, value: `${formatWork(BigInt(Math.round(configuration.workPerSecond)))}/s` },
          { label: text.lease.executors, value: configuration.executors.join(', ') },
          {
            label: text.lease.prover,
            value: configuration.proof
              ? `${configuration.proof.executor} · ${configuration.proof.device}`
              : text.common.none,
          },
          { label: text.lease.limitWork, value: formatWork(limits.work) },
          { label: text.lease.limitMemory, value: formatMemory(limits.memoryPages / 16) },
          { label: text.lease.limitOutput, value: `${(limits.outputBytes / 1_048_576).toLocaleString('en')} MiB` },
          { label: text.lease.limitWall, value: formatDuration(BigInt(Math.ceil(limits.wallMs / 1_000)), language) },
        ]}
      />
    </Panel>
  );
}
