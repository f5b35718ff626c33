import type { Address } from 'viem';

/** The Governor reads the end of a description that looks so as the only account that may propose it. */
export const proposerSuffix = (proposer: Address): string => `\n#proposer=${proposer.toLowerCase()}`;

/** The description as it was written. */
export const withoutProposerSuffix = (description: string): string =>
  description.replace(/\s*#proposer=0x[0-9a-fA-F]{40}$/, '');
