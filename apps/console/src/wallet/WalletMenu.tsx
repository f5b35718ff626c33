import { useState } from 'react';
import { useConnection, useDisconnect } from 'wagmi';
import { useConsole } from '../data/ConsoleContext.tsx';
import { shortAddress } from '../format/shortAddress.ts';
import { useText } from '../text/TextContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Facts } from '../ui/Facts.tsx';
import { NeedWallet } from './NeedWallet.tsx';
import { useWriter } from './useWriter.ts';
import { WalletChoice } from './WalletChoice.tsx';

/** The button in the head of the page that says who acts, and lets one choose who does. */
export function WalletMenu() {
  const { text } = useText();
  const { config } = useConsole();
  const [open, setOpen] = useState(false);
  const { address, connector } = useConnection();
  const disconnect = useDisconnect();
  const writer = useWriter();
  return (
    <>
      <Button
        small
        aria-haspopup="dialog"
        look={address ? ((writer.status === 'wrongNetwork' ? 'danger' : undefined) as never) : 'primary'}
        onClick={() => setOpen(true)}
      >
        {address
          ? writer.status === 'wrongNetwork'
            ? text.wallet.wrongNetworkShort
            : `${connector?.name ?? ''} ${shortAddress(address)}`
          : text.wallet.connect}
      </Button>
      {open && (
        <Dialog title={address ? text.wallet.title : text.wallet.connect} onClose={() => setOpen(false)}>
          {address && (
            <>
              <Facts
                look="list"
                facts={[
                  { label: text.wallet.account, value: <code>{address}</code> },
                  { label: text.wallet.network, value: config.chainId },
                ]}
              />
              {writer.status === 'wrongNetwork' && <NeedWallet>{null}</NeedWallet>}
            </>
          )}
          <p>{address ? text.wallet.change : text.wallet.chooseBody}</p>
          <WalletChoice onConnected={() => setOpen(false)} />
          {address && (
            <div>
              <Button
                look="danger"
                small
                onClick={() => {
                  disconnect.mutate({});
                  setOpen(false);
                }}
              >
                {text.wallet.disconnect}
              </Button>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}
