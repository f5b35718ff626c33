import './theme/theme.css';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Start } from './app/Start.tsx';
import { TextProvider } from './text/TextContext.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <TextProvider>
      <Suspense fallback={null}>
        <Start />
      </Suspense>
    </TextProvider>
  </StrictMode>,
);
