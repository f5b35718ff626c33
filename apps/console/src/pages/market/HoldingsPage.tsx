import { Page } from '../../ui/Page.tsx';

export function HoldingsPage() {
  return <Page title="HoldingsPage">{null}</Page>;
}
