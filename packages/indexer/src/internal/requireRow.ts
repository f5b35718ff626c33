/** A row that the contracts' own order of events has made before: without it, the chain was not read from its start. */
export function requireRow<Row>(row: Row | null): Row {
  if (row === null) throw new Error('an event names what no earlier event made: is deployedBlock too late?');
  return row;
}
