/** The size of a leaf, and of every node above. */
export const nodeBytes = 32;
