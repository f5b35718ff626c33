import { encode } from 'fast-png';
import type { RgbImage } from './RgbImage.ts';

/**
 * Encodes a picture as PNG, 8 bits per channel, without alpha.
 *
 * @example
 * await writeFile('render.png', encodePng(image));
 */
export function encodePng(image: RgbImage): Uint8Array {
  return encode({ width: image.width, height: image.height, data: image.data, channels: 3, depth: 8 });
}
