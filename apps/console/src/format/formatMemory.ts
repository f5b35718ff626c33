/** An amount of memory given in MiB; a dash where it says nothing. */
export function formatMemory(mebibytes: number): string {
  if (mebibytes === 0) return '–';
  return mebibytes >= 1_024 ? `${Number((mebibytes / 1_024).toPrecision(3))} GiB` : `${mebibytes} MiB`;
}
