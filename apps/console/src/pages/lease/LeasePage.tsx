import { Page } from '../../ui/Page.tsx';

export function LeasePage() {
  return <Page title="LeasePage">{null}</Page>;
}
