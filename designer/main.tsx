import './first.ts';
import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './tokens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut, ProblemError } from './api.ts';
import { App } from './app.tsx';
import { sessionKey } from './session.ts';
import { dropOldTyped } from './tasks/typed.ts';
import { applyContrast, cssVariables, styleNonce, theme } from './theme.ts';

applyContrast();
dropOldTyped();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one; only what did not arrive is tried again.
      retry: (failures, error) => failures < 3 && error instanceof ProblemError && ['no_connection', 'unavailable', 'failed'].includes(error.problem.code),
      retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
    },
  },
});
onSignedOut(() => void queries.invalidateQueries({ queryKey: sessionKey }));

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <Notifications position="bottom-right" limit={4} />
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
