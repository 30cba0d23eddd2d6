// Acts on a case from any page: sent through the outbox, answered in words, and everything shown of the case looked at anew.
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseAct } from '../server/contract-acts.ts';
import type { PageProblem } from './api.ts';
import { send, type SendResult } from './outbox.ts';

export interface Sender {
  readonly send: (act: CaseAct, words: string, typed?: string) => Promise<SendResult>;
  readonly isSending: boolean;
  readonly problem: PageProblem | null;
  readonly clear: () => void;
}

export function useAct(caseId: string): Sender {
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  return {
    isSending,
    problem,
    clear: () => setProblem(null),
    send: async (act, words, typed) => {
      setSending(true);
      setProblem(null);
      const result = await send({ endpoint: 'act', caseId, body: { id: crypto.randomUUID(), act } }, words, typed);
      setSending(false);
      if (result.kind === 'refused') setProblem(result.problem);
      if (result.kind === 'taken') tellTaken(result, words);
      if (result.kind === 'unconfirmed') tell('Not confirmed yet', `${words}. It is kept in this browser and sent again by itself; it has one effect only.`);
      // Not waited for: who has acted goes on at once, and pages bring themselves up to date.
      for (const queryKey of changedBy(caseId)) void queries.invalidateQueries({ queryKey });
      return result;
    },
  };
}

/** The case has it in both cases; only whether pages show it already differs. */
export function tellTaken(result: Extract<SendResult, { kind: 'taken' }>, words: string): void {
  if (result.notYetShown) tell('Taken, not yet shown', `${words}. The case has it; it stands on the pages in a moment. Do not do it again.`);
  else tell('Recorded', words);
}

/** What an act on a case may have changed. */
export const changedBy = (caseId: string): readonly (readonly string[])[] => [['case', caseId], ['step', caseId], ['tasks'], ['cases'], ['board'], ['notices']];

export function tell(title: string, message: string): void {
  notifications.show({ title, message, autoClose: 6_000, withBorder: true, closeButtonProps: { 'aria-label': 'Close' } });
}
