import { useText } from '../text/TextContext.tsx';
import { ButtonLink } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';

/** Where an address leads nowhere. */
export function NotFound() {
  const { text } = useText();
  return (
    <Page title={text.notFound.title}>
      <Empty title={text.notFound.lead} action={<ButtonLink to="/">{text.notFound.home}</ButtonLink>} />
    </Page>
  );
}
