// The process of the provider that lies.
import { serveProviderProcess } from '@suanli/node';
import { createLiar } from '../createLiar.ts';

serveProviderProcess(createLiar());
