// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title EmptyTrees
/// @notice Roots of the machine's trees over leaves of zeros, which stand for what a program has not touched. A proof leaves
/// them out; to hash them anew for each proof would be half of what a step costs.
/// @dev A test computes them.
library EmptyTrees {
    /// @notice The roots over 2^0 to 2^26 leaves of 32 zero bytes, a word each.
    bytes internal constant ROOTS =
        hex"f39a869f62e75cf5f0bf914688a6b289caf2049435d8e68c5c5e6d05e44913f3"
        hex"4ed5c02d6d48c8932486c99d3ad999e5d8949dc3be3b3058cc2979690c3e3a62"
        hex"1c792b14bf66f82af36f00f5fba7014fa0c1e2ff3c7c273bfe523c1acf67dc3f"
        hex"5fa080a686a5a0d05c3d4822fd54d632dc9cc04b1616046eba2ce499eb9af79f"
        hex"5eb949690a0404abf4cebafc7cfffa382191b7dd9e7df778581e6fb78efab35f"
        hex"d364c9d5dadad4569b6dd47f7feabafa3571f842434425548335ac6e690dd071"
        hex"68d8bc5b77979c1a6702334f529f5783f79e942fd2cd03f6e55ac2cf496e849f"
        hex"de9c446fab46a8d27db1e3100f275a777d385b44e3cbc045cabac9da36cae040"
        hex"ad516082324c96127cf29f4535eb5b7ebacfe2a1d6d3aab8ec0483d32079a859"
        hex"ff70f9215970a8beebb1c164c474e82438174c8eeb6fbc8cb4594b88c9448f1d"
        hex"40b09beaecac5b45db6e41434a122b695c5a85862d8eae40b3268f6f37e41433"
        hex"7be38eba7ab5bbf303d01f4b7ae07fd73edc2f3be05e43948a34418a3272509c"
        hex"43c2811a821e5c982ba51874ac7dc9dd79a80cc2f05f6f664c9dbb2e45443513"
        hex"7da06ce44de45532a56a3a7007a2d0c6b435f726f95104bfa6e707046fc154ba"
        hex"e91898d03a1a0ac6f9b45e471646e2555ac79e3fe87eb1781e26f20500240c37"
        hex"9274fe91096e60d1545a8045571fdab9b530d0d6e7e8746e78bf9f20f4e86f06"
        hex"f609befdfe9066fe14e743b3623eae878fbc468005608816832c9d460f2a95d2"
        hex"ab2fe3c5685da5146710117cd62d08c085f9269bd0fd3c744725d95cec57e4ab"
        hex"4edc0e55322a9b9ef7d8b95a11082b8b266173227c633e2f210ffde2ed5738f7"
        hex"482e196b32f91868b958cb296cf64b29f862454b0a906fe70b4bedee0f39f075"
        hex"9ad5706ec163e0be336c0fdc968e44d7ff07db041386be4ed6c273e35b166930"
        hex"b29d8ef8acb9de66f1d66ac50de5b33383b852e5e8798b0cfc1c9010c13aba3a"
        hex"66604f949eef26a1f96bed0eae40fd13ec0b3fe65b21135f1ba67f605f94abff"
        hex"3db1bc8ae034e6dbb6607cde6fff69885cadd24bb8073d8505a3a06531022671"
        hex"7ad9c1f8fd56c9a36d75fbccae0e2dde07073db8585784607b1575c62944aa4f"
        hex"7bf7ae1f826583d4d3ef6b6d262d9c23d9750085180d7aea22d70b45a555b421"
        hex"dcec74d5680ec63fd5409e4edad26b16e038900097bcaa4ab075ec9a60cf3f37";
}
