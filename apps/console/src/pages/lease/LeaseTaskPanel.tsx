import { formatWork, parseJobSpec, type SuanliError, taskStatusName } from '@suanli/protocol';
import { createJob, type LeaseJobResult, type LeaseSession } from '@suanli/sdk';
import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { toSuanliError } from '../../data/toSuanliError.ts';
import { getNetwork } from '../../network/getNetwork.ts';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FileField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from './LeaseTaskPanel.module.css';

/** The module that is run where none is chosen; served beside the console. */
const exampleModule = '/examples/hello-c/hello.wasm';

/** Runs a program on the machine behind a lease; the right pays for it. */
export function LeaseTaskPanel({ session }: { readonly session: LeaseSession }) {
  const { text, language } = useText();
  const { config } = useConsole();
  const [file, setFile] = useState<File>();
  const [args, setArgs] = useState(language === 'zh' ? '世界' : 'world');
  const [stdin, setStdin] = useState('');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<SuanliError>();
  const [result, setResult] = useState<LeaseJobResult>();
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const run = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setRunning(true);
    setError(undefined);
    setResult(undefined);
    try {
      const network = await getNetwork(config);
      const spec = parseJobSpec({
        name: file?.name ?? 'hello-c',
        module: 'module.wasm',
        args: args.split(/\s+/).filter((part) => part !== ''),
        stdin,
        maxPrice: 0,
      });
      const job = await createJob(
        { network },
        {
          spec,
          readFile: async () => {
            const source = file ?? (await fetch(exampleModule));
            return new Uint8Array(await source.arrayBuffer());
          },
        },
      );
      setResult(await session.run({ job }, { signal: controller.signal }));
    } catch (failure) {
      if (!controller.signal.aborted) setError(toSuanliError(failure));
    } finally {
      setRunning(false);
    }
  };
  const decoder = new TextDecoder();
  return (
    <Panel title={text.lease.task} lead={text.lease.taskLead}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) void run();
        }}
      >
        <FileField label={text.lease.module} hint={text.lease.moduleHint} accept=".wasm" onChange={setFile} />
        <TextField label={text.lease.args} value={args} onChange={setArgs} />
        <TextAreaField label={text.lease.stdin} value={stdin} onChange={setStdin} />
        <div className={classes.buttons}>
          <Button look="primary" type="submit" disabled={running}>
            {running ? text.action.running : text.lease.run}
          </Button>
          {running && <Button onClick={() => abort.current?.abort()}>{text.common.cancel}</Button>}
        </div>
      </form>
      <div role="status" aria-live="polite">
        {result?.tasks.map((task) => (
          <div key={task.index} className={classes.result}>
            <p>
              <Badge tone={task.status === 0 ? 'good' : 'bad'}>
                {task.status === undefined
                  ? (task.failure?.code ?? '–')
                  : text.lease.statuses[taskStatusName(task.status)]}
              </Badge>{' '}
              {formatWork(task.work)}
              {task.note !== undefined && ` · ${task.note}`}
            </p>
            {task.output && (
              <>
                <p>{text.lease.stdout}</p>
                <pre>{decoder.decode(task.output.stdout) || text.common.none}</pre>
                {task.output.stderr.length > 0 && (
                  <>
                    <p>{text.lease.stderr}</p>
                    <pre>{decoder.decode(task.output.stderr)}</pre>
                  </>
                )}
              </>
            )}
          </div>
        ))}
      </div>
      {error && <ErrorNotice error={error} />}
    </Panel>
  );
}
