import { useChainTime } from '../data/heads.ts';
import { formatDuration } from '../format/formatDuration.ts';
import { formatTime } from '../format/formatTime.ts';
import { useText } from '../text/TextContext.tsx';
import { Badge } from './Badge.tsx';

function iso(seconds: bigint): string {
  return new Date(Number(seconds) * 1_000).toISOString();
}

/** A point in time. */
export function Time({ at }: { readonly at: bigint }) {
  const { language } = useText();
  return <time dateTime={iso(at)}>{formatTime(at, language)}</time>;
}

/** When something ends, and how long that is from now. */
export function Expiry({ at }: { readonly at: bigint }) {
  const { language, text } = useText();
  const now = useChainTime();
  const left = at - now;
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '2px 8px', alignItems: 'center' }}>
      <time dateTime={iso(at)}>{formatTime(at, language)}</time>
      {left <= 0n ? (
        <Badge tone="neutral">{text.common.expired}</Badge>
      ) : (
        <Badge tone={left < 86_400n ? 'warn' : 'neutral'}>{text.common.left(formatDuration(left, language))}</Badge>
      )}
    </span>
  );
}
