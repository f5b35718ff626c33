import { bankAbi } from '@suanli/protocol';
import { getBankAccount, getTokenBalance } from '@suanli/sdk';
import { ActionButton } from '../../action/ActionButton.tsx';
import { useChainTime } from '../../data/heads.ts';
import { useChainRead } from '../../data/useChainRead.ts';
import { formatDuration } from '../../format/formatDuration.ts';
import { formatTime } from '../../format/formatTime.ts';
import { useText } from '../../text/TextContext.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { DepositDialog, RequestWithdrawalDialog, WithdrawDialog } from './bankDialogs.tsx';
import classes from './OwnFunds.module.css';

/** The connected account's funds, read from the chain itself, and the ways in and out of the Bank. */
export function OwnFunds() {
  const { text, language } = useText();
  const account = useAccount();
  const now = useChainTime();
  const query = useChainRead({
    key: ['ownFunds', account],
    enabled: account !== undefined,
    read: async (client) => {
      const own = account ?? '0x';
      const bank = { abi: bankAbi, address: client.deployment.bank } as const;
      const [balances, walletWei, [pendingWei, unlockTime], delaySeconds, coinWei] = await Promise.all([
        getBankAccount(client, { account: own }),
        getTokenBalance(client, { address: own }),
        client.publicClient.readContract({ ...bank, functionName: 'withdrawalOf', args: [own] }),
        client.publicClient.readContract({ ...bank, functionName: 'withdrawalDelaySeconds' }),
        client.publicClient.getBalance({ address: own }),
      ]);
      return { ...balances, walletWei, pendingWei, unlockTime, delaySeconds, coinWei };
    },
  });
  return (
    <QueryView query={query}>
      {(funds) => {
        const delay = formatDuration(funds.delaySeconds, language);
        const locked = funds.pendingWei > 0n && funds.unlockTime > now;
        return (
          <div className={classes.funds}>
            <Facts
              look="big"
              facts={[
                { label: text.balances.available, value: <Tokens wei={funds.availableWei} /> },
                { label: text.balances.locked, value: <Tokens wei={funds.lockedWei} /> },
                { label: text.balances.pending, value: <Tokens wei={funds.pendingWei} /> },
                { label: text.balances.wallet, value: <Tokens wei={funds.walletWei} /> },
              ]}
            />
            <div className={classes.buttons}>
              <ActionButton
                look="primary"
                label={text.balances.deposit.confirm}
                disabled={funds.walletWei === 0n}
                dialog={(onClose) => <DepositDialog mostWei={funds.walletWei} onClose={onClose} />}
              />
              <ActionButton
                label={text.balances.request.confirm}
                disabled={funds.availableWei === 0n}
                dialog={(onClose) => (
                  <RequestWithdrawalDialog mostWei={funds.availableWei} delay={delay} onClose={onClose} />
                )}
              />
              {funds.pendingWei > 0n && (
                <ActionButton
                  label={text.balances.withdraw.confirm}
                  dialog={(onClose) => (
                    <WithdrawDialog
                      pendingWei={funds.pendingWei}
                      blocked={locked ? text.balances.lockedUntil(formatTime(funds.unlockTime, language)) : undefined}
                      onClose={onClose}
                    />
                  )}
                />
              )}
            </div>
            {locked && <p>{text.balances.lockedUntil(formatTime(funds.unlockTime, language))}</p>}
            {funds.coinWei === 0n && <p>{text.balances.noCoin}</p>}
          </div>
        );
      }}
    </QueryView>
  );
}
