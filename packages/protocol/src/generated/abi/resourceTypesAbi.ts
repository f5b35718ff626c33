// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const resourceTypesAbi = [
  {
    "inputs": [],
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
    "inputs": [],
    "name": "ResourceTypeNameInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "name": "ResourceTypeNameTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "name": "ResourceTypeNotListed",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ResourceTypeTermsInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "name": "ResourceTypeUnknown",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "version",
        "type": "uint32"
      }
    ],
    "name": "ResourceTypeVersionUnknown",
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
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "enum ResourceKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "memoryMib",
        "type": "uint32"
      }
    ],
    "name": "ResourceTypeAdded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "version",
        "type": "uint32"
      },
      {
        "components": [
          {
            "internalType": "bool",
            "name": "listed",
            "type": "bool"
          },
          {
            "internalType": "uint32",
            "name": "revenueShares",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "leafCountLog2",
            "type": "uint8"
          },
          {
            "internalType": "uint16",
            "name": "samples",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "hashesPerLeaf",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "timeLimitSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "minHashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxHashesPerSecond",
            "type": "uint64"
          }
        ],
        "indexed": false,
        "internalType": "struct ResourceTypeTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "ResourceTypeTermsSet",
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
    "inputs": [
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "enum ResourceKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "internalType": "uint32",
        "name": "memoryMib",
        "type": "uint32"
      },
      {
        "components": [
          {
            "internalType": "bool",
            "name": "listed",
            "type": "bool"
          },
          {
            "internalType": "uint32",
            "name": "revenueShares",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "leafCountLog2",
            "type": "uint8"
          },
          {
            "internalType": "uint16",
            "name": "samples",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "hashesPerLeaf",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "timeLimitSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "minHashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxHashesPerSecond",
            "type": "uint64"
          }
        ],
        "internalType": "struct ResourceTypeTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "addType",
    "outputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "stateMutability": "nonpayable",
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
        "internalType": "string",
        "name": "name",
        "type": "string"
      }
    ],
    "name": "idOf",
    "outputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "",
        "type": "uint32"
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
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "name": "requireListed",
    "outputs": [],
    "stateMutability": "view",
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
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      },
      {
        "components": [
          {
            "internalType": "bool",
            "name": "listed",
            "type": "bool"
          },
          {
            "internalType": "uint32",
            "name": "revenueShares",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "leafCountLog2",
            "type": "uint8"
          },
          {
            "internalType": "uint16",
            "name": "samples",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "hashesPerLeaf",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "timeLimitSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "minHashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxHashesPerSecond",
            "type": "uint64"
          }
        ],
        "internalType": "struct ResourceTypeTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "setTerms",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "version",
        "type": "uint32"
      }
    ],
    "name": "termsAt",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bool",
            "name": "listed",
            "type": "bool"
          },
          {
            "internalType": "uint32",
            "name": "revenueShares",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "leafCountLog2",
            "type": "uint8"
          },
          {
            "internalType": "uint16",
            "name": "samples",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "hashesPerLeaf",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "timeLimitSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "minHashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxHashesPerSecond",
            "type": "uint64"
          }
        ],
        "internalType": "struct ResourceTypeTerms",
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
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "name": "termsOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bool",
            "name": "listed",
            "type": "bool"
          },
          {
            "internalType": "uint32",
            "name": "revenueShares",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "leafCountLog2",
            "type": "uint8"
          },
          {
            "internalType": "uint16",
            "name": "samples",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "hashesPerLeaf",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "timeLimitSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "minHashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "maxHashesPerSecond",
            "type": "uint64"
          }
        ],
        "internalType": "struct ResourceTypeTerms",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "typeCount",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "id",
        "type": "uint32"
      }
    ],
    "name": "typeOf",
    "outputs": [
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "enum ResourceKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "internalType": "uint32",
        "name": "memoryMib",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "version",
        "type": "uint32"
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
