import { isSuanliError } from '@suanli/protocol';
import { getListing, getResource, getUseRight } from '@suanli/sdk';
import { useParams } from '@tanstack/react-router';
import { useChainRead } from '../../data/useChainRead.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useLease } from '../../lease/leases.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Expiry } from '../../ui/Time.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { UseRightActions } from '../useRight/UseRightActions.tsx';
import { LeaseConfigurationPanel } from './LeaseConfigurationPanel.tsx';
import { LeaseProofPanel } from './LeaseProofPanel.tsx';
import { LeaseTaskPanel } from './LeaseTaskPanel.tsx';
import { OpenLeasePanel } from './OpenLeasePanel.tsx';

function Lease({ useRightId }: { readonly useRightId: bigint }) {
  const { text } = useText();
  const account = useAccount();
  const session = useLease(useRightId);
  // From the chain itself: whoever uses a machine must not depend on the indexer.
  const query = useChainRead({
    key: ['lease', useRightId.toString()],
    read: async (client) => {
      const [right, listing] = await Promise.all([
        getUseRight(client, { useRightId }),
        getListing(client, { useRightId }),
      ]);
      const resource = await getResource(client, { resourceId: right.resourceId });
      return { ...right, priceWei: listing?.priceWei, provider: resource.owner };
    },
  });
  if (query.isError && isSuanliError(query.error, 'USE_RIGHT_UNKNOWN')) {
    return (
      <Empty
        title={text.lease.gone(useRightId.toString())}
        action={<ButtonLink to="/leases">{text.lease.title}</ButtonLink>}
      >
        {text.lease.goneBody}
      </Empty>
    );
  }
  return (
    <QueryView query={query}>
      {(right) => (
        <>
          {!isSameAddress(right.owner, account) && (
            <Notice
              tone="warn"
              role="alert"
              title={text.lease.notYours}
              action={
                <ButtonLink to="/use-rights/$id" params={{ id: useRightId.toString() }}>
                  {text.common.nameOfUseRight(useRightId.toString())}
                </ButtonLink>
              }
            >
              {text.lease.notYoursBody}
            </Notice>
          )}
          {right.isExpired && <Notice tone="warn" title={text.lease.expired} />}
          <Panel title={text.useRight.facts}>
            <Facts
              facts={[
                { label: text.common.model, value: `${right.model} × ${right.count}` },
                { label: text.common.resource, value: right.resourceId.toString() },
                { label: text.common.expiry, value: <Expiry at={BigInt(right.expiresAt)} /> },
              ]}
            />
          </Panel>
          {session ? (
            <>
              <LeaseConfigurationPanel session={session} />
              <LeaseProofPanel session={session} useRightId={useRightId} />
              <LeaseTaskPanel session={session} />
            </>
          ) : (
            isSameAddress(right.owner, account) && !right.isExpired && <OpenLeasePanel useRightId={useRightId} />
          )}
          <Panel title={text.lease.keepOrLeave}>
            <UseRightActions
              useRight={{
                id: useRightId,
                owner: right.owner,
                expiresAt: BigInt(right.expiresAt),
                status: right.priceWei === undefined ? 'held' : 'listed',
              }}
              resourceOwner={right.provider}
              priceWei={right.priceWei}
            />
          </Panel>
        </>
      )}
    </QueryView>
  );
}

/** One lease in use: its session, what the machine is, tasks, proofs, renewal. */
export function LeasePage() {
  const { text } = useText();
  const { id } = useParams({ from: '/leases/$id' });
  return (
    <Page title={text.lease.one(id)} lead={text.lease.oneLead}>
      <NeedWallet why={text.lease.needs}>
        <Lease key={id} useRightId={BigInt(id)} />
      </NeedWallet>
    </Page>
  );
}
