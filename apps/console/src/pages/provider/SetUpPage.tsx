import { Page } from '../../ui/Page.tsx';

export function SetUpPage() {
  return <Page title="SetUpPage">{null}</Page>;
}
