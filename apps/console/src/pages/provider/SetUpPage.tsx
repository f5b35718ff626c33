import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Address } from 'viem';
import { hardwareFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { HardwareStep } from './HardwareStep.tsx';
import { ListStep } from './ListStep.tsx';
import { ResourceStep } from './ResourceStep.tsx';
import { RevenueRightStep } from './RevenueRightStep.tsx';
import classes from './SetUpPage.module.css';
import { UseRightStep } from './UseRightStep.tsx';
import { useSetUp } from './useSetUp.ts';

type StepName = 'hardware' | 'resource' | 'useRight' | 'revenueRight' | 'list';

interface StepProps {
  readonly name: StepName;
  readonly number: number;
  readonly state: 'done' | 'now' | 'later';
  /** What came of it, where it is done. */
  readonly result?: ReactNode;
  readonly children?: ReactNode;
}

function Step({ name, number, state, result, children }: StepProps) {
  const { text } = useText();
  return (
    <li className={cx(classes.step, classes[state])} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={classes.number} aria-hidden="true">
        {state === 'done' ? '✓' : number}
      </span>
      <div className={classes.body}>
        <h2>
          {text.provider.steps[name].title}
          <span className="visually-hidden">
            {' – '}
            {text.provider.stepState[state]}
          </span>
        </h2>
        {result !== undefined && <p className={classes.result}>{result}</p>}
        {state === 'now' && children}
      </div>
    </li>
  );
}

function Flow({ owner }: { readonly owner: Address }) {
  const { text } = useText();
  const navigate = useNavigate({ from: '/provider/new' });
  const { resource } = useSearch({ from: '/provider/new' });
  const resourceId = resource === undefined ? undefined : BigInt(resource);
  const setUp = useSetUp(resourceId);
  const [registered, setRegistered] = useState(0);
  const free = useRows({
    table: 'hardwares',
    fields: hardwareFields,
    where: { owner: owner.toLowerCase(), resourceId: null },
  });
  const freeCount = free.data?.items.length ?? 0;
  const state = setUp.data;
  if (resourceId !== undefined && state === undefined) {
    return setUp.isError ? <ErrorNotice error={setUp.error} onRetry={() => void setUp.refetch()} /> : <Loading />;
  }
  if (state && !isSameAddress(state.owner, owner)) {
    return (
      <Notice tone="warn" title={text.provider.notYours(state.resourceId.toString())}>
        {text.provider.notYoursBody}
      </Notice>
    );
  }
  const begun = state !== undefined;
  const hardwareDone = begun || freeCount > 0 || registered > 0;
  const stateOf = (name: 'useRight' | 'revenueRight' | 'list', done: boolean) =>
    done ? 'done' : begun && state.step === name ? 'now' : 'later';
  return (
    <>
      <ol className={classes.steps}>
        <Step
          name="hardware"
          number={1}
          state={begun ? 'done' : 'now'}
          result={
            begun ? text.provider.hardwareDone(state.hardwareIds.join(', '), state.typeName, state.model) : undefined
          }
        >
          {hardwareDone && <p>{text.provider.freeHardware(Math.max(freeCount, registered))}</p>}
          <HardwareStep onRegistered={() => setRegistered((count) => count + 1)} />
        </Step>
        <Step
          name="resource"
          number={2}
          state={begun ? 'done' : hardwareDone ? 'now' : 'later'}
          result={
            begun ? (
              <Link to="/resources/$id" params={{ id: state.resourceId.toString() }}>
                {text.common.resourceName(state.resourceId.toString())}
              </Link>
            ) : undefined
          }
        >
          <ResourceStep
            owner={owner}
            onCreated={(id) => void navigate({ search: { resource: id.toString() }, replace: true })}
          />
        </Step>
        <Step
          name="useRight"
          number={3}
          state={stateOf('useRight', begun && state.useRightId !== undefined)}
          result={
            begun && state.useRightId !== undefined ? (
              <>
                <Link to="/use-rights/$id" params={{ id: state.useRightId.toString() }}>
                  {text.common.nameOfUseRight(state.useRightId.toString())}
                </Link>
                {state.boundUntil !== undefined && (
                  <>
                    {' · '}
                    <Time at={state.boundUntil} />
                  </>
                )}
              </>
            ) : undefined
          }
        >
          {begun && <UseRightStep resourceId={state.resourceId} />}
        </Step>
        <Step
          name="revenueRight"
          number={4}
          state={stateOf('revenueRight', begun && state.totalShares !== undefined)}
          result={begun && state.totalShares !== undefined ? text.provider.revenueDone(state.totalShares) : undefined}
        >
          {begun && <RevenueRightStep resourceId={state.resourceId} owner={owner} typeShares={state.typeShares} />}
        </Step>
        <Step
          name="list"
          number={5}
          state={stateOf('list', begun && state.step === 'done')}
          result={
            begun && state.priceWei !== undefined ? (
              <>
                {text.provider.listedFor} <Tokens wei={state.priceWei} />
              </>
            ) : undefined
          }
        >
          {begun && state.useRightId !== undefined && <ListStep useRightId={state.useRightId} />}
        </Step>
      </ol>
      {begun && state.step === 'done' && (
        <Notice
          tone="good"
          role="status"
          title={text.provider.allDone}
          action={
            <div className={classes.buttons}>
              <ButtonLink to="/market" look="primary">
                {text.useRight.toMarket}
              </ButtonLink>
              <ButtonLink to="/provider">{text.provider.toOverview}</ButtonLink>
              <ButtonLink to="/provider/new">{text.provider.another}</ButtonLink>
            </div>
          }
        >
          {text.provider.allDoneBody}
        </Notice>
      )}
    </>
  );
}

/** From a device to an offer on the market in five steps. How far one is, the chain knows. */
export function SetUpPage() {
  const { text } = useText();
  const account = useAccount();
  return (
    <Page title={text.provider.setUpTitle} lead={text.provider.setUpLead}>
      <NeedWallet why={text.provider.needs}>{account && <Flow key={account} owner={account} />}</NeedWallet>
    </Page>
  );
}
