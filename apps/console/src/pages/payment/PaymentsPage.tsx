import { useText } from '../../text/TextContext.tsx';
import { Page } from '../../ui/Page.tsx';
import { CreditPanel } from './CreditPanel.tsx';
import { LotteriesPanel } from './LotteriesPanel.tsx';
import { PayManyPanel } from './PayManyPanel.tsx';
import { RelayPanel } from './RelayPanel.tsx';

/** Small payments: many at once, lotteries, lines of credit, and deposits without gas. */
export function PaymentsPage() {
  const { text } = useText();
  return (
    <Page title={text.payments.title} lead={text.payments.lead}>
      <PayManyPanel />
      <LotteriesPanel />
      <CreditPanel />
      <RelayPanel />
    </Page>
  );
}
