import { Page } from '../../ui/Page.tsx';

export function MarketPage() {
  return <Page title="MarketPage">{null}</Page>;
}
