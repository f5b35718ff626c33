import { useConnect, useConnection, useConnectors, useDisconnect } from 'wagmi';
import { useText } from '../text/TextContext.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { burnerType } from './burnerConnector.ts';
import classes from './WalletChoice.module.css';

/** The wallets and built-in accounts that can be connected. */
export function WalletChoice({ onConnected }: { readonly onConnected?: () => void }) {
  const { text } = useText();
  const connectors = useConnectors();
  const connect = useConnect();
  const disconnect = useDisconnect();
  const { connector: current } = useConnection();
  if (connectors.length === 0) {
    return (
      <Notice tone="warn" title={text.wallet.noneTitle}>
        {text.wallet.noneBody}
      </Notice>
    );
  }
  return (
    <>
      <ul className={classes.choices}>
        {connectors.map((connector) => (
          <li key={connector.uid}>
            <button
              type="button"
              className={classes.choice}
              aria-pressed={connector.uid === current?.uid}
              disabled={connect.isPending}
              onClick={async () => {
                try {
                  if (current) await disconnect.mutateAsync({ connector: current });
                  await connect.mutateAsync({ connector });
                  onConnected?.();
                } catch {
                  // Shown below, from the mutation.
                }
              }}
            >
              {connector.icon ? (
                <img src={connector.icon} alt="" />
              ) : (
                <span className={classes.initial} aria-hidden="true">
                  {connector.name.slice(0, 1)}
                </span>
              )}
              <span>
                {connector.name}
                <span className={classes.kind}>
                  {connector.uid === current?.uid
                    ? text.wallet.connected
                    : connector.type === burnerType
                      ? text.wallet.burner
                      : text.wallet.injected}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {connect.error && <ErrorNotice error={connect.error} />}
    </>
  );
}
