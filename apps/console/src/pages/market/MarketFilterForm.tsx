import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useResourceTypes } from '../../data/useResourceTypes.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { FieldRow, SelectField, TextField } from '../../ui/Field.tsx';
import classes from './MarketFilterForm.module.css';
import { type MarketFilters, marketSorts, parseMarketFilters } from './marketFilters.ts';

const fields = ['type', 'model', 'count', 'memory', 'price', 'hours', 'proof', 'sort'] as const;

/** What is searched for. It is kept in the page's address, so a search can be bookmarked and sent on. */
export function MarketFilterForm({ filters }: { readonly filters: MarketFilters }) {
  const { text } = useText();
  const types = useResourceTypes();
  const navigate = useNavigate({ from: '/market' });
  const given = () =>
    Object.fromEntries(fields.map((name) => [name, String(filters[name] ?? '')])) as Record<
      (typeof fields)[number],
      string
    >;
  const [draft, setDraft] = useState(given);
  const set = (name: (typeof fields)[number]) => (value: string) => setDraft((now) => ({ ...now, [name]: value }));
  // A choice counts at once; what is typed, with Enter or the button.
  const choose = (name: (typeof fields)[number]) => (value: string) => {
    const next = { ...draft, [name]: value };
    setDraft(next);
    void navigate({ search: parseMarketFilters(next), replace: true });
  };
  return (
    <search>
      <form
        className={classes.form}
        aria-label={text.market.filters.title}
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ search: parseMarketFilters(draft), replace: true });
        }}
      >
        <FieldRow>
          <SelectField
            label={text.common.type}
            value={draft.type}
            onChange={choose('type')}
            options={[
              { value: '', label: text.common.all },
              ...types.map(({ name }) => ({ value: name, label: name })),
              // A search that was sent on may name a type that is not (yet) known here.
              ...(draft.type && !types.some(({ name }) => name === draft.type)
                ? [{ value: draft.type, label: draft.type }]
                : []),
            ]}
          />
          <TextField label={text.common.model} value={draft.model} onChange={set('model')} />
          <SelectField
            label={text.common.proofLevel}
            value={draft.proof}
            onChange={choose('proof')}
            options={[
              { value: '', label: text.common.all },
              { value: 'proved', label: text.market.filters.proved },
              { value: 'within', label: text.market.filters.within },
            ]}
          />
          <SelectField
            label={text.market.filters.sort}
            value={draft.sort || 'newest'}
            onChange={choose('sort')}
            options={marketSorts.map((value) => ({ value, label: text.market.filters.sorts[value] }))}
          />
          <TextField
            label={text.market.filters.count}
            inputMode="numeric"
            value={draft.count}
            onChange={set('count')}
          />
          <TextField
            label={text.market.filters.memory}
            inputMode="decimal"
            unit="GiB"
            value={draft.memory}
            onChange={set('memory')}
          />
          <TextField
            label={text.market.filters.price}
            inputMode="decimal"
            unit="SUAN"
            value={draft.price}
            onChange={set('price')}
          />
          <TextField
            label={text.market.filters.hours}
            inputMode="decimal"
            unit={text.market.filters.hoursUnit}
            value={draft.hours}
            onChange={set('hours')}
          />
        </FieldRow>
        <div className={classes.buttons}>
          <Button type="submit">{text.market.filters.apply}</Button>
          <ButtonLink
            to="/market"
            look="quiet"
            onClick={() => setDraft(Object.fromEntries(fields.map((name) => [name, ''])) as typeof draft)}
          >
            {text.market.filters.reset}
          </ButtonLink>
        </div>
      </form>
    </search>
  );
}
