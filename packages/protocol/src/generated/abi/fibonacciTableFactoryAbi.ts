// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const fibonacciTableFactoryAbi = [
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "sourceHash",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [],
    "name": "CloneArgumentsTooLong",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ExecutableInvalidInputs",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedDeployment",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "InsufficientBalance",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "contract IExecutable",
        "name": "executable",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "ExecutableCreated",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "inputs",
        "type": "bytes"
      }
    ],
    "name": "create",
    "outputs": [
      {
        "internalType": "contract IExecutable",
        "name": "executable",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "inputs",
        "type": "bytes"
      }
    ],
    "name": "gasBounds",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "creationGas",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "callGas",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "stepGas",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "callSteps",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "steps",
            "type": "uint32"
          }
        ],
        "internalType": "struct GasBounds",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "implementation",
    "outputs": [
      {
        "internalType": "contract IExecutable",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "metadata",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "sourceHash",
            "type": "bytes32"
          },
          {
            "internalType": "string",
            "name": "compilerVersion",
            "type": "string"
          },
          {
            "internalType": "bytes",
            "name": "bytecode",
            "type": "bytes"
          }
        ],
        "internalType": "struct ExecutableMetadata",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "name",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
