import { Page } from '../../ui/Page.tsx';

export function JobsPage() {
  return <Page title="JobsPage">{null}</Page>;
}
