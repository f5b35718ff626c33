import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';
import classes from './Button.module.css';
import { cx } from './cx.ts';

interface Look {
  /** Default: a quiet outline. One primary action to a screen. */
  readonly look?: 'primary' | 'quiet' | 'danger';
  readonly small?: boolean;
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  readonly ref?: Ref<HTMLButtonElement>;
}

function classOf({ look, small }: Look, className?: string): string {
  return cx(classes.button, look && classes[look], small && classes.small, className);
}

/** A button; of type `button` unless said otherwise. */
export function Button({ look, small, className, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={classOf({ ...(look && { look }), ...(small && { small }) }, className)}
      {...rest}
    />
  );
}

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Look {
  readonly ref?: Ref<HTMLAnchorElement>;
}

function Anchor({ look, small, className, children, ...rest }: AnchorProps) {
  return (
    <a className={classOf({ ...(look && { look }), ...(small && { small }) }, className)} {...rest}>
      {children}
    </a>
  );
}

const RoutedAnchor = createLink(Anchor);

/** A link to another page that looks like a button. */
export const ButtonLink: LinkComponent<typeof Anchor> = (props) => <RoutedAnchor {...props} />;
