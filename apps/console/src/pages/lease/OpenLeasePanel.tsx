import type { SuanliError } from '@suanli/protocol';
import { openLease } from '@suanli/sdk';
import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../../data/ConsoleContext.tsx';
import { toSuanliError } from '../../data/toSuanliError.ts';
import { keepLease } from '../../lease/leases.ts';
import { getNetwork } from '../../network/getNetwork.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useWriter } from '../../wallet/useWriter.ts';

/** Opens the session with the provider: joins the network, finds it, and signs its challenge. */
export function OpenLeasePanel({ useRightId }: { readonly useRightId: bigint }) {
  const { text } = useText();
  const { config } = useConsole();
  const writer = useWriter();
  const [step, setStep] = useState<'idle' | 'network' | 'provider'>('idle');
  const [error, setError] = useState<SuanliError>();
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const open = async () => {
    if (writer.status !== 'ready') return;
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    setStep('network');
    try {
      const network = await getNetwork(config);
      setStep('provider');
      const session = await openLease(writer.client, { network, useRightId, signal: controller.signal });
      keepLease(useRightId, session);
    } catch (failure) {
      if (!controller.signal.aborted) setError(toSuanliError(failure));
    } finally {
      if (!controller.signal.aborted) setStep('idle');
    }
  };
  return (
    <Panel title={text.lease.openTitle} lead={text.lease.openLead}>
      <div>
        <Button look="primary" disabled={step !== 'idle' || writer.status !== 'ready'} onClick={() => void open()}>
          {step === 'idle' ? text.lease.open : text.action.running}
        </Button>
      </div>
      <p role="status">{step === 'network' ? text.lease.joining : step === 'provider' ? text.lease.finding : ''}</p>
      {error && <ErrorNotice error={error} />}
    </Panel>
  );
}
