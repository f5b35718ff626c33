import { Page } from '../../ui/Page.tsx';

export function UseRightPage() {
  return <Page title="UseRightPage">{null}</Page>;
}
