// The questions several pages ask, each with one key: live updates name keys, so a key is made here and nowhere else.
import { queryOptions } from '@tanstack/react-query';
import type { QueryOf } from '../server/contract-endpoints.ts';
import { load } from './api.ts';
import { wholeStory } from './cases/whole-story.ts';

export const tasksQuery = (scope: 'mine' | 'team' | 'watching') => queryOptions({ queryKey: ['tasks', scope], queryFn: ({ signal }) => load('tasks', { query: { scope }, signal }), refetchInterval: 60_000 });
export const viewsQuery = () => queryOptions({ queryKey: ['views'], queryFn: ({ signal }) => load('views', { signal }) });
export const casesQuery = (query: QueryOf<'cases'>) => queryOptions({ queryKey: ['cases', query], queryFn: ({ signal }) => load('cases', { query, signal }), refetchInterval: 60_000 });
export const caseQuery = (id: string) => queryOptions({ queryKey: ['case', id], queryFn: ({ signal }) => load('case', { params: { id }, signal }) });
export const ledgerQuery = (id: string) => queryOptions({ queryKey: ['case', id, 'ledger'], queryFn: ({ signal }) => load('ledger', { params: { id }, signal }) });
export const timelineQuery = (id: string) => queryOptions({ queryKey: ['case', id, 'timeline'], queryFn: ({ signal }) => wholeStory((after) => load('timeline', { params: { id }, query: { after }, signal })) });
export const stepQuery = (id: string, step: string) => queryOptions({ queryKey: ['step', id, step], queryFn: ({ signal }) => load('step', { params: { id, step }, signal }) });
/** Plans are immutable: once known, never asked for again. */
export const planQuery = (id: string, hash: string) => queryOptions({ queryKey: ['plan', id, hash], queryFn: ({ signal }) => load('casePlan', { params: { id, hash }, signal }), staleTime: Number.POSITIVE_INFINITY });
export const candidatesQuery = (id: string, step?: string) => queryOptions({ queryKey: ['case', id, 'candidates', step ?? ''], queryFn: ({ signal }) => load('candidates', { params: { id }, query: step === undefined ? {} : { step }, signal }) });
export const openablesQuery = () => queryOptions({ queryKey: ['openables'], queryFn: ({ signal }) => load('openables', { signal }) });
export const noticesQuery = () => queryOptions({ queryKey: ['notices'], queryFn: ({ signal }) => load('notices', { signal }), refetchInterval: 60_000 });
export const toldQuery = () => queryOptions({ queryKey: ['told'], queryFn: ({ signal }) => load('told', { signal }) });
export const mailServerQuery = () => queryOptions({ queryKey: ['mailServer'], queryFn: ({ signal }) => load('mailServer', { signal }) });
export const webhooksQuery = () => queryOptions({ queryKey: ['webhooks'], queryFn: ({ signal }) => load('webhooks', { signal }) });
export const callsQuery = () => queryOptions({ queryKey: ['calls'], queryFn: ({ signal }) => load('calls', { signal }), refetchInterval: 10_000 });
export const onCallQuery = (unitId: string) => queryOptions({ queryKey: ['onCall', unitId], queryFn: ({ signal }) => load('onCall', { params: { id: unitId }, signal }), refetchInterval: 30_000 });
export const deliveriesQuery = (state?: QueryOf<'deliveries'>['state']) => queryOptions({ queryKey: ['deliveries', state ?? ''], queryFn: ({ signal }) => load('deliveries', { query: state === undefined ? {} : { state }, signal }), refetchInterval: 15_000 });
export const boardQuery = () => queryOptions({ queryKey: ['board'], queryFn: ({ signal }) => load('board', { signal }), refetchInterval: 30_000 });
export const agenciesQuery = () => queryOptions({ queryKey: ['agencies'], queryFn: ({ signal }) => load('agencies', { signal }) });
export const criteriaQuery = () => queryOptions({ queryKey: ['criteria'], queryFn: ({ signal }) => load('criteria', { signal }) });
export const criteriaCountsQuery = () => queryOptions({ queryKey: ['criteria', 'counts'], queryFn: ({ signal }) => load('criteriaCounts', { signal }) });
export const calendarsQuery = () => queryOptions({ queryKey: ['calendars'], queryFn: ({ signal }) => load('calendars', { signal }) });
export const unitsQuery = () => queryOptions({ queryKey: ['units'], queryFn: ({ signal }) => load('units', { signal }) });
export const peopleQuery = () => queryOptions({ queryKey: ['people'], queryFn: ({ signal }) => load('people', { signal }) });
export const unitQuery = (id: string) => queryOptions({ queryKey: ['unit', id], queryFn: ({ signal }) => load('unit', { params: { id }, signal }) });
export const partnersQuery = (id: string) => queryOptions({ queryKey: ['members', id, 'partners'], queryFn: ({ signal }) => load('partners', { params: { id }, signal }) });
export const shownCasesQuery = () => queryOptions({ queryKey: ['cases', 'shown'], queryFn: ({ signal }) => load('shownCases', { signal }) });
export const shownCaseQuery = (id: string) => queryOptions({ queryKey: ['case', id, 'shown'], queryFn: ({ signal }) => load('shownCase', { params: { id }, signal }) });
export const membersQuery = (id: string) => queryOptions({ queryKey: ['members', id], queryFn: ({ signal }) => load('members', { params: { id }, signal }) });
export const rolesQuery = (id: string) => queryOptions({ queryKey: ['roles', id], queryFn: ({ signal }) => load('roles', { params: { id }, signal }) });
export const staffingQuery = (id: string) => queryOptions({ queryKey: ['staffing', id], queryFn: ({ signal }) => load('staffing', { params: { id }, signal }) });
export const dutyQuery = (id: string) => queryOptions({ queryKey: ['duty', id], queryFn: ({ signal }) => load('duty', { params: { id }, signal }) });
