// The same act on several steps: each is sent and answered by itself, and each answer is shown.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseAct } from '../../server/contract-acts.ts';
import { changedBy } from '../act.ts';
import { send } from '../outbox.ts';

export interface Target {
  readonly caseId: string;
  readonly stepId: string;
  readonly title: string;
  readonly reference: string;
}
export interface BulkResult {
  readonly target: Target;
  readonly ok: boolean;
  readonly sentence: string;
}

export function useBulk() {
  const queries = useQueryClient();
  const [results, setResults] = useState<readonly BulkResult[] | null>(null);
  const [isSending, setSending] = useState(false);
  const run = async (targets: readonly Target[], actOf: (target: Target) => CaseAct, words: string): Promise<readonly BulkResult[]> => {
    setSending(true);
    const done: BulkResult[] = [];
    for (const target of targets) {
      const result = await send({ endpoint: 'act', caseId: target.caseId, body: { id: crypto.randomUUID(), act: actOf(target) } }, `${words}: ${target.title}, ${target.reference}`);
      done.push({ target, ok: result.kind !== 'refused', sentence: result.kind === 'taken' ? 'Recorded.' : result.kind === 'unconfirmed' ? 'Not confirmed yet; it is sent again by itself.' : result.problem.detail });
    }
    setSending(false);
    setResults(done);
    const cases = [...new Set(targets.map((target) => target.caseId))];
    for (const queryKey of cases.flatMap(changedBy)) void queries.invalidateQueries({ queryKey });
    return done;
  };
  return { run, results, isSending };
}
