import { useText } from '../text/TextContext.tsx';
import classes from './Loading.module.css';

/** Stands where something is being read. */
export function Loading() {
  const { text } = useText();
  return (
    <div role="status">
      <span className="visually-hidden">{text.common.loading}</span>
      <div className={classes.bars} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </div>
  );
}
