// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

/** keccak256 of the compiler input that rebuilds each algorithm; see contracts/scripts/internal/executableInputs.ts. */
export const executableSourceHashes = {
  fibonacci: '0xea30eed1b745f19d345a3ee59ff8567c499f3635811c246bfd35212d05010ef2',
  fibonacciTable: '0x4a8ea95672ee3cc0f2f9fd1673a034bccb6057609baa777dacdb6c8ca93d32ed',
  primeCount: '0x7d8d5bc4d884d666fc4a8a15fd73f039d40470bc7d9d4eccf37cb72ed32fda28',
} as const;
