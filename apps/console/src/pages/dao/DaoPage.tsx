import { Page } from '../../ui/Page.tsx';

export function DaoPage() {
  return <Page title="DaoPage">{null}</Page>;
}
