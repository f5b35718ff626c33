/** log2 of how many hashes a move of a dispute posts. 16 is where calldata and number of moves together cost the least. */
export const disputeSectionsLog2 = 4;
