/** A name out of a list that begins with `none`: what an event tells of is never that. */
export function afterNone<Name extends string>(name: Name): Exclude<Name, 'none'> {
  if (name === 'none') throw new RangeError('an event tells of nothing');
  return name as Exclude<Name, 'none'>;
}
