const workUnits: Readonly<Record<string, bigint>> = {
  wu: 1n,
  kwu: 1_000n,
  Mwu: 1_000_000n,
  Gwu: 1_000_000_000n,
  Twu: 1_000_000_000_000n,
};
const byteUnits: Readonly<Record<string, bigint>> = {
  B: 1n,
  kB: 1_000n,
  KiB: 1_024n,
  MB: 1_000_000n,
  MiB: 1_048_576n,
  GB: 1_000_000_000n,
  GiB: 1_073_741_824n,
};
const timeUnits: Readonly<Record<string, bigint>> = { ms: 1n, s: 1_000n, min: 60_000n, h: 3_600_000n };

function parse(text: string, units: Readonly<Record<string, bigint>>): bigint | undefined {
  const match = /^(\d+)(?:\.(\d+))?\s*([A-Za-z]+)$/.exec(text.trim());
  const scale = match ? units[match[3] ?? ''] : undefined;
  if (!match || scale === undefined) return undefined;
  const fraction = match[2] ?? '';
  const scaled = BigInt((match[1] ?? '') + fraction) * scale;
  const divisor = 10n ** BigInt(fraction.length);
  return scaled % divisor === 0n ? scaled / divisor : undefined;
}

/** Reads a quantity of work, such as `1.5 Gwu`; undefined where it is not one. Units: wu, kwu, Mwu, Gwu, Twu. */
export function parseWork(text: string): bigint | undefined {
  return parse(text, workUnits);
}

/** Reads a quantity of bytes, such as `64 MiB`; undefined where it is not one. Units: B, kB, KiB, MB, MiB, GB, GiB. */
export function parseBytes(text: string): bigint | undefined {
  return parse(text, byteUnits);
}

/** Reads a duration in milliseconds, such as `60 s`; undefined where it is not one. Units: ms, s, min, h. */
export function parseDurationMs(text: string): bigint | undefined {
  return parse(text, timeUnits);
}
