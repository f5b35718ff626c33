import { Link } from '@tanstack/react-router';

/** Shows the prices of a type on this page. */
export function TypeLink({ name, isShown }: { readonly name: string; readonly isShown: boolean }) {
  return (
    <Link to="/prices" search={{ type: name }} resetScroll={false} aria-current={isShown ? 'true' : undefined}>
      {name}
    </Link>
  );
}
