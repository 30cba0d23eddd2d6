// Being on a draft with others: says where one is, hears where they are and what is said.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { call } from '../../api.ts';
import { presentQuery, protocolQuery, threadsQuery } from '../protocol-queries.ts';
import { companyAt, type Company } from './company.ts';

const againMs = 20_000;
const calmMs = 400;
const none = [] as const;

export function useCompany(protocolId: string, { selected, zone }: { readonly selected: readonly string[]; readonly zone: string }): Company {
  const queries = useQueryClient();
  const talk = useQuery(threadsQuery(protocolId)).data;
  const others = useQuery(presentQuery(protocolId)).data?.items ?? none;
  const node = selected[0] ?? null;
  useEffect(() => {
    const say = async (): Promise<void> => {
      const answer = await call('bePresent', { params: { id: protocolId }, body: { node, here: true } });
      const shown = queries.getQueryData(protocolQuery(protocolId).queryKey)?.revision ?? 0;
      // A message that came before this page listened, or got lost.
      if (answer.ok && answer.value.revision > shown) await queries.invalidateQueries({ queryKey: ['protocol', protocolId] });
    };
    // Arrow keys go over many steps; where they come to rest is said.
    const first = setTimeout(() => void say(), calmMs);
    const again = setInterval(() => void say(), againMs);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [protocolId, node, queries]);
  useEffect(() => () => void call('bePresent', { params: { id: protocolId }, body: { node: null, here: false } }), [protocolId]);
  return useMemo(() => {
    const threads = talk?.items ?? none;
    return { protocolId, zone, threads, people: talk?.people ?? none, maySpeak: talk?.maySpeak ?? false, others, ...companyAt(threads, others) };
  }, [protocolId, zone, talk, others]);
}
