import { use, useState } from 'react';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';
import { loadConsoleConfig } from '../config/loadConsoleConfig.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { App } from './App.tsx';

type Loaded = { readonly config: ConsoleConfig } | { readonly error: unknown };

function load(): Promise<Loaded> {
  return loadConsoleConfig().then(
    (config) => ({ config }),
    (error: unknown) => ({ error }),
  );
}

const first = load();

/** Loads the configuration, then the console; says what is wrong where it cannot. */
export function Start() {
  const [loading, setLoading] = useState(first);
  const loaded = use(loading);
  if ('config' in loaded) return <App config={loaded.config} />;
  return (
    <main style={{ maxWidth: 640, margin: '10vh auto', padding: 16 }}>
      <h1 style={{ marginBottom: 16 }}>Suanli 算力</h1>
      <ErrorNotice error={loaded.error} onRetry={() => setLoading(load())} />
    </main>
  );
}
