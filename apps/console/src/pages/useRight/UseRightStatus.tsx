import { useChainTime } from '../../data/heads.ts';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';

/** Whether a use right is held, listed, expired or given back. */
export function UseRightStatus({
  useRight,
}: {
  readonly useRight: { readonly status: string; readonly expiresAt: bigint };
}) {
  const { text } = useText();
  const now = useChainTime();
  if (useRight.status === 'givenBack') return <Badge>{text.useRight.status.givenBack}</Badge>;
  if (useRight.expiresAt <= now) return <Badge>{text.common.expired}</Badge>;
  if (useRight.status === 'listed') return <Badge tone="info">{text.useRight.status.listed}</Badge>;
  return <Badge tone="good">{text.useRight.status.held}</Badge>;
}
