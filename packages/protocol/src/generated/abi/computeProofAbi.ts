// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const computeProofAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IUseRight",
        "name": "useRight_",
        "type": "address"
      },
      {
        "internalType": "contract IResource",
        "name": "resource_",
        "type": "address"
      },
      {
        "internalType": "contract IResourceTypes",
        "name": "resourceTypes_",
        "type": "address"
      },
      {
        "internalType": "contract IRanking",
        "name": "ranking_",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "openingSeconds_",
        "type": "uint32"
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
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint40",
        "name": "deadline",
        "type": "uint40"
      }
    ],
    "name": "ProofNotExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "useRight",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ProofNotOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ProofNotProver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "index",
        "type": "uint256"
      }
    ],
    "name": "ProofOpeningWrong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "ProofOpeningsIncomplete",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "blockNumber",
        "type": "uint256"
      }
    ],
    "name": "ProofRandomnessUnavailable",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "ProofRootInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "fromBlock",
        "type": "uint256"
      }
    ],
    "name": "ProofTooEarly",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint40",
        "name": "deadline",
        "type": "uint40"
      }
    ],
    "name": "ProofTooLate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "ProofUnknown",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "enum ProofStage",
        "name": "stage",
        "type": "uint8"
      }
    ],
    "name": "ProofWrongStage",
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
        "indexed": false,
        "internalType": "bytes32",
        "name": "seed",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "ProofCommitted",
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
      }
    ],
    "name": "ProofExpired",
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
        "internalType": "UseRightId",
        "name": "useRight",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "prover",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "ResourceTypeId",
        "name": "typeId",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "termsVersion",
        "type": "uint32"
      }
    ],
    "name": "ProofIssued",
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
      }
    ],
    "name": "ProofPassed",
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
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "challengesOf",
    "outputs": [
      {
        "internalType": "uint64[]",
        "name": "indexes",
        "type": "uint64[]"
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
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "commit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "deadlineOf",
    "outputs": [
      {
        "internalType": "uint40",
        "name": "",
        "type": "uint40"
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
      }
    ],
    "name": "expire",
    "outputs": [],
    "stateMutability": "nonpayable",
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
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "useRightId",
        "type": "uint64"
      }
    ],
    "name": "issue",
    "outputs": [
      {
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "stateMutability": "nonpayable",
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
        "internalType": "bytes32[]",
        "name": "siblings",
        "type": "bytes32[]"
      }
    ],
    "name": "open",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "openingSeconds",
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
    "inputs": [],
    "name": "proofCount",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "",
        "type": "uint64"
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
      }
    ],
    "name": "proofOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "prover",
            "type": "address"
          },
          {
            "internalType": "ResourceTypeId",
            "name": "typeId",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "termsVersion",
            "type": "uint32"
          },
          {
            "internalType": "UseRightId",
            "name": "useRight",
            "type": "uint64"
          },
          {
            "internalType": "ResourceId",
            "name": "resource",
            "type": "uint64"
          },
          {
            "internalType": "uint40",
            "name": "issuedBlock",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "issuedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "committedBlock",
            "type": "uint40"
          },
          {
            "internalType": "enum ProofStage",
            "name": "stage",
            "type": "uint8"
          },
          {
            "internalType": "uint40",
            "name": "committedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "endedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint64",
            "name": "hashesPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "enum LevelRange",
            "name": "range",
            "type": "uint8"
          },
          {
            "internalType": "bytes32",
            "name": "seed",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Proof",
        "name": "",
        "type": "tuple"
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
    "inputs": [],
    "name": "ranking",
    "outputs": [
      {
        "internalType": "contract IRanking",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "resource",
    "outputs": [
      {
        "internalType": "contract IResource",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "resourceTypes",
    "outputs": [
      {
        "internalType": "contract IResourceTypes",
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
        "internalType": "ProofId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "seedOf",
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
  },
  {
    "inputs": [],
    "name": "useRight",
    "outputs": [
      {
        "internalType": "contract IUseRight",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
