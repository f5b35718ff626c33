/** How the storage of upgradeable contracts lies: what an upgrade must leave as it is. */
export interface StorageLayout {
  /** By the name of the contract. */
  readonly contracts: Readonly<Record<string, ContractLayout>>;
  /** Structs within those of the namespaces, by their names. */
  readonly structs: Readonly<Record<string, readonly StorageMember[]>>;
}

/** By the ERC-7201 namespace, those of inherited contracts included. */
export type ContractLayout = Readonly<Record<string, NamespaceLayout>>;

export interface NamespaceLayout {
  /** Where the struct begins. */
  readonly slot: string;
  readonly members: readonly StorageMember[];
}

export interface StorageMember {
  readonly name: string;
  /** As Solidity writes it, such as `mapping(UseRightId => struct Market.Listing)`. */
  readonly type: string;
  /** Counted from the begin of the struct. */
  readonly slot: number;
  /** In bytes, from the low end of the slot. */
  readonly offset: number;
  readonly bytes: number;
}
