import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Hex } from 'viem';
import { useText } from '../../text/TextContext.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './JobsPage.module.css';
import { jobStore } from './jobStore.ts';

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function Canvas({ image }: { readonly image: Pixels }) {
  const { text } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { width, height, data } = image;
    const pixels = context.createImageData(width, height);
    for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
      pixels.data.set([data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0, 255], to);
    }
    context.putImageData(pixels, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      className={classes.picture}
      width={image.width}
      height={image.height}
      role="img"
      aria-label={text.jobs.pictureOf}
    />
  );
}

/** The picture that a finished job made. */
export function JobPicture({ jobId }: { readonly jobId: Hex }) {
  const query = useQuery({
    queryKey: ['picture', jobId],
    queryFn: async (): Promise<Pixels | null> => {
      const shape = await jobStore.loadPicture(jobId);
      if (!shape) return null;
      const { assembleRender, splitTiles } = await import('@suanli/workloads/render');
      const { size } = shape;
      const tiles = splitTiles({ width: size, height: size, count: shape.tiles });
      return assembleRender(jobStore, { jobId, width: size, height: size, tiles });
    },
  });
  return <QueryView query={query}>{(image) => image && <Canvas image={image} />}</QueryView>;
}
