// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const priceCurveAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IBank",
        "name": "bank_",
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
        "internalType": "contract IMarket",
        "name": "market_",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "epochBlocks_",
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
        "internalType": "uint256",
        "name": "bondWei",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximumWei",
        "type": "uint256"
      }
    ],
    "name": "PriceCurveBondTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "current",
        "type": "uint32"
      }
    ],
    "name": "PriceCurveEpochAhead",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "epochs",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "maximum",
        "type": "uint32"
      }
    ],
    "name": "PriceCurveEpochsInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "PriceCurveNotProvider",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceTypeId",
        "name": "typeId",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      }
    ],
    "name": "PriceCurveNotSet",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "StatementId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "releaseEpoch",
        "type": "uint32"
      }
    ],
    "name": "PriceCurveStatementLive",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "StatementId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "PriceCurveStatementUnknown",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "untilEpoch",
        "type": "uint32"
      }
    ],
    "name": "PriceCurveSupplyLive",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "workPerEpoch",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "capacityWork",
        "type": "uint256"
      }
    ],
    "name": "PriceCurveSupplyTooLarge",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "PriceCurveTermsInvalid",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "PriceCurveZeroWork",
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
        "indexed": true,
        "internalType": "ResourceTypeId",
        "name": "typeId",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "version",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "fromEpoch",
        "type": "uint32"
      },
      {
        "components": [
          {
            "internalType": "uint96",
            "name": "basePriceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "floorWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "maxWorkPerDevice",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "capWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "alphaE9",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "workPerProvenHash",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "bondWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint16",
            "name": "feeBasisPoints",
            "type": "uint16"
          }
        ],
        "indexed": false,
        "internalType": "struct CurveTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "CurveSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "StatementId",
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
        "internalType": "address",
        "name": "requester",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "workPerEpoch",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "fromEpoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "untilEpoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "bondWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "feeWei",
        "type": "uint96"
      }
    ],
    "name": "DemandPublished",
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
        "internalType": "StatementId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "bondWei",
        "type": "uint96"
      }
    ],
    "name": "StatementReleased",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "StatementId",
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
        "internalType": "address",
        "name": "provider",
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
        "internalType": "uint64",
        "name": "workPerEpoch",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "fromEpoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "untilEpoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "bondWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "feeWei",
        "type": "uint96"
      }
    ],
    "name": "SupplyPublished",
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
    "inputs": [],
    "name": "bank",
    "outputs": [
      {
        "internalType": "contract IBank",
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
        "internalType": "ResourceId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "capacityOf",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "capacityWork",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "currentEpoch",
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
    "name": "epochBlocks",
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
        "name": "typeId",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      }
    ],
    "name": "figuresOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint128",
            "name": "supplyWork",
            "type": "uint128"
          },
          {
            "internalType": "uint128",
            "name": "demandWork",
            "type": "uint128"
          }
        ],
        "internalType": "struct Figures",
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
    "name": "market",
    "outputs": [
      {
        "internalType": "contract IMarket",
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
      },
      {
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      }
    ],
    "name": "priceAt",
    "outputs": [
      {
        "internalType": "uint96",
        "name": "priceWeiPerGwu",
        "type": "uint96"
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
      },
      {
        "internalType": "uint128",
        "name": "supplyWork",
        "type": "uint128"
      },
      {
        "internalType": "uint128",
        "name": "demandWork",
        "type": "uint128"
      }
    ],
    "name": "priceFor",
    "outputs": [
      {
        "internalType": "uint96",
        "name": "priceWeiPerGwu",
        "type": "uint96"
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
        "name": "typeId",
        "type": "uint32"
      },
      {
        "internalType": "uint64",
        "name": "workPerEpoch",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "epochs",
        "type": "uint32"
      },
      {
        "internalType": "uint96",
        "name": "maxBondWei",
        "type": "uint96"
      }
    ],
    "name": "publishDemand",
    "outputs": [
      {
        "internalType": "StatementId",
        "name": "statement",
        "type": "uint64"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "workPerEpoch",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "epochs",
        "type": "uint32"
      }
    ],
    "name": "publishSupply",
    "outputs": [
      {
        "internalType": "StatementId",
        "name": "statement",
        "type": "uint64"
      }
    ],
    "stateMutability": "nonpayable",
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
    "name": "quote",
    "outputs": [
      {
        "internalType": "uint96",
        "name": "priceWeiPerGwu",
        "type": "uint96"
      },
      {
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      },
      {
        "internalType": "uint64",
        "name": "untilBlock",
        "type": "uint64"
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
    "inputs": [
      {
        "internalType": "StatementId[]",
        "name": "ids",
        "type": "uint64[]"
      }
    ],
    "name": "release",
    "outputs": [],
    "stateMutability": "nonpayable",
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
        "name": "typeId",
        "type": "uint32"
      },
      {
        "components": [
          {
            "internalType": "uint96",
            "name": "basePriceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "floorWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "maxWorkPerDevice",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "capWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "alphaE9",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "workPerProvenHash",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "bondWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint16",
            "name": "feeBasisPoints",
            "type": "uint16"
          }
        ],
        "internalType": "struct CurveTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "setCurve",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "StatementId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "statementOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "bondWei",
        "type": "uint96"
      },
      {
        "internalType": "uint32",
        "name": "releaseEpoch",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
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
    "name": "suppliedUntil",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "epoch",
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
        "name": "typeId",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      }
    ],
    "name": "termsAt",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint96",
            "name": "basePriceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "floorWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "maxWorkPerDevice",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "capWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "alphaE9",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "workPerProvenHash",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "bondWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint16",
            "name": "feeBasisPoints",
            "type": "uint16"
          }
        ],
        "internalType": "struct CurveTerms",
        "name": "terms",
        "type": "tuple"
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
