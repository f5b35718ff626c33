import { compareParts, different, type PartComparison } from './internal/compareParts.ts';
import type { OutputComparator } from './OutputComparator.ts';

export interface ImageDistanceOptions {
  /** Largest root mean square difference of two pictures' samples, on the scale of 0 to 255. Default 2. */
  readonly rms?: number;
  /** Largest difference of any two samples, 0 to 255: it finds a spot that the mean hides. Default 32. */
  readonly peak?: number;
  /** `stdout` or a file under `/out`. Default: every file that ends in `.rgb` or `.ppm`. */
  readonly part?: string;
}

/**
 * Pictures may differ a little; all else is the same. It reads rows of 8-bit samples (`.rgb`, as the path tracer writes its
 * tiles) and binary PPM (`P6`, 8 bits). The distance is the root mean square of the samples' differences.
 */
export function imageDistanceComparator(options: ImageDistanceOptions = {}): OutputComparator {
  const { rms = 2, peak = 32 } = options;
  const compare: PartComparison = (a, b) => {
    const left = samplesOf(a);
    const right = samplesOf(b);
    if (left.header !== right.header || left.samples.length !== right.samples.length) return different('another size');
    let sum = 0;
    let most = 0;
    for (let i = 0; i < left.samples.length; i++) {
      const between = Math.abs((left.samples[i] ?? 0) - (right.samples[i] ?? 0));
      sum += between * between;
      most = Math.max(most, between);
    }
    const distance = Math.sqrt(sum / Math.max(1, left.samples.length));
    if (most > peak) return different(`a sample differs by ${most}`, distance);
    return distance > rms ? different(`root mean square ${distance.toFixed(2)}`, distance) : { same: true, distance };
  };
  const isPicture = (part: string) => (options.part === undefined ? /\.(rgb|ppm)$/i.test(part) : part === options.part);
  return { name: 'image', compare: (a, b) => compareParts(a, b, (part) => (isPicture(part) ? compare : undefined)) };
}

/** Width, height and depth as text, without comments; empty for bare samples. */
function samplesOf(bytes: Uint8Array): { header: string; samples: Uint8Array } {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  const found = /^P6(?:\s|#[^\n]*\n)+(\d+)(?:\s|#[^\n]*\n)+(\d+)(?:\s|#[^\n]*\n)+(255)\s/.exec(head);
  if (!found) return { header: '', samples: bytes };
  return { header: found.slice(1).join(' '), samples: bytes.subarray(found[0].length) };
}
