/** What was pasted, read; or why it cannot be. Neither where nothing was. */
export interface Pasted<T> {
  readonly value?: T;
  readonly error?: unknown;
}

/** Reads what somebody pasted into a field. */
export function readPasted<T>(source: string, parse: (source: string) => T): Pasted<T> {
  if (source.trim() === '') return {};
  try {
    return { value: parse(source) };
  } catch (error) {
    return { error };
  }
}
