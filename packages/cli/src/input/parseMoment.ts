import { SuanliError } from '@suanli/protocol';

/** A point in time: seconds since 1970, or so many seconds from the time of the chain. */
export type Moment = { readonly at: number } | { readonly in: number };

const seconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3_600, d: 86_400 };
/** The contracts keep 40 bits. */
const maximum = 2 ** 40 - 1;

/**
 * Reads a point in time: a duration from now, such as `12 h` or `30d` (units s, min, h, d), or a date such as
 * `2030-01-31` or `2030-01-31T12:00Z`; for the option of the given name.
 *
 * @throws SuanliError `CLI_MOMENT_INVALID`
 */
export function parseMoment(name: string): (value: string) => Moment {
  return (value) => {
    const duration = /^(\d{1,12})\s*(s|min|h|d)$/.exec(value.trim());
    if (duration) {
      const length = Number(duration[1]) * (seconds[duration[2] ?? ''] ?? 0);
      if (length > 0 && length < maximum / 2) return { in: length };
    } else if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(value)) {
      const at = Math.floor(Date.parse(value) / 1_000);
      if (at > 0 && at <= maximum) return { at };
    }
    throw new SuanliError('CLI_MOMENT_INVALID', { parameters: { name, value } });
  };
}
