import { Link } from '@tanstack/react-router';
import type { Text } from '../../text/Text.ts';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import type { Column } from '../../ui/DataTable.tsx';
import { Expiry } from '../../ui/Time.tsx';

/** What every table of use rights shows of one. */
export interface UseRightFacts {
  readonly id: bigint;
  readonly resourceId: bigint;
  /** Null: it was given back. */
  readonly owner: string | null;
  readonly typeId: number;
  readonly typeName: string;
  readonly model: string;
  readonly count: number;
  readonly expiresAt: bigint;
}

/** The columns that every table of use rights has: id, resource, owner, type id, type, model, count, expiry. */
export function columnsOfUseRights<T>(text: Text, of: (row: T) => UseRightFacts): readonly Column<T>[] {
  return [
    {
      key: 'id',
      head: text.common.id,
      cell: (row) => {
        const id = of(row).id.toString();
        return (
          <Link to="/use-rights/$id" params={{ id }} aria-label={text.common.nameOfUseRight(id)}>
            {id}
          </Link>
        );
      },
    },
    {
      key: 'resource',
      head: text.common.resource,
      cell: (row) => {
        const id = of(row).resourceId.toString();
        return (
          <Link to="/resources/$id" params={{ id }} aria-label={text.common.resourceName(id)}>
            {id}
          </Link>
        );
      },
    },
    {
      key: 'owner',
      head: text.common.owner,
      cell: (row) => {
        const { owner } = of(row);
        return owner === null ? text.useRight.status.givenBack : <AddressLabel address={owner} />;
      },
    },
    { key: 'typeId', head: text.common.typeId, end: true, cell: (row) => of(row).typeId },
    { key: 'type', head: text.common.type, cell: (row) => of(row).typeName },
    { key: 'model', head: text.common.model, cell: (row) => of(row).model },
    { key: 'count', head: text.common.count, end: true, cell: (row) => of(row).count },
    { key: 'expiry', head: text.common.expiry, cell: (row) => <Expiry at={of(row).expiresAt} /> },
  ];
}

/** What a listing says of its use right; whoever lists it owns it. */
export function factsOfListing(listing: {
  readonly useRightId: bigint;
  readonly resourceId: bigint;
  readonly seller: string;
  readonly typeId: number;
  readonly typeName: string;
  readonly model: string;
  readonly count: number;
  readonly expiresAt: bigint;
}): UseRightFacts {
  return { ...listing, id: listing.useRightId, owner: listing.seller };
}
