import type { styleText } from 'node:util';

/** A style of {@link styleText}, such as `dim`. */
export type StyleName = Parameters<typeof styleText>[0];

/** Where text goes: a stream of the process, or anything that looks like one. */
export interface TextStream {
  write(chunk: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal, in columns. */
  readonly columns?: number;
}

/** What a command prints with. Results go to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
  /** True prints one JSON document on `out` and nothing else there. */
  readonly json: boolean;
  /** True prints results and errors alone. */
  readonly quiet: boolean;
  /** Colours a text for `out`, or returns it as it is. */
  style(style: StyleName, text: string): string;
  /** Colours a text for `err`, or returns it as it is. */
  styleErr(style: StyleName, text: string): string;
  /** Prints a line about what goes on to `err`, unless `quiet`, or `json` while nobody watches. */
  note(line: string): void;
}
