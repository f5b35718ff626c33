/** 2020-01-01T00:00:00Z in nanoseconds of Unix time. */
const epochNs = 1_577_836_800n * 1_000_000_000n;
/** Every reading of a clock moves all clocks by this much. */
const stepNs = 1_000_000n;

/**
 * The clocks of a task. They know nothing of the host: they move by 1 ms at each reading and by the length of each sleep. The wall clock
 * starts at 2020-01-01 plus as many seconds as the low 27 bits of the seed's first word say (up to 4 years and 3 months); the others start at 0.
 */
export class VirtualClock {
  #elapsedNs = 0n;
  readonly #startNs: bigint;

  constructor(seed: Uint8Array) {
    const seconds = new DataView(seed.buffer, seed.byteOffset).getUint32(0, true) & 0x07ff_ffff;
    this.#startNs = epochNs + BigInt(seconds) * 1_000_000_000n;
  }

  /** Moves the clocks one step and reads one. */
  read(realtime: boolean): bigint {
    this.sleep(stepNs);
    return this.peek(realtime);
  }

  /** Reads without moving, for time stamps of files. */
  peek(realtime: boolean): bigint {
    return BigInt.asUintN(64, realtime ? this.#startNs + this.#elapsedNs : this.#elapsedNs);
  }

  sleep(durationNs: bigint): void {
    this.#elapsedNs = BigInt.asUintN(64, this.#elapsedNs + durationNs);
  }

  get resolutionNs(): bigint {
    return stepNs;
  }
}
