// Sends what concerns a move of cases, and asks anew for what it touches.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerOf, EndpointName } from '../../../server/contract-endpoints.ts';
import { call, type PageProblem, type Sent } from '../../api.ts';

export function useMove() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async <Name extends EndpointName>(name: Name, sent: Sent<Name>): Promise<AnswerOf<Name> | undefined> => {
    setSending(true);
    setProblem(null);
    const answer = await call(name, sent);
    setSending(false);
    if (!answer.ok) setProblem(answer.problem);
    await Promise.all(['migration', 'migrations'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    return answer.ok ? answer.value : undefined;
  };
  return { send, problem, isSending };
}
