// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const rankingAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "computeProof_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "AccessManagedInvalidAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "delay",
        "type": "uint32"
      }
    ],
    "name": "AccessManagedRequiredDelay",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AccessManagedUnauthorized",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AddressEmptyCode",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "ERC1967InvalidImplementation",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC1967NonPayable",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "InvalidInitialization",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NotInitializing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RankingWrongCaller",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "UUPSUnauthorizedCallContext",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "slot",
        "type": "bytes32"
      }
    ],
    "name": "UUPSUnsupportedProxiableUUID",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "AuthorityUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "version",
        "type": "uint64"
      }
    ],
    "name": "Initialized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "ResourceTypeId",
        "name": "typeId",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "hashesPerSecond",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "elapsedSeconds",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "enum LevelRange",
        "name": "range",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint8",
        "name": "bucket",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "best",
        "type": "bool"
      }
    ],
    "name": "ProofRanked",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "UPGRADE_INTERFACE_VERSION",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "authority",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "typeId",
        "type": "uint32"
      }
    ],
    "name": "bucketsOf",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "within1s",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "within60s",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "within600s",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "longer",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "computeProof",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "initialize",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "isConsumingScheduledOp",
    "outputs": [
      {
        "internalType": "bytes4",
        "name": "",
        "type": "bytes4"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "proxiableUUID",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "ResourceTypeId",
        "name": "typeId",
        "type": "uint32"
      },
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "hashesPerSecond",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "elapsedSeconds",
        "type": "uint32"
      },
      {
        "internalType": "enum LevelRange",
        "name": "range",
        "type": "uint8"
      }
    ],
    "name": "record",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newAuthority",
        "type": "address"
      }
    ],
    "name": "setAuthority",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "standingOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "ProofId",
            "name": "bestProof",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "bestHashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "bestElapsedSeconds",
            "type": "uint32"
          },
          {
            "internalType": "enum LevelRange",
            "name": "bestRange",
            "type": "uint8"
          },
          {
            "internalType": "uint32",
            "name": "passed",
            "type": "uint32"
          }
        ],
        "internalType": "struct Standing",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newImplementation",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "data",
        "type": "bytes"
      }
    ],
    "name": "upgradeToAndCall",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  }
] as const;
