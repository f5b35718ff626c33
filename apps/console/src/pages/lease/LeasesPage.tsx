import { Page } from '../../ui/Page.tsx';

export function LeasesPage() {
  return <Page title="LeasesPage">{null}</Page>;
}
