import { listUseRight } from '@suanli/sdk';
import { useState } from 'react';
import { formatTokens, TOKEN_SYMBOL } from '../../format/formatTokens.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { TextField } from '../../ui/Field.tsx';
import { StepForm } from './StepForm.tsx';

/** Puts the use right on the market. */
export function ListStep({ useRightId }: { readonly useRightId: bigint }) {
  const { text } = useText();
  const [price, setPrice] = useState('');
  const priceWei = parseTokens(price);
  const words = text.provider.steps.list;
  return (
    <StepForm
      confirm={words.confirm}
      blocked={priceWei === undefined ? text.common.invalidAmount : undefined}
      steps={[
        {
          label: text.useRight.list.step(useRightId.toString(), `${formatTokens(priceWei ?? 0n)} ${TOKEN_SYMBOL}`),
          run: (client) => listUseRight(client, { useRightId, priceWei: priceWei ?? 0n }),
        },
      ]}
    >
      <p>{words.what}</p>
      <TextField
        label={text.common.price}
        unit={TOKEN_SYMBOL}
        inputMode="decimal"
        value={price}
        onChange={setPrice}
        error={price !== '' && priceWei === undefined ? text.common.invalidAmount : undefined}
        required
      />
    </StepForm>
  );
}
