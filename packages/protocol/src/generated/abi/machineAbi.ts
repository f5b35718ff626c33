// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const machineAbi = [
  {
    "inputs": [],
    "name": "MachineWrongCode",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MachineWrongState",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MachineWrongWitness",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "state",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "witness",
        "type": "bytes"
      }
    ],
    "name": "step",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "next",
        "type": "bytes32"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  }
] as const;
