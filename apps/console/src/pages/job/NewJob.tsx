import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parseEther } from 'viem';
import { ActionStatus } from '../../action/ActionStatus.tsx';
import { type ActionStep, useAction } from '../../action/useAction.ts';
import { useFunding } from '../../action/useFunding.ts';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { getNetwork } from '../../network/getNetwork.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FieldRow, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useWriter } from '../../wallet/useWriter.ts';
import classes from './JobsPage.module.css';
import { maxPrice, type PictureMethod, startPicture } from './runningJobs.ts';

const sizes = ['128', '256', '512'] as const;
const qualities = ['16', '64'] as const;
const methods: readonly PictureMethod[] = ['auto', 'escrow', 'batch', 'lottery'];
const lotteryModules = ['broker', 'market', 'lottery'] as const;
/** So many that a tile stays well below the most work of one task, 20 Gwu. */
const tilesOf = { '128': 16, '256': 16, '512': 64 } as const;

/** What may be locked up at once: 20 Gwu for each tile at the highest price, and bounties of the deals. */
function escrowOf(tiles: number): bigint {
  return BigInt(tiles) * 20n * parseEther(maxPrice) + parseEther('0.8');
}

/** What is to be rendered, and what that takes; starts it. */
export function NewJob() {
  const { text } = useText();
  const { config } = useConsole();
  const writer = useWriter();
  const queries = useQueryClient();
  const action = useAction();
  const [size, setSize] = useState<(typeof sizes)[number]>('128');
  const tiles = tilesOf[size];
  const escrowWei = escrowOf(tiles);
  const [method, setMethod] = useState<PictureMethod>('auto');
  const isAfterwards = method === 'batch' || method === 'lottery';
  const funding = useFunding(escrowWei, method === 'lottery' ? lotteryModules : undefined);
  const [samples, setSamples] = useState<(typeof qualities)[number]>('16');
  // Once begun, they stay as they were: what the first has done makes it vanish from those needed.
  const [begun, setBegun] = useState<readonly ActionStep[]>();
  const { state, running } = action;
  const steps = begun ?? [
    ...funding.steps,
    {
      label: text.jobs.start,
      run: async () => {
        if (writer.status !== 'ready') return;
        const network = await getNetwork(config);
        // Not the client of this action: the job goes on when the action is over.
        const shape = { size: Number(size), samples: Number(samples), tiles };
        await startPicture({ client: writer.client, network }, shape, method);
      },
    },
  ];
  const start = async () => {
    setBegun(steps);
    const done = await action.run(steps);
    if (!done) return;
    setBegun(undefined);
    action.reset();
    await queries.invalidateQueries({ queryKey: ['jobs'] });
  };
  const blocked = begun === undefined ? funding.blocked : undefined;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && blocked === undefined) void start();
      }}
    >
      <fieldset className={classes.form} disabled={begun !== undefined}>
        <FieldRow>
          <SelectField
            label={text.jobs.size}
            value={size}
            onChange={setSize}
            options={sizes.map((value) => ({ value, label: `${value} × ${value}` }))}
          />
          <SelectField
            label={text.jobs.quality}
            value={samples}
            onChange={setSamples}
            options={qualities.map((value) => ({ value, label: text.jobs.samples(value) }))}
          />
          <SelectField
            label={text.bill.choice}
            hint={text.bill.choiceHint}
            value={method}
            onChange={setMethod}
            options={methods.map((value) => ({ value, label: text.bill.choices[value] }))}
          />
        </FieldRow>
      </fieldset>
      <Facts
        facts={[
          { label: text.jobs.mostPrice, value: `${maxPrice} SUAN / Gwu` },
          { label: isAfterwards ? text.bill.afterwards : text.jobs.locked, value: <Tokens wei={escrowWei} /> },
          ...(funding.availableWei === undefined
            ? []
            : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
        ]}
      />
      <p className={classes.note}>{text.jobs.signing}</p>
      {begun === undefined && funding.steps.length > 0 && funding.blocked === undefined && (
        <Notice tone="info" title={text.jobs.first}>
          {funding.steps.map(({ label }) => label).join(' · ')}
        </Notice>
      )}
      {blocked !== undefined && funding.availableWei !== undefined && (
        <Notice tone="warn" title={blocked} action={<ButtonLink to="/balances">{text.balances.title}</ButtonLink>}>
          {text.jobs.noFunds}
        </Notice>
      )}
      {begun !== undefined && <ActionStatus state={state} steps={steps} />}
      <div className={classes.buttons}>
        <Button look="primary" type="submit" disabled={running || blocked !== undefined}>
          {running ? text.action.running : state.phase === 'error' ? text.common.retry : text.jobs.start}
        </Button>
        {state.phase === 'error' && (
          <Button
            onClick={() => {
              setBegun(undefined);
              action.reset();
            }}
          >
            {text.common.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
