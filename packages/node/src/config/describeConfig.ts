import { describedOptions } from './internal/optionPaths.ts';
import { nodeConfigSchema } from './NodeConfig.ts';

/** Lists every option with its dotted name and its description: meaning, unit, default, production advice. */
export function describeConfig(): readonly { readonly path: string; readonly description: string }[] {
  return describedOptions(nodeConfigSchema);
}
