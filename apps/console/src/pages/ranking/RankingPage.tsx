import { Page } from '../../ui/Page.tsx';

export function RankingPage() {
  return <Page title="RankingPage">{null}</Page>;
}
