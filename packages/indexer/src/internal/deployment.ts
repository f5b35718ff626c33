import { readDeployment } from './readDeployment.ts';

/** The deployment that this process indexes. */
export const deployment = readDeployment();
