import { useChainTime } from '../../data/heads.ts';
import type { ResourceRow } from '../../data/tables.ts';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';

/** Whether a resource is free, bound by a use right, or no more. */
export function ResourceStatus({
  resource,
}: {
  readonly resource: Pick<ResourceRow, 'boundTo' | 'boundUntil' | 'dissolved'>;
}) {
  const { text } = useText();
  const now = useChainTime();
  if (resource.dissolved) return <Badge>{text.provider.dissolved}</Badge>;
  if (resource.boundTo !== null && resource.boundUntil > now) {
    return <Badge tone="info">{text.provider.boundBy(resource.boundTo.toString())}</Badge>;
  }
  return <Badge tone="good">{text.provider.free}</Badge>;
}
