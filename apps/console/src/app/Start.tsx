import { use, useState } from 'react';
import { loadConsoleConfig } from '../config/loadConsoleConfig.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { App } from './App.tsx';
import { createParts, type Parts } from './createParts.ts';
import classes from './Start.module.css';

type Loaded = { readonly parts: Parts } | { readonly error: unknown };

function load(): Promise<Loaded> {
  return loadConsoleConfig().then(
    (config) => ({ parts: createParts(config) }),
    (error: unknown) => ({ error }),
  );
}

const first = load();

/** Loads the configuration, then the console; says what is wrong where it cannot. */
export function Start() {
  const [loading, setLoading] = useState(first);
  const loaded = use(loading);
  if ('parts' in loaded) return <App parts={loaded.parts} />;
  return (
    <main className={classes.alone}>
      <h1>Suanli 算力</h1>
      <ErrorNotice error={loaded.error} onRetry={() => setLoading(load())} />
    </main>
  );
}
