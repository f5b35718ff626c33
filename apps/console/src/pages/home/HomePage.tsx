import { Link } from '@tanstack/react-router';
import { marketStatsFields } from '../../data/tables.ts';
import { useRow } from '../../data/useRow.ts';
import { useText } from '../../text/TextContext.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { OrderHistory } from '../market/OrderHistory.tsx';
import classes from './HomePage.module.css';

const ways = [
  { key: 'rent', to: '/market' },
  { key: 'provide', to: '/provider/new' },
  { key: 'share', to: '/shares' },
  { key: 'check', to: '/ranking' },
] as const;

/** What this market is, how it stands, and where to begin. */
export function HomePage() {
  const { text } = useText();
  const stats = useRow({ table: 'marketStats', fields: marketStatsFields, key: { id: 1 } });
  return (
    <Page title={text.home.title} lead={text.home.lead}>
      <ul className={classes.ways}>
        {ways.map(({ key, to }) => (
          <li key={key}>
            <Link to={to} className={classes.way}>
              <strong>{text.home.ways[key].title}</strong>
              <span>{text.home.ways[key].lead}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Panel title={text.home.figures}>
        <QueryView query={stats}>
          {(row) => (
            <Facts
              look="big"
              facts={[
                { label: text.home.resources, value: row?.resources ?? 0 },
                { label: text.home.useRights, value: row?.useRights ?? 0 },
                { label: text.home.sales, value: row?.sales ?? 0 },
                { label: text.home.turnover, value: <Tokens wei={row?.salesWei ?? 0n} /> },
                { label: text.home.income, value: <Tokens wei={row?.incomeWei ?? 0n} /> },
                { label: text.home.proofs, value: row?.proofsPassed ?? 0 },
                { label: text.home.deals, value: row?.deals ?? 0 },
                { label: text.home.fee, value: `${(row?.feeBasisPoints ?? 0) / 100} %` },
              ]}
            />
          )}
        </QueryView>
      </Panel>
      <Panel title={text.home.latest}>
        <OrderHistory limit={8} />
      </Panel>
    </Page>
  );
}
