import { createResource } from '@suanli/sdk';
import { useState } from 'react';
import { hardwareFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { useText } from '../../text/TextContext.tsx';
import { CheckField } from '../../ui/Field.tsx';
import classes from './StepForm.module.css';
import { StepForm } from './StepForm.tsx';

export interface ResourceStepProps {
  readonly owner: string;
  readonly onCreated: (resourceId: bigint) => void;
}

/** Makes a resource out of free devices of one type and model. */
export function ResourceStep({ owner, onCreated }: ResourceStepProps) {
  const { text } = useText();
  const free =
    useRows({
      table: 'hardwares',
      fields: hardwareFields,
      where: { owner: owner.toLowerCase(), resourceId: null },
      orderBy: 'id',
    }).data?.items ?? [];
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // All of the kind of the latest device are taken, unless somebody unticks them.
  const latest = free.at(-1);
  const fitting = free.filter((row) => row.typeId === latest?.typeId && row.model === latest?.model);
  const others = free.length - fitting.length;
  const [kind, setKind] = useState<string>();
  const rows = kind === undefined ? fitting : free.filter((row) => `${row.typeId}/${row.model}` === kind);
  const chosen = rows.filter((row) => !left.has(row.id.toString()));
  const words = text.provider.steps.resource;
  return (
    <StepForm
      confirm={words.confirm(chosen.length)}
      blocked={
        free.length === 0
          ? words.none
          : chosen.length === 0
            ? words.choose
            : chosen.length > 32
              ? words.tooMany
              : undefined
      }
      steps={[
        {
          label: words.step(chosen.length),
          run: async (client) => {
            const transaction = await createResource(client, { hardwareIds: chosen.map(({ id }) => id) });
            onCreated(transaction.resourceId);
            return transaction;
          },
        },
      ]}
    >
      <p>{words.what}</p>
      {rows.length > 0 && (
        <ul className={classes.fields}>
          {rows.map((row) => (
            <li key={row.id.toString()}>
              <CheckField
                label={words.device(row.id.toString(), row.typeName, row.model)}
                checked={!left.has(row.id.toString())}
                onChange={(checked) => {
                  const next = new Set(left);
                  if (checked) next.delete(row.id.toString());
                  else next.add(row.id.toString());
                  setLeft(next);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {others > 0 && (
        <div className={classes.buttons}>
          {[...new Set(free.map((row) => `${row.typeId}/${row.model}`))].map((each) => (
            <button
              key={each}
              type="button"
              className={classes.kind}
              aria-pressed={each === (kind ?? `${latest?.typeId}/${latest?.model}`)}
              onClick={() => setKind(each)}
            >
              {each.slice(each.indexOf('/') + 1)}
            </button>
          ))}
        </div>
      )}
    </StepForm>
  );
}
