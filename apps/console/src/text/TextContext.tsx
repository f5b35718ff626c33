import type { Language } from '@suanli/protocol';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { detectLanguage, htmlLanguage, languageKey } from './detectLanguage.ts';
import { en } from './en.ts';
import type { Text } from './Text.ts';
import { zh } from './zh.ts';

interface TextValue {
  readonly language: Language;
  readonly text: Text;
  setLanguage(language: Language): void;
}

const TextContext = createContext<TextValue | undefined>(undefined);

/** Gives everything below it the user's language, and keeps the page's `lang` in step. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  const [language, setState] = useState<Language>(detectLanguage);
  useEffect(() => {
    document.documentElement.lang = htmlLanguage(language);
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    try {
      localStorage.setItem(languageKey, next);
    } catch {
      // Where nothing may be stored, the choice lasts as long as the page.
    }
    setState(next);
  }, []);
  const value = useMemo(() => ({ language, text: language === 'zh' ? zh : en, setLanguage }), [language, setLanguage]);
  return <TextContext value={value}>{children}</TextContext>;
}

/** The user's language and its texts. */
export function useText(): TextValue {
  const value = useContext(TextContext);
  if (!value) throw new Error('useText outside of its provider');
  return value;
}
