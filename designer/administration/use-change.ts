// A change on a page of administration: sent, told, and the lists it touches asked for anew.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerOf, EndpointName } from '../../server/contract-endpoints.ts';
import { tell } from '../act.ts';
import { call, type PageProblem, type Sent } from '../api.ts';

const touched = ['agencies', 'units', 'unit', 'members', 'roles', 'duty', 'staffing', 'people', 'session', 'openables', 'tasks', 'board', 'calendars', 'criteria', 'mailServer', 'webhooks', 'deliveries', 'told', 'onCall', 'subjects', 'subject', 'case'];

export function useChange() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async <Name extends EndpointName>(name: Name, sent: Sent<Name>, words: string): Promise<AnswerOf<Name> | undefined> => {
    setSending(true);
    setProblem(null);
    const answer = await call(name, sent);
    setSending(false);
    if (!answer.ok) {
      // Keys are made from names here, so nobody on this page has chosen one.
      setProblem(answer.problem.code === 'key_taken' ? { ...answer.problem, title: 'Name is taken', detail: 'Another one has this name, or one so like it that protocols could not tell them apart. Choose another name.' } : answer.problem);
      return undefined;
    }
    if (words !== '') tell('Saved', words);
    await Promise.all(touched.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    return answer.value;
  };
  /** A question that changes nothing. */
  const ask = async <Name extends EndpointName>(name: Name, sent: Sent<Name>): Promise<AnswerOf<Name> | undefined> => {
    setSending(true);
    setProblem(null);
    const answer = await call(name, sent);
    setSending(false);
    if (answer.ok) return answer.value;
    setProblem(answer.problem);
    return undefined;
  };
  return { send, ask, problem, isSending };
}
