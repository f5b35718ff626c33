export {
  type IndexerProcess,
  type StartIndexerProcessParameters,
  startIndexerProcess,
} from './startIndexerProcess.ts';
