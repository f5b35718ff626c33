import { useCallback, useState } from 'react';

/** What the user chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

/** Where the choice is kept; index.html reads it as well. */
const themeKey = 'suanli.theme';

function stored(): Theme {
  const value = document.documentElement.dataset.theme;
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The theme, and a function that changes it for this page and the next visit. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setState] = useState<Theme>(stored);
  const setTheme = useCallback((next: Theme) => {
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem(themeKey);
      else localStorage.setItem(themeKey, next);
    } catch {
      // Where nothing may be stored, the choice lasts as long as the page.
    }
    setState(next);
  }, []);
  return [theme, setTheme];
}
