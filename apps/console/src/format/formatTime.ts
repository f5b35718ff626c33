import type { Language } from '@suanli/protocol';
import { htmlLanguage } from '../text/detectLanguage.ts';

/** A point in time (seconds since 1970), in the reader's own time zone. */
export function formatTime(seconds: bigint, language: Language): string {
  return new Intl.DateTimeFormat(htmlLanguage(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
    Number(seconds) * 1_000,
  );
}
