import { ResourceKind, resourceKindName } from '@suanli/protocol';
import {
  feeCall,
  type ProposalCall,
  propose,
  resourceTypeCall,
  type SuanliClient,
  simulateProposalCall,
  termsCall,
} from '@suanli/sdk';
import { type ReactNode, useState } from 'react';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import type { ResourceTypeRow } from '../../data/tables.ts';
import { useText } from '../../text/TextContext.tsx';
import { FieldRow, SelectField, TextField } from '../../ui/Field.tsx';
import { draftOfTerms, readTerms } from './readTerms.ts';
import { TermsFields } from './TermsFields.tsx';

// What can be proposed from here, each a dialog. A call is tried as the timelock would send it before it costs anything.

interface ProposeDialogProps {
  readonly title: string;
  /** What is proposed where nothing else is typed. */
  readonly description: string;
  readonly blocked: string | undefined;
  /** Undefined as long as it is blocked. */
  readonly call: ((client: SuanliClient) => ProposalCall) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function ProposeDialog({ title, description, blocked, call, onClose, children }: ProposeDialogProps) {
  const { text } = useText();
  const [typed, setTyped] = useState('');
  const words = text.dao.propose;
  return (
    <ActionDialog
      title={title}
      what={words.what}
      confirm={words.confirm}
      blocked={blocked}
      steps={[
        {
          label: words.step,
          run: async (client) => {
            if (!call) return undefined;
            const built = call(client);
            await simulateProposalCall(client, built);
            return propose(client, { calls: [built], description: typed.trim() || description });
          },
        },
      ]}
      done={words.done}
      onClose={onClose}
    >
      {children}
      <TextField
        label={words.description}
        hint={words.descriptionHint}
        placeholder={description}
        maxLength={500}
        value={typed}
        onChange={setTyped}
      />
    </ActionDialog>
  );
}

/** Proposes other terms for a type. */
export function ProposeTermsDialog({
  types,
  onClose,
}: {
  readonly types: readonly ResourceTypeRow[];
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.dao.propose;
  const [type, setType] = useState(types[0]);
  const [draft, setDraft] = useState(type && draftOfTerms(type));
  const terms = draft && readTerms(draft);
  const changed = type && draft && JSON.stringify(draftOfTerms(type)) !== JSON.stringify(draft);
  return (
    <ProposeDialog
      title={words.terms}
      description={words.termsDescription(type?.name ?? '', (type?.version ?? 0) + 1)}
      blocked={terms === undefined ? words.incomplete : changed ? undefined : words.unchanged}
      call={type && terms && ((client) => termsCall(client, { typeId: type.id, terms }))}
      onClose={onClose}
    >
      <SelectField
        label={text.common.type}
        value={String(type?.id ?? '')}
        onChange={(value) => {
          const next = types.find(({ id }) => String(id) === value);
          setType(next);
          setDraft(next && draftOfTerms(next));
        }}
        options={types.map(({ id, name }) => ({ value: String(id), label: `${name} (${id})` }))}
      />
      {draft && <TermsFields draft={draft} onChange={setDraft} />}
    </ProposeDialog>
  );
}

const kinds = ['cpu', 'gpu', 'other'] as const;

/** Proposes a further type, beginning with the terms of one that is like it. */
export function ProposeTypeDialog({
  types,
  onClose,
}: {
  readonly types: readonly ResourceTypeRow[];
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.dao.propose;
  const first = types[0];
  const [like, setLike] = useState(first);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>((first?.kind as 'cpu') ?? 'gpu');
  const [memory, setMemory] = useState(String(first?.memoryMib ?? 0));
  const [draft, setDraft] = useState(first && draftOfTerms({ ...first, listed: true }));
  const terms = draft && readTerms(draft);
  const bytes = new TextEncoder().encode(name.trim()).length;
  const nameError =
    bytes > 32 ? words.nameTooLong : types.some((type) => type.name === name.trim()) ? words.nameTaken : undefined;
  const memoryMib = /^\d{1,9}$/.test(memory.trim()) ? Number(memory) : undefined;
  const complete = bytes > 0 && nameError === undefined && memoryMib !== undefined && terms !== undefined;
  return (
    <ProposeDialog
      title={words.type}
      description={words.typeDescription(name.trim())}
      blocked={complete ? undefined : bytes === 0 ? words.nameMissing : words.incomplete}
      call={
        complete
          ? (client) => resourceTypeCall(client, { name: name.trim(), kind: ResourceKind[kind], memoryMib, terms })
          : undefined
      }
      onClose={onClose}
    >
      <FieldRow>
        <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} error={nameError} />
        <SelectField
          label={words.like}
          hint={words.likeHint}
          value={String(like?.id ?? '')}
          onChange={(value) => {
            const next = types.find(({ id }) => String(id) === value);
            if (!next) return;
            setLike(next);
            setKind(next.kind as 'cpu');
            setMemory(String(next.memoryMib));
            setDraft(draftOfTerms({ ...next, listed: true }));
          }}
          options={types.map((type) => ({ value: String(type.id), label: type.name }))}
        />
        <SelectField
          label={words.kind}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: text.dao.kinds[value] }))}
        />
        <TextField
          label={text.common.memory}
          unit="MiB"
          inputMode="numeric"
          value={memory}
          onChange={setMemory}
          error={memoryMib === undefined ? words.invalidMemory : undefined}
        />
      </FieldRow>
      {draft && <TermsFields draft={draft} onChange={setDraft} />}
    </ProposeDialog>
  );
}

/** The market refuses more, in hundredths of a percent. */
const mostBasisPoints = 1_000;

/** Proposes another fee on what is paid on the market. */
export function ProposeFeeDialog({ percent, onClose }: { readonly percent: string; readonly onClose: () => void }) {
  const { text } = useText();
  const words = text.dao.propose;
  const [typed, setTyped] = useState(percent);
  const plain = typed.trim();
  const basisPoints = /^\d{1,2}(?:\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
  const valid = basisPoints !== undefined && basisPoints <= mostBasisPoints;
  return (
    <ProposeDialog
      title={words.fee}
      description={words.feeDescription(valid ? String(basisPoints / 100) : '')}
      blocked={!valid ? words.invalidFee : plain === percent ? words.unchanged : undefined}
      call={valid ? (client) => feeCall(client, { feeBasisPoints: basisPoints }) : undefined}
      onClose={onClose}
    >
      <TextField
        label={text.home.fee}
        hint={words.feeHint}
        unit="%"
        inputMode="decimal"
        value={typed}
        onChange={setTyped}
        error={valid ? undefined : words.invalidFee}
      />
    </ProposeDialog>
  );
}

/** The kind of a type by its number in the contracts. */
export function kindOf(kind: unknown): (typeof kinds)[number] {
  return resourceKindName(Number(kind));
}
