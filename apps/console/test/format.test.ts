import { parseEther } from 'viem';
import { describe, expect, test } from 'vitest';
import { logPosition } from '../src/chart/logPosition.ts';
import { formatDuration } from '../src/format/formatDuration.ts';
import { formatLevel } from '../src/format/formatLevel.ts';
import { formatMemory } from '../src/format/formatMemory.ts';
import { formatTokens } from '../src/format/formatTokens.ts';
import { isSameAddress } from '../src/format/isSameAddress.ts';
import { parseTokens } from '../src/format/parseTokens.ts';
import { shortAddress } from '../src/format/shortAddress.ts';
import { accruedWei } from '../src/pages/share/accruedWei.ts';
import { provedNames } from '../src/ui/provedNames.ts';

describe('amounts', () => {
  test.each([
    [0n, '0'],
    [parseEther('1234567.5'), '1,234,567.5'],
    [parseEther('0.399999999999'), '0.4'],
    [parseEther('999.9999999'), '1,000'],
    [parseEther('-20'), '-20'],
    [1n, '<0.000001'],
    [parseEther('0.000001'), '0.000001'],
  ])('%s wei reads %s', (wei, words) => {
    expect(formatTokens(wei)).toBe(words);
  });

  test.each([
    ['1.5', parseEther('1.5')],
    [' 1,234.5 ', parseEther('1234.5')],
    ['0', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['0.0000000000000000001', undefined],
    ['99999999999999', undefined],
    ['', undefined],
  ])('"%s" is %s wei', (words, wei) => {
    expect(parseTokens(words)).toBe(wei);
  });
});

test.each([
  [999n, '999 H/s'],
  [31_457_280n, '31.5 MH/s'],
  [40_000_000_000n, '40 GH/s'],
])('a level of %s reads %s', (level, words) => {
  expect(formatLevel(level)).toBe(words);
});

test.each([
  [0n, '0 s', '0 秒'],
  [59n, '59 s', '59 秒'],
  [3_600n, '1 h', '1 小时'],
  [90_061n, '1 d 1 h', '1 天 1 小时'],
])('%s seconds read %s and %s', (seconds, english, chinese) => {
  expect(formatDuration(seconds, 'en')).toBe(english);
  expect(formatDuration(seconds, 'zh')).toBe(chinese);
});

test('memory, addresses', () => {
  expect([0, 512, 2_048, 81_920].map(formatMemory)).toEqual(['–', '512 MiB', '2 GiB', '80 GiB']);
  expect(shortAddress('0x00660686541C17f222411999d59b796a4bE8B611')).toBe('0x0066…B611');
  expect(isSameAddress('0xAb', '0xaB')).toBe(true);
  expect(isSameAddress(undefined, undefined)).toBe(false);
});

test('a level is placed on a logarithmic scale, and kept on it', () => {
  expect(logPosition(100n, 10n, 1_000n)).toBeCloseTo(0.5);
  expect(logPosition(1n, 10n, 1_000n)).toBe(0);
  expect(logPosition(1_000_000n, 10n, 1_000n)).toBe(1);
});

test('what is earned and not settled counts the shares since they were last seen', () => {
  expect(accruedWei({ shares: 80n, accruedWei: 5n, seenPerShareWei: 10n }, 12n)).toBe(165n);
});

test('what a level may be is said in few words, without CPU where a GPU fits', () => {
  expect(provedNames(['CPU'])).toBe('CPU');
  expect(provedNames(['CPU', 'GTX_1050'])).toBe('GTX_1050');
  expect(provedNames(['CPU', 'GTX_1050', 'GTX_1060', 'A100'])).toBe('GTX_1050 / GTX_1060 …');
});
