import { readFileSync } from 'node:fs';
import { type Deployment, parseDeployment } from '@suanli/protocol';

/** The deployment that `SUANLI_DEPLOYMENT` gives: JSON, or the path of a file that holds it. */
export function readDeployment(): Deployment {
  const value = process.env.SUANLI_DEPLOYMENT ?? '';
  return parseDeployment(value.trimStart().startsWith('{') ? value : readFileSync(value, 'utf8'));
}
