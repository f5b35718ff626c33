import { Page } from '../../ui/Page.tsx';

export function SharesPage() {
  return <Page title="SharesPage">{null}</Page>;
}
