import { formatWork, priceCurve } from '@suanli/protocol';
import { getSupplyCapacity, publishDemand, publishSupply, releaseStatements } from '@suanli/sdk';
import { useState } from 'react';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useFunding } from '../../action/useFunding.ts';
import type { PriceStatementRow } from '../../data/paymentTables.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import type { Fact } from '../../ui/Facts.tsx';
import { FieldRow, SelectField, TextField } from '../../ui/Field.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { parseWhole } from '../payment/parseWhole.ts';
import { statementCost } from './statementCost.ts';
import { type TypePrice, usePresentTerms } from './usePrices.ts';

// What is said of supply and demand, each a dialog.

const curveModules = ['priceCurve'] as const;
const gwuE18 = 10n ** 9n;

/** Gwu, as people write them, as work. */
function readWork(text: string): bigint | undefined {
  const gwu = parseTokens(text);
  if (gwu === undefined) return undefined;
  const work = gwu / gwuE18;
  return work > 0n && work < 1n << 64n ? work : undefined;
}

/** What a statement takes, and what it would make of the next price. */
function useStatement(kind: 'supply' | 'demand', price: TypePrice, work: bigint | undefined) {
  const { text } = useText();
  const words = text.prices;
  const terms = usePresentTerms(price).data;
  const cost = terms && work !== undefined ? statementCost(kind, work, terms, price.priceWeiPerGwu) : undefined;
  // A demand follows the price of its epoch, and another one may begin before it is sent.
  const maxBondWei = cost === undefined ? 0n : kind === 'demand' ? cost.bondWei + cost.bondWei / 10n : cost.bondWei;
  const funding = useFunding(maxBondWei + (cost?.feeWei ?? 0n), curveModules);
  const facts: readonly Fact[] = [
    ...(cost === undefined
      ? []
      : [
          { label: words.bond, value: <Tokens wei={cost.bondWei} /> },
          { label: words.fee, value: <Tokens wei={cost.feeWei} /> },
          {
            label: words.wouldBe,
            value: (
              <Tokens
                wei={priceCurve({
                  ...price.nextTerms,
                  supplyWork: price.supplyWork + (kind === 'supply' ? (work ?? 0n) : 0n),
                  demandWork: price.demandWork + (kind === 'demand' ? (work ?? 0n) : 0n),
                })}
              />
            ),
          },
        ]),
    ...(funding.availableWei === undefined
      ? []
      : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
  ];
  return { maxBondWei, funding, facts };
}

interface WorkFieldsProps {
  readonly work: string;
  readonly onWork: (work: string) => void;
  readonly workError: string | undefined;
  readonly epochs: string;
  readonly onEpochs: (epochs: string) => void;
}

function WorkFields({ work, onWork, workError, epochs, onEpochs }: WorkFieldsProps) {
  const { text } = useText();
  const words = text.prices;
  return (
    <FieldRow>
      <TextField
        label={words.work}
        unit={words.workUnit}
        inputMode="decimal"
        value={work}
        onChange={onWork}
        error={work === '' ? undefined : workError}
        required
      />
      <TextField
        label={words.epochs}
        hint={words.epochsHint}
        inputMode="numeric"
        value={epochs}
        onChange={onEpochs}
        error={parseWhole(epochs, 1, 24) === undefined ? words.invalidEpochs : undefined}
      />
    </FieldRow>
  );
}

/** Says what the connected account needs of a type. */
export function PublishDemandDialog({ price, onClose }: { readonly price: TypePrice; readonly onClose: () => void }) {
  const { text } = useText();
  const words = text.prices;
  const [gwu, setGwu] = useState('');
  const [epochs, setEpochs] = useState('1');
  const work = readWork(gwu);
  const wholeEpochs = parseWhole(epochs, 1, 24);
  const { maxBondWei, funding, facts } = useStatement('demand', price, work);
  const workError = work === undefined ? words.invalidWork : undefined;
  return (
    <ActionDialog
      title={words.demandTitle(price.name)}
      what={words.demandWhat}
      facts={facts}
      confirm={words.publishDemand}
      blocked={workError ?? (wholeEpochs === undefined ? words.invalidEpochs : funding.blocked)}
      steps={[
        ...funding.steps,
        {
          label: words.publishDemand,
          run: (client) =>
            publishDemand(client, {
              typeId: price.typeId,
              workPerEpoch: work ?? 0n,
              epochs: wholeEpochs ?? 1,
              maxBondWei,
            }),
        },
      ]}
      done={words.published}
      onClose={onClose}
    >
      <WorkFields work={gwu} onWork={setGwu} workError={workError} epochs={epochs} onEpochs={setEpochs} />
    </ActionDialog>
  );
}

export interface SuppliedResource {
  readonly id: bigint;
  readonly model: string;
  readonly count: number;
}

/** Says what a resource of the connected account supplies. */
export function PublishSupplyDialog({
  price,
  resources,
  onClose,
}: {
  readonly price: TypePrice;
  /** Of this type; at least one. */
  readonly resources: readonly SuppliedResource[];
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.prices;
  const [chosen, setChosen] = useState(resources[0]?.id.toString() ?? '');
  const [gwu, setGwu] = useState('');
  const [epochs, setEpochs] = useState('1');
  const resourceId = BigInt(chosen);
  const capacity = useChainRead({
    key: ['supplyCapacity', chosen],
    read: (client) => getSupplyCapacity(client, { resourceId }),
  }).data;
  const work = readWork(gwu);
  const wholeEpochs = parseWhole(epochs, 1, 24);
  const { funding, facts } = useStatement('supply', price, work);
  const workError =
    work === undefined
      ? words.invalidWork
      : capacity && work > capacity.capacityWork
        ? words.tooLarge(formatWork(capacity.capacityWork))
        : undefined;
  const live =
    capacity && capacity.suppliedUntil > capacity.epoch ? words.supplied(String(capacity.suppliedUntil)) : undefined;
  return (
    <ActionDialog
      title={words.supplyTitle}
      what={words.supplyWhat}
      facts={[
        ...(capacity === undefined ? [] : [{ label: words.capacity, value: formatWork(capacity.capacityWork) }]),
        ...facts,
      ]}
      confirm={words.publishSupply}
      blocked={live ?? workError ?? (wholeEpochs === undefined ? words.invalidEpochs : funding.blocked)}
      steps={[
        ...funding.steps,
        {
          label: words.publishSupply,
          run: (client) => publishSupply(client, { resourceId, workPerEpoch: work ?? 0n, epochs: wholeEpochs ?? 1 }),
        },
      ]}
      done={words.published}
      onClose={onClose}
    >
      <SelectField
        label={words.resource}
        value={chosen}
        onChange={setChosen}
        options={resources.map(({ id, model, count }) => ({
          value: id.toString(),
          label: `${id}: ${model} × ${count}`,
        }))}
      />
      <WorkFields work={gwu} onWork={setGwu} workError={workError} epochs={epochs} onEpochs={setEpochs} />
    </ActionDialog>
  );
}

/** Unlocks the bonds of statements that are over. */
export function ReleaseDialog({
  statements,
  onClose,
}: {
  readonly statements: readonly PriceStatementRow[];
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const words = text.prices;
  return (
    <ActionDialog
      title={words.releaseTitle}
      what={words.releaseWhat(statements.length)}
      facts={[
        { label: words.locked, value: <Tokens wei={statements.reduce((sum, { bondWei }) => sum + bondWei, 0n)} /> },
      ]}
      confirm={words.release}
      steps={[
        {
          label: words.release,
          run: (client) => releaseStatements(client, { statementIds: statements.map(({ id }) => id) }),
        },
      ]}
      done={words.released}
      onClose={onClose}
    />
  );
}
