import type { Language } from '@suanli/protocol';
import { type LoadCliConfigParameters, loadCliConfig } from './loadCliConfig.ts';

/** The value of an option in raw arguments, before they are parsed. */
function rawOption(argv: readonly string[], name: string): string | undefined {
  for (const [index, word] of argv.entries()) {
    if (word === '--') return undefined;
    if (word === name) return argv[index + 1];
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
  }
  return undefined;
}

/**
 * The language to speak, known before the arguments are parsed so that help and argument errors are in it as well:
 * `--lang`, else SUANLI_LANG, else `lang` of the configuration file, else the locale, else English.
 */
export function chooseLanguage(
  argv: readonly string[],
  env: LoadCliConfigParameters['env'],
  cwd: LoadCliConfigParameters['cwd'],
): Language {
  const flag = rawOption(argv, '--lang');
  if (flag === 'en' || flag === 'zh') return flag;
  try {
    const dataDir = rawOption(argv, '--data-dir');
    const { lang } = loadCliConfig({ flags: dataDir === undefined ? {} : { dataDir }, env, cwd });
    if (lang !== undefined) return lang;
  } catch {
    // A wrong configuration is reported, with its code, by the command that needs it; not by `--help`.
  }
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
