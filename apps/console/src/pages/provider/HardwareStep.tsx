import { hardwareFingerprint } from '@suanli/protocol';
import { getResourceTypes, registerHardware } from '@suanli/sdk';
import { useState } from 'react';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { useText } from '../../text/TextContext.tsx';
import { FieldRow, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { StepForm } from './StepForm.tsx';

export interface HardwareStepProps {
  /** Called with each device that is registered. */
  readonly onRegistered: (hardwareId: bigint) => void;
}

/** Registers devices, each known by what its owner writes of it. */
export function HardwareStep({ onRegistered }: HardwareStepProps) {
  const { text } = useText();
  const types = useChainRead({ key: ['resourceTypes'], read: getResourceTypes }).data ?? [];
  const listed = types.filter(({ terms }) => terms.listed);
  const [typeId, setTypeId] = useState('');
  const [model, setModel] = useState('');
  const [serials, setSerials] = useState('');
  const [salt, setSalt] = useState('');
  const type = listed.find(({ id }) => String(id) === typeId) ?? listed[0];
  const modelName = model.trim() || (type?.name ?? '');
  const devices = [
    ...new Set(
      serials
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
  const tooLong = new TextEncoder().encode(modelName).length > 32;
  const words = text.provider.steps.hardware;
  return (
    <StepForm
      confirm={words.confirm(devices.length)}
      blocked={
        type === undefined
          ? text.common.loading
          : tooLong
            ? words.modelTooLong
            : devices.length === 0
              ? words.serialMissing
              : devices.length > 32
                ? words.tooMany
                : undefined
      }
      steps={devices.map((identity) => ({
        label: words.step(identity),
        run: async (client) => {
          const transaction = await registerHardware(client, {
            typeId: type?.id ?? 0,
            model: modelName,
            fingerprint: hardwareFingerprint({ identity, salt }),
          });
          onRegistered(transaction.hardwareId);
          return transaction;
        },
      }))}
      onDone={() => setSerials('')}
    >
      <FieldRow>
        <SelectField
          label={text.common.type}
          value={String(type?.id ?? '')}
          onChange={setTypeId}
          options={listed.map(({ id, name }) => ({ value: String(id), label: name }))}
          hint={
            type &&
            words.typeHint(
              formatLevel(type.terms.minHashesPerSecond),
              formatLevel(type.terms.maxHashesPerSecond),
              type.terms.revenueShares,
            )
          }
        />
        <TextField
          label={text.common.model}
          value={model}
          onChange={setModel}
          placeholder={type?.name}
          hint={words.modelHint}
          error={tooLong ? words.modelTooLong : undefined}
        />
      </FieldRow>
      <TextAreaField label={words.serial} value={serials} onChange={setSerials} hint={words.serialHint} />
      <TextField label={words.salt} value={salt} onChange={setSalt} hint={words.saltHint} />
    </StepForm>
  );
}
