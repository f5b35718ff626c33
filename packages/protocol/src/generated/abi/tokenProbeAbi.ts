// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const tokenProbeAbi = [
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "target",
            "type": "address"
          },
          {
            "internalType": "bytes",
            "name": "data",
            "type": "bytes"
          }
        ],
        "internalType": "struct ProbeCall[]",
        "name": "calls",
        "type": "tuple[]"
      }
    ],
    "name": "run",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bool",
            "name": "succeeded",
            "type": "bool"
          },
          {
            "internalType": "bytes",
            "name": "returned",
            "type": "bytes"
          }
        ],
        "internalType": "struct ProbeResult[]",
        "name": "results",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
