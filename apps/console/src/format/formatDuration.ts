import type { Language } from '@suanli/protocol';

const units: readonly (readonly [seconds: bigint, en: string, zh: string])[] = [
  [86_400n, 'd', '天'],
  [3_600n, 'h', '小时'],
  [60n, 'min', '分'],
  [1n, 's', '秒'],
];

/**
 * A length of time by its two largest units, the rest left out.
 *
 * @example
 * formatDuration(90_061n, 'en'); // '1 d 1 h'
 */
export function formatDuration(seconds: bigint, language: Language): string {
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return language === 'zh' ? '0 秒' : '0 s';
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, en, zh] of units.slice(first, first + 2)) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${count} ${language === 'zh' ? zh : en}`);
  }
  return parts.join(' ');
}
