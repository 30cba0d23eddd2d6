// After an act on several steps: what became of each. One that was taken needs no dialog; its words were told already.
import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { BulkResult } from './bulk.ts';
import { BulkResults } from './BulkResults.tsx';

export function BulkResultsDialog({ bulk: { results }, title }: { readonly bulk: { readonly results: readonly BulkResult[] | null }; readonly title: string }) {
  const [closed, setClosed] = useState<readonly BulkResult[] | null>(null);
  if (results === null || results === closed) return null;
  return <Modal opened onClose={() => setClosed(results)} title={title} size="lg"><BulkResults results={results} onClose={() => setClosed(results)} /></Modal>;
}
