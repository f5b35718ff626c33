import type { ReactNode } from 'react';
import { useSwitchChain } from 'wagmi';
import { useConsole } from '../data/ConsoleContext.tsx';
import { useText } from '../text/TextContext.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useWriter } from './useWriter.ts';
import { WalletChoice } from './WalletChoice.tsx';

/** Shows its content to a connected account on the market's chain; else, what is to be done first. */
export function NeedWallet({
  children,
  why,
  choice = true,
}: {
  readonly children: ReactNode;
  readonly why?: string;
  /** False where the page offers the choice of an account elsewhere. Default true. */
  readonly choice?: boolean;
}) {
  const { text } = useText();
  const { config } = useConsole();
  const writer = useWriter();
  const switchChain = useSwitchChain();
  if (writer.status === 'ready') return children;
  if (writer.status === 'connecting') return <Loading />;
  if (writer.status === 'wrongNetwork') {
    return (
      <>
        <Notice
          tone="warn"
          role="alert"
          title={text.wallet.wrongNetworkTitle}
          action={
            <Button
              look="primary"
              disabled={switchChain.isPending}
              onClick={() => switchChain.mutate({ chainId: config.chainId })}
            >
              {text.wallet.switchNetwork(config.chainId)}
            </Button>
          }
        >
          {text.wallet.wrongNetworkBody(writer.chainId ?? 0, config.chainId)}
        </Notice>
        {switchChain.error && <ErrorNotice error={switchChain.error} />}
      </>
    );
  }
  return (
    <>
      <Notice tone="info" title={text.wallet.neededTitle}>
        {why ?? text.wallet.neededBody}
      </Notice>
      {choice && <WalletChoice />}
    </>
  );
}
