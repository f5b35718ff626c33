import { type CurveTerms, formatWork } from '@suanli/protocol';
import { useSearch } from '@tanstack/react-router';
import { PriceHistory } from '../../chart/PriceHistory.tsx';
import { useChainHead } from '../../data/heads.ts';
import { useText } from '../../text/TextContext.tsx';
import { cx } from '../../ui/cx.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { formatPercent } from '../payment/formatPercent.ts';
import classes from './PricesPage.module.css';
import { StatementsPanel } from './StatementsPanel.tsx';
import { TypeLink } from './TypeLink.tsx';
import { type TypePrice, usePresentTerms, usePriceHistory, usePrices } from './usePrices.ts';

function TypesTable({ prices, shown }: { readonly prices: readonly TypePrice[]; readonly shown: TypePrice }) {
  const { text } = useText();
  const words = text.prices;
  return (
    <DataTable
      caption={words.types}
      rows={prices}
      rowKey={({ typeId }) => String(typeId)}
      isMine={({ typeId }) => typeId === shown.typeId}
      empty={null}
      columns={[
        {
          key: 'type',
          head: words.type,
          cell: (row) => <TypeLink name={row.name} isShown={row.typeId === shown.typeId} />,
        },
        { key: 'price', head: words.price, end: true, cell: (row) => <Tokens wei={row.priceWeiPerGwu} /> },
        {
          key: 'next',
          head: words.nextShort,
          end: true,
          cell: (row) => (
            <span className={cx(moveOf(row) > 0 && classes.up, moveOf(row) < 0 && classes.down)}>
              {moveOf(row) !== 0 && <span aria-hidden="true">{moveOf(row) > 0 ? '↑ ' : '↓ '}</span>}
              <Tokens wei={row.nextPriceWeiPerGwu} />
            </span>
          ),
        },
        { key: 'supply', head: words.supply, end: true, cell: (row) => formatWork(row.supplyWork) },
        { key: 'demand', head: words.demand, end: true, cell: (row) => formatWork(row.demandWork) },
      ]}
    />
  );
}

/** Whether the next price is above the present one, or below. */
function moveOf({ priceWeiPerGwu, nextPriceWeiPerGwu }: TypePrice): number {
  return nextPriceWeiPerGwu > priceWeiPerGwu ? 1 : nextPriceWeiPerGwu < priceWeiPerGwu ? -1 : 0;
}

function Terms({ terms }: { readonly terms: CurveTerms }) {
  const { text } = useText();
  const words = text.prices;
  // α is wei per Gwu for each Gwu, times 10^9.
  const slopeWei = (terms.alphaE9 * 1_000n) / 10n ** 9n;
  return (
    <>
      <p>{words.law}</p>
      <Facts
        facts={[
          { label: words.terms.base, value: <Tokens wei={terms.basePriceWeiPerGwu} /> },
          { label: words.terms.slope, value: <Tokens wei={slopeWei} /> },
          { label: words.terms.floor, value: <Tokens wei={terms.floorWeiPerGwu} /> },
          { label: words.terms.cap, value: <Tokens wei={terms.capWeiPerGwu} /> },
          { label: words.terms.device, value: formatWork(terms.maxWorkPerDevice) },
          {
            label: words.terms.proof,
            value: terms.workPerProvenHash === 0n ? words.noProof : formatWork(terms.workPerProvenHash),
          },
          { label: words.terms.bond, value: <Tokens wei={terms.bondWeiPerGwu} /> },
          { label: words.terms.fee, value: formatPercent(terms.feeBasisPoints / 10_000) },
        ]}
      />
    </>
  );
}

function TypePanels({ price }: { readonly price: TypePrice }) {
  const { text } = useText();
  const words = text.prices;
  const head = useChainHead().data?.blockNumber;
  const history = usePriceHistory(price);
  const terms = usePresentTerms(price);
  const left = head !== undefined && price.untilBlock > head ? price.untilBlock - head : 0n;
  return (
    <>
      <Panel title={price.name} lead={`${words.epoch} ${price.epoch} · ${words.blocksLeft(left.toString())}`}>
        <Facts
          look="big"
          facts={[
            { label: `${words.price}, ${words.perGwu}`, value: <Tokens wei={price.priceWeiPerGwu} /> },
            { label: words.next, value: <Tokens wei={price.nextPriceWeiPerGwu} /> },
            { label: words.supply, value: formatWork(price.supplyWork) },
            { label: words.demand, value: formatWork(price.demandWork) },
          ]}
        />
        <p className={classes.muted}>{words.nextHint}</p>
        <QueryView query={history}>
          {(prices) => (
            <>
              <PriceHistory caption={words.historyCaption(prices.length)} prices={prices} />
              <details className={classes.fold}>
                <summary>{words.asTable}</summary>
                <DataTable
                  caption={words.history}
                  rows={prices.toReversed()}
                  rowKey={({ epoch }) => String(epoch)}
                  empty={null}
                  columns={[
                    { key: 'epoch', head: words.epoch, cell: (row) => row.epoch },
                    {
                      key: 'price',
                      head: words.priceShort,
                      end: true,
                      cell: (row) => <Tokens wei={row.priceWeiPerGwu} />,
                    },
                    { key: 'supply', head: words.supply, end: true, cell: (row) => formatWork(row.supplyWork) },
                    { key: 'demand', head: words.demand, end: true, cell: (row) => formatWork(row.demandWork) },
                  ]}
                />
              </details>
            </>
          )}
        </QueryView>
      </Panel>
      <StatementsPanel price={price} />
      <Panel title={words.termsTitle}>
        <QueryView query={terms}>{(found) => <Terms terms={found} />}</QueryView>
      </Panel>
    </>
  );
}

/** What computing costs by published supply and demand, type by type. */
export function PricesPage() {
  const { text } = useText();
  const words = text.prices;
  const { type } = useSearch({ from: '/prices' });
  const query = usePrices();
  return (
    <Page title={words.title} lead={words.lead}>
      <QueryView query={query}>
        {(prices) => {
          const shown = prices.find(({ name }) => name === type) ?? prices[0];
          if (!shown) return <Empty title={words.none}>{words.noneBody}</Empty>;
          return (
            <>
              {prices.length > 1 && (
                <Panel title={words.types}>
                  <TypesTable prices={prices} shown={shown} />
                </Panel>
              )}
              <TypePanels key={shown.typeId} price={shown} />
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}
