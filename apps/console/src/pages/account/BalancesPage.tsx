import { Page } from '../../ui/Page.tsx';

export function BalancesPage() {
  return <Page title="BalancesPage">{null}</Page>;
}
