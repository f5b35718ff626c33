import { useText } from '../../text/TextContext.tsx';
import { CheckField, FieldRow, TextField } from '../../ui/Field.tsx';
import { boundsOfTerm, readTerm, type TermName, type TermsDraft, termNames } from './readTerms.ts';

/** The terms of a type, to be typed: proof parameters, revenue value, and whether it is listed. */
export function TermsFields({
  draft,
  onChange,
}: {
  readonly draft: TermsDraft;
  readonly onChange: (draft: TermsDraft) => void;
}) {
  const { text } = useText();
  const min = readTerm('minHashesPerSecond', draft.minHashesPerSecond);
  const max = readTerm('maxHashesPerSecond', draft.maxHashesPerSecond);
  const errorOf = (name: TermName) => {
    if (readTerm(name, draft[name]) === undefined) {
      const [least, most] = boundsOfTerm(name);
      return text.dao.invalidTerm(least.toString(), most.toString());
    }
    return name === 'maxHashesPerSecond' && min !== undefined && max !== undefined && min > max
      ? text.dao.maxBelowMin
      : undefined;
  };
  return (
    <>
      <FieldRow>
        {termNames.map((name) => (
          <TextField
            key={name}
            label={text.dao.terms[name]}
            inputMode="numeric"
            value={draft[name]}
            onChange={(value) => onChange({ ...draft, [name]: value })}
            error={errorOf(name)}
            {...(name === 'timeLimitSeconds' ? { unit: 's' } : name.endsWith('PerSecond') ? { unit: 'H/s' } : {})}
          />
        ))}
      </FieldRow>
      <CheckField
        label={text.dao.listedLabel}
        checked={draft.listed}
        onChange={(listed) => onChange({ ...draft, listed })}
      />
    </>
  );
}
