// The process behind `startProviderProcess`.
import { serveProviderProcess } from '../serveProviderProcess.ts';

serveProviderProcess();
