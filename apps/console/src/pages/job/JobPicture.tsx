import { fetchOutput, type JobRecord } from '@suanli/sdk';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { downloadFile } from './downloadFile.ts';
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
  const drawn = useRef(new Set<number>());
  const [error, setError] = useState<unknown>();
  const { jobId, tasks } = record;
  const size = pictureSize(tasks);
  const key = done.join();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    let gone = false;
    const draw = async () => {
      for (const index of key === '' ? [] : key.split(',').map(Number)) {
        const tile = tasks[index] && tileOf(tasks[index]);
        if (drawn.current.has(index) || !tile) continue;
        const { files } = await fetchOutput(jobStore, { jobId, taskIndex: index });
        const rgba = files['tile.rgb'] && rgbaOf(tile, files['tile.rgb']);
        if (gone) return;
        drawn.current.add(index);
        // A program that failed leaves its part of the picture empty.
        if (rgba) context.putImageData(new ImageData(rgba, tile.width, tile.height), tile.x, tile.y);
      }
    };
    draw().catch(setError);
    return () => {
      gone = true;
    };
  }, [jobId, tasks, key]);
  if (!size) return null;
  const whole = done.length === tasks.length;
  return (
    <figure className={classes.figure}>
      <canvas
        ref={canvas}
        className={classes.picture}
        {...size}
        role="img"
        aria-label={whole ? text.jobs.pictureOf : text.jobs.pictureSoFar(done.length, tasks.length)}
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
