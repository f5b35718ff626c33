import { Page } from '../../ui/Page.tsx';

export function ProofPage() {
  return <Page title="ProofPage">{null}</Page>;
}
