const balanceMask = (1n << 96n) - 1n;
const consentMask = (1n << 32n) - 1n;

export interface AccountBalances {
  readonly availableWei: bigint;
  readonly lockedWei: bigint;
  readonly consentModules: bigint;
}

/** Reads the one word in which the Bank keeps an account: see AccountWord in IBank.sol. */
export function decodeAccountWord(word: bigint): AccountBalances {
  return {
    availableWei: word & balanceMask,
    lockedWei: (word >> 96n) & balanceMask,
    consentModules: (word >> 192n) & consentMask,
  };
}
