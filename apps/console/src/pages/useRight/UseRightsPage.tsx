import { Page } from '../../ui/Page.tsx';

export function UseRightsPage() {
  return <Page title="UseRightsPage">{null}</Page>;
}
