import { fetchOutput, type JobRecord } from '@suanli/sdk';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { downloadFile } from '../../ui/downloadFile.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import classes from './JobPicture.module.css';
import { jobStore } from './jobStore.ts';
import { pictureSize, rgbaOf, tileOf } from './tileOf.ts';

export interface JobPictureProps {
  readonly record: JobRecord;
  /** Tasks whose output is here. */
  readonly done: readonly number[];
}

/** The picture that a job renders, tile by tile as they arrive. */
export function JobPicture({ record, done }: JobPictureProps) {
  const { text } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Tiles that are drawn, or being drawn. */
  const claimed = useRef(new Set<number>());
  const [drawn, setDrawn] = useState(0);
  const [error, setError] = useState<unknown>();
  const { jobId, tasks } = record;
  const size = pictureSize(tasks);
  const key = done.join();
  useEffect(() => {
    const draw = async (index: number) => {
      const tile = tasks[index] && tileOf(tasks[index]);
      if (!tile || claimed.current.has(index)) return;
      claimed.current.add(index);
      try {
        const { files } = await fetchOutput(jobStore, { jobId, taskIndex: index });
        const rgba = files['tile.rgb'] && rgbaOf(tile, files['tile.rgb']);
        // A program that failed leaves its part of the picture empty.
        const context = rgba && canvas.current?.getContext('2d');
        if (context) context.putImageData(new ImageData(rgba, tile.width, tile.height), tile.x, tile.y);
        setDrawn((count) => count + 1);
      } catch (failure) {
        claimed.current.delete(index);
        setError(failure);
      }
    };
    for (const index of key === '' ? [] : key.split(',').map(Number)) void draw(index);
  }, [jobId, tasks, key]);
  if (!size) return null;
  const whole = drawn === tasks.length;
  return (
    <figure className={classes.figure}>
      <canvas
        ref={canvas}
        className={classes.picture}
        {...size}
        role="img"
        aria-label={whole ? text.jobs.pictureOf : text.jobs.pictureSoFar(drawn, tasks.length)}
      />
      <figcaption className={classes.caption}>
        <span>{`${size.width} × ${size.height}`}</span>
        <Button
          small
          disabled={!whole}
          onClick={() =>
            canvas.current?.toBlob((blob) => blob && downloadFile(`suanli-${jobId.slice(2, 10)}.png`, blob))
          }
        >
          {text.jobs.savePicture}
        </Button>
      </figcaption>
      {error !== undefined && <ErrorNotice error={error} />}
    </figure>
  );
}
