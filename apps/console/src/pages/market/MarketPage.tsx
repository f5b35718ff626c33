import { useSearch } from '@tanstack/react-router';
import { useChainTime } from '../../data/heads.ts';
import { useListings } from '../../data/useListings.ts';
import { parseTokens } from '../../format/parseTokens.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { ListingsTable } from './ListingsTable.tsx';
import { MarketFilterForm } from './MarketFilterForm.tsx';
import { OrderHistory } from './OrderHistory.tsx';

const orders = {
  newest: { orderBy: 'listedAt', descending: true },
  price: { orderBy: 'priceWei' },
  level: { orderBy: 'hashesPerSecond', descending: true },
  expiry: { orderBy: 'expiresAt', descending: true },
} as const;

/** Where use rights are found and bought, and what was bought before. */
export function MarketPage() {
  const { text } = useText();
  const filters = useSearch({ from: '/market' });
  const now = useChainTime();
  const { query, fromChain } = useListings({
    where: {
      typeName: filters.type,
      model_contains_nocase: filters.model,
      count_gte: filters.count === undefined ? undefined : Math.ceil(filters.count),
      totalMemoryMib_gte: filters.memory === undefined ? undefined : Math.ceil(filters.memory * 1_024),
      priceWei_lte: filters.price === undefined ? undefined : parseTokens(filters.price),
      hashesPerSecond_gt: filters.proof === undefined ? undefined : 0n,
      range: filters.proof === 'within' ? 'within' : undefined,
    },
    ...orders[filters.sort ?? 'newest'],
  });
  const atLeast = now + BigInt(Math.ceil((filters.hours ?? 0) * 3_600));
  const filtered = Object.keys(filters).some((name) => name !== 'sort');
  return (
    <Page
      title={text.market.title}
      lead={text.market.lead}
      actions={<ButtonLink to="/provider/new">{text.market.offerOwn}</ButtonLink>}
    >
      <Panel title={text.market.filters.title}>
        <MarketFilterForm filters={filters} />
      </Panel>
      <Panel title={text.market.onOffer}>
        {fromChain && <Notice tone="warn">{text.status.fromChain}</Notice>}
        <QueryView query={query}>
          {({ items }) => {
            const live = items.filter(({ expiresAt }) => expiresAt > atLeast);
            return (
              <>
                <p aria-live="polite">{text.market.found(live.length)}</p>
                <ListingsTable
                  rows={live}
                  empty={
                    filtered ? (
                      <Empty
                        title={text.market.noneMatch}
                        action={<ButtonLink to="/market">{text.market.filters.reset}</ButtonLink>}
                      />
                    ) : (
                      <Empty
                        title={text.market.emptyTitle}
                        action={<ButtonLink to="/provider/new">{text.market.offerOwn}</ButtonLink>}
                      >
                        {text.market.emptyBody}
                      </Empty>
                    )
                  }
                />
              </>
            );
          }}
        </QueryView>
      </Panel>
      <Panel title={text.market.history} lead={text.market.historyLead}>
        <OrderHistory where={{ kind_in: ['sold', 'renewed', 'listed', 'repriced', 'delisted'] }} />
      </Panel>
    </Page>
  );
}
