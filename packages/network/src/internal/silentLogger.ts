import type { NetworkLogger } from '../NetworkLogger.ts';

export const silentLogger: NetworkLogger = { debug() {}, info() {}, warn() {} };
