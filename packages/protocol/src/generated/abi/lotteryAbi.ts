// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const lotteryAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IBank",
        "name": "bank_",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "treasury_",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "maxValueWei_",
        "type": "uint96"
      },
      {
        "internalType": "uint16",
        "name": "bountyBasisPoints_",
        "type": "uint16"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "claimBlocks",
        "type": "uint16"
      },
      {
        "internalType": "uint16",
        "name": "maxClaimBlocks",
        "type": "uint16"
      }
    ],
    "name": "LotteryClaimBlocksOutOfRange",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "drawBlock",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "earliest",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "latest",
        "type": "uint256"
      }
    ],
    "name": "LotteryDrawBlockOutOfRange",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "drawBlock",
        "type": "uint64"
      }
    ],
    "name": "LotteryDrawForgotten",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "internalType": "uint64",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "LotteryIdUsed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "signer",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "digest",
        "type": "bytes32"
      }
    ],
    "name": "LotteryInvalidSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "internalType": "uint16",
        "name": "lane",
        "type": "uint16"
      }
    ],
    "name": "LotteryLaneBusy",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "drawBlock",
        "type": "uint64"
      }
    ],
    "name": "LotteryNotDrawn",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "drawBlock",
        "type": "uint64"
      }
    ],
    "name": "LotteryNotExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      }
    ],
    "name": "LotteryNotOpen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "LotteryTicketInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint64",
        "name": "position",
        "type": "uint64"
      }
    ],
    "name": "LotteryTicketLost",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint96",
        "name": "valueWei",
        "type": "uint96"
      },
      {
        "internalType": "uint96",
        "name": "maxValueWei",
        "type": "uint96"
      }
    ],
    "name": "LotteryValueOutOfRange",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "LotteryZeroWeight",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      }
    ],
    "name": "LotteryExpired",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "valueWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "drawBlock",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "claimBlocks",
        "type": "uint16"
      },
      {
        "indexed": false,
        "internalType": "LotteryNode",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "LotteryOpened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "winner",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "bountyWei",
        "type": "uint96"
      }
    ],
    "name": "LotteryPaid",
    "type": "event"
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
    "inputs": [],
    "name": "bountyBasisPoints",
    "outputs": [
      {
        "internalType": "uint16",
        "name": "",
        "type": "uint16"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "id",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "valueWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "drawBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "claimBlocks",
            "type": "uint16"
          },
          {
            "internalType": "LotteryNode",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct LotteryTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "internalType": "address",
        "name": "winner",
        "type": "address"
      },
      {
        "internalType": "uint64",
        "name": "weight",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "path",
        "type": "uint32"
      },
      {
        "internalType": "LotteryNode[]",
        "name": "siblings",
        "type": "bytes32[]"
      }
    ],
    "name": "claim",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "domainSeparator",
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
    "name": "eip712Domain",
    "outputs": [
      {
        "internalType": "bytes1",
        "name": "fields",
        "type": "bytes1"
      },
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "version",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "chainId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "verifyingContract",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      },
      {
        "internalType": "uint256[]",
        "name": "extensions",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "id",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "valueWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "drawBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "claimBlocks",
            "type": "uint16"
          },
          {
            "internalType": "LotteryNode",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct LotteryTerms",
        "name": "terms",
        "type": "tuple"
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
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "id",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "valueWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "drawBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "claimBlocks",
            "type": "uint16"
          },
          {
            "internalType": "LotteryNode",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct LotteryTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "hashOf",
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
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "id",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "valueWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "drawBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "claimBlocks",
            "type": "uint16"
          },
          {
            "internalType": "LotteryNode",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct LotteryTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "isOpen",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "internalType": "uint16",
        "name": "lane",
        "type": "uint16"
      }
    ],
    "name": "laneOf",
    "outputs": [
      {
        "internalType": "uint48",
        "name": "sequence",
        "type": "uint48"
      },
      {
        "internalType": "bytes26",
        "name": "hash",
        "type": "bytes26"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "maxValueWei",
    "outputs": [
      {
        "internalType": "uint96",
        "name": "",
        "type": "uint96"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint96",
        "name": "valueWei",
        "type": "uint96"
      },
      {
        "internalType": "uint64",
        "name": "drawBlock",
        "type": "uint64"
      },
      {
        "internalType": "uint16",
        "name": "claimBlocks",
        "type": "uint16"
      },
      {
        "internalType": "LotteryNode",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "open",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "id",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "valueWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "drawBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "claimBlocks",
            "type": "uint16"
          },
          {
            "internalType": "LotteryNode",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct LotteryTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "openSigned",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "hash",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "id",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "valueWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "drawBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "claimBlocks",
            "type": "uint16"
          },
          {
            "internalType": "LotteryNode",
            "name": "root",
            "type": "bytes32"
          }
        ],
        "internalType": "struct LotteryTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "positionOf",
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
    "inputs": [],
    "name": "treasury",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
