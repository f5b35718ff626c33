import type { Language } from '@suanli/protocol';

/** Where the choice is kept; index.html reads it as well. */
export const languageKey = 'suanli.language';

/** The language chosen before, else the browser's, else English. */
export function detectLanguage(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(languageKey);
  } catch {
    // Nothing was stored.
  }
  return /^zh/i.test(chosen ?? globalThis.navigator?.language ?? '') ? 'zh' : 'en';
}

/** The value of `<html lang>`, and the locale that numbers and times are written in. */
export function htmlLanguage(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}
