import type { Language } from '@suanli/protocol';
import { en } from './en.ts';
import type { Text } from './Text.ts';
import { zh } from './zh.ts';

/** The texts of a language. */
export function textOf(language: Language): Text {
  return language === 'zh' ? zh : en;
}
