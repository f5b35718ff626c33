import { issueUseRight } from '@suanli/sdk';
import { useState } from 'react';
import { useChainTime } from '../../data/heads.ts';
import { formatTime } from '../../format/formatTime.ts';
import { useText } from '../../text/TextContext.tsx';
import { TextField } from '../../ui/Field.tsx';
import { StepForm } from './StepForm.tsx';

/** Issues the right to use a free resource for some days. */
export function UseRightStep({ resourceId }: { readonly resourceId: bigint }) {
  const { text, language } = useText();
  const now = useChainTime();
  const [days, setDays] = useState('30');
  const number = /^\d{1,4}(?:\.\d{1,3})?$/.test(days) && Number(days) > 0 ? Number(days) : undefined;
  const expiresAt = Number(now) + Math.round((number ?? 0) * 86_400);
  const words = text.provider.steps.useRight;
  return (
    <StepForm
      confirm={words.confirm}
      blocked={number === undefined ? words.invalidDays : undefined}
      steps={[
        {
          label: words.step(resourceId.toString()),
          run: (client) => issueUseRight(client, { resourceId, expiresAt }),
        },
      ]}
    >
      <p>{words.what}</p>
      <TextField
        label={words.days}
        inputMode="decimal"
        value={days}
        onChange={setDays}
        hint={number === undefined ? undefined : words.until(formatTime(BigInt(expiresAt), language))}
        error={number === undefined ? words.invalidDays : undefined}
      />
    </StepForm>
  );
}
