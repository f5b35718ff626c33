import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ActionButton } from '../../action/ActionButton.tsx';
import type { ListingRow } from '../../data/tables.ts';
import { formatMemory } from '../../format/formatMemory.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { BuyUseRightDialog } from './BuyUseRightDialog.tsx';
import { columnsOfUseRights, factsOfListing } from './columnsOfUseRights.tsx';
import classes from './ListingsTable.module.css';

/** The use rights on offer: all that describes one, who lists it for how much, and what is proved of it. */
export function ListingsTable({ rows, empty }: { readonly rows: readonly ListingRow[]; readonly empty: ReactNode }) {
  const { text } = useText();
  const account = useAccount();
  return (
    <DataTable
      caption={text.market.title}
      rows={rows}
      rowKey={(row) => row.useRightId.toString()}
      isMine={(row) => isSameAddress(row.seller, account)}
      empty={empty}
      columns={[
        ...columnsOfUseRights<ListingRow>(text, factsOfListing).map((column) =>
          column.key === 'model'
            ? {
                ...column,
                cell: (row: ListingRow) => (
                  <>
                    {row.model}
                    {row.totalMemoryMib > 0 && (
                      <small className={classes.memory}>{formatMemory(row.totalMemoryMib)}</small>
                    )}
                  </>
                ),
              }
            : column,
        ),
        { key: 'lister', head: text.market.lister, cell: (row) => <AddressLabel address={row.seller} /> },
        {
          key: 'proof',
          head: text.common.proofLevel,
          cell: (row) =>
            row.proofId === null ? (
              <ProofBadge {...row} />
            ) : (
              <Link to="/proofs/$id" params={{ id: row.proofId.toString() }} style={{ textDecoration: 'none' }}>
                <ProofBadge {...row} />
              </Link>
            ),
        },
        {
          key: 'price',
          head: text.common.price,
          end: true,
          stays: true,
          // Beside its price, and not in a column of its own, which would cover it where the table is wider than the page.
          cell: (row) => (
            <span className={classes.price}>
              <Tokens wei={row.priceWei} />
              {isSameAddress(row.seller, account) ? (
                <small>{text.market.own}</small>
              ) : (
                <ActionButton
                  small
                  look="primary"
                  label={text.market.buy}
                  aria-label={text.market.buyTitle(row.useRightId.toString())}
                  dialog={(onClose) => <BuyUseRightDialog listing={row} onClose={onClose} />}
                />
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
