import { levelRangeName, proofStageName, type SuanliError } from '@suanli/protocol';
import { type LeaseSession, type ProofStep, type RunProofReturnType, runProof } from '@suanli/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { tellingClient } from '../../action/tellingClient.ts';
import { toSuanliError } from '../../data/toSuanliError.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useWriter } from '../../wallet/useWriter.ts';
import classes from './LeaseProofPanel.module.css';

/** The stages of the source document, as they are gone through. */
const stages = ['issue', 'compute', 'commit', 'challenge', 'open'] as const;
type Stage = (typeof stages)[number];

/** Which stage begins once a step is done. */
const after: Readonly<Record<ProofStep['step'], Stage | 'done'>> = {
  issued: 'compute',
  computing: 'compute',
  progress: 'compute',
  computed: 'commit',
  committed: 'challenge',
  challenged: 'open',
  opened: 'done',
};

/** Proves the power of the machine behind a lease, stage by stage. */
export function LeaseProofPanel({
  session,
  useRightId,
}: {
  readonly session: LeaseSession;
  readonly useRightId: bigint;
}) {
  const { text } = useText();
  const writer = useWriter();
  const queries = useQueryClient();
  const [stage, setStage] = useState<Stage | 'done' | undefined>();
  const [leaves, setLeaves] = useState<{ readonly done: number; readonly all: number }>();
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<SuanliError>();
  const [result, setResult] = useState<RunProofReturnType>();
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const running = stage !== undefined && stage !== 'done' && !error;

  const run = async () => {
    if (writer.status !== 'ready') return;
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    setResult(undefined);
    setLeaves(undefined);
    setStage('issue');
    const client = tellingClient(writer.client, (phase) => setWaiting(phase === 'wallet'));
    try {
      const proved = await runProof(client, {
        useRightId,
        committer: session.committer,
        signal: controller.signal,
        onStep: (step) => {
          setStage(after[step.step]);
          if (step.step === 'progress') setLeaves({ done: step.leaves, all: step.totalLeaves });
        },
      });
      setStage('done');
      setResult(proved);
    } catch (failure) {
      if (!controller.signal.aborted) setError(toSuanliError(failure));
      else setStage(undefined);
    } finally {
      setWaiting(false);
      void queries.invalidateQueries({ queryKey: ['chain'] });
    }
  };
  const at = stage === 'done' ? stages.length : stage === undefined ? -1 : stages.indexOf(stage);
  const id = result?.proof.proofId.toString() ?? '';
  return (
    <Panel title={text.lease.prove} lead={text.lease.proveLead}>
      <div className={classes.buttons}>
        <Button
          look="primary"
          disabled={running || writer.status !== 'ready' || session.configuration.proof === undefined}
          onClick={() => void run()}
        >
          {running ? text.action.running : text.lease.proveStart}
        </Button>
        {running && <Button onClick={() => abort.current?.abort()}>{text.common.cancel}</Button>}
      </div>
      {session.configuration.proof === undefined && <p>{text.lease.noProver}</p>}
      <div role="status" aria-live="polite">
        {stage !== undefined && (
          <ol className={classes.stages}>
            {stages.map((each, index) => (
              <li
                key={each}
                className={cx(
                  classes.stage,
                  index < at && classes.done,
                  index === at && (error ? classes.failed : classes.now),
                )}
              >
                <span aria-hidden="true" className={classes.bead} />
                <span>
                  {text.lease.stages[each]}
                  <span className="visually-hidden">
                    {' – '}
                    {index < at
                      ? text.action.step.done
                      : index === at
                        ? error
                          ? text.action.step.failed
                          : text.action.step.active
                        : text.action.step.waiting}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        )}
        {waiting && <p>{text.action.phase.wallet}</p>}
        {result && (
          <Notice
            tone="good"
            title={text.lease.proved(formatLevel(result.proof.hashesPerSecond ?? 0n))}
            action={
              <ButtonLink to="/proofs/$id" params={{ id }} look="primary">
                {text.common.proofName(id)}
              </ButtonLink>
            }
          >
            <p>
              {text.proof.stage[proofStageName(result.proof.stage) as 'passed']} ·{' '}
              {text.proof.range[levelRangeName(result.proof.range)]} ·{' '}
              {text.action.gasUsed(result.gasUsed.toLocaleString('en'))}
            </p>
          </Notice>
        )}
      </div>
      {stage === 'compute' && leaves && (
        <label className={classes.progress}>
          {text.lease.leaves(leaves.done.toLocaleString('en'), leaves.all.toLocaleString('en'))}
          <progress value={leaves.done} max={leaves.all} />
        </label>
      )}
      {error && <ErrorNotice error={error} />}
    </Panel>
  );
}
