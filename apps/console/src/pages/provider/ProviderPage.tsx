import { Page } from '../../ui/Page.tsx';

export function ProviderPage() {
  return <Page title="ProviderPage">{null}</Page>;
}
