export { createProofExecutor, measureProofExecutor } from '@suanli/executor/proof';
export {
  type EmbeddedChain,
  type EmbeddedChainAccount,
  type StartEmbeddedChainParameters,
  startEmbeddedChain,
} from './chain/startEmbeddedChain.ts';
export {
  type EmbeddedMarket,
  type EmbeddedMarketAccount,
  type StartEmbeddedMarketParameters,
  startEmbeddedMarket,
} from './chain/startEmbeddedMarket.ts';
export { describeConfig } from './config/describeConfig.ts';
export { type LoadConfigParameters, loadConfig } from './config/loadConfig.ts';
export { type NodeConfig, type NodeConfigInput, nodeConfigSchema } from './config/NodeConfig.ts';
export { readPassword } from './config/readPassword.ts';
export { redactConfig } from './config/redactConfig.ts';
export { createNode, type NodeDependencies } from './daemon/createNode.ts';
export type { SuanliNode } from './daemon/SuanliNode.ts';
export { serveProviderProcess } from './daemon/serveProviderProcess.ts';
export {
  type ProviderProcess,
  type StartProviderProcessParameters,
  startProviderProcess,
} from './daemon/startProviderProcess.ts';
export { createThreadTrace, type ThreadTraceOptions } from './disputes/createThreadTrace.ts';
export type { OpenTrace, TraceFactory, TraceJob } from './disputes/TraceFactory.ts';
export { type CreateKeystoreParameters, createKeystore } from './keystore/createKeystore.ts';
export { openKeystore } from './keystore/openKeystore.ts';
export { type CreateLoggerParameters, createLogger, type Logger } from './telemetry/createLogger.ts';
