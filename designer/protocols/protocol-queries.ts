// The questions this room asks, each with one key; live updates name the first words of them.
import { queryOptions } from '@tanstack/react-query';
import { load } from '../api.ts';

export const protocolsQuery = () => queryOptions({ queryKey: ['protocols', 'list'], queryFn: ({ signal }) => load('protocols', { signal }) });
export const templatesQuery = () => queryOptions({ queryKey: ['templates'], queryFn: ({ signal }) => load('templates', { signal }), staleTime: Number.POSITIVE_INFINITY });
export const templateQuery = (key: string) => queryOptions({ queryKey: ['templates', key], queryFn: ({ signal }) => load('template', { params: { key }, signal }), staleTime: Number.POSITIVE_INFINITY });
export const protocolQuery = (id: string) => queryOptions({ queryKey: ['protocol', id], queryFn: ({ signal }) => load('protocol', { params: { id }, signal }) });
export const versionQuery = (id: string) => queryOptions({ queryKey: ['version', id], queryFn: ({ signal }) => load('version', { params: { id }, signal }) });
export const migrationsQuery = (versionId: string) => queryOptions({ queryKey: ['migrations', versionId], queryFn: ({ signal }) => load('migrations', { params: { id: versionId }, signal }) });
export const migrationQuery = (id: string) => queryOptions({ queryKey: ['migration', id], queryFn: ({ signal }) => load('migration', { params: { id }, signal }) });
export const rehearsalsQuery = (id: string) => queryOptions({ queryKey: ['protocol', id, 'rehearsals'], queryFn: ({ signal }) => load('rehearsals', { params: { id }, signal }) });
/** What is published changes seldom; a rehearsal plays on what was there when the page was opened. */
export const publishedQuery = (id: string) => queryOptions({ queryKey: ['protocol', id, 'published'], queryFn: ({ signal }) => load('published', { params: { id }, signal }), staleTime: 300_000 });
export const libraryQuery = () => queryOptions({ queryKey: ['forms'], queryFn: ({ signal }) => load('libraryForms', { signal }) });
export const threadsQuery = (id: string) => queryOptions({ queryKey: ['protocol', id, 'threads'], queryFn: ({ signal }) => load('draftThreads', { params: { id }, signal }) });
/** Heard of live; asked again now and then, because nobody says when somebody's browser is gone. */
export const presentQuery = (id: string) => queryOptions({ queryKey: ['present', id], queryFn: ({ signal }) => load('present', { params: { id }, signal }), refetchInterval: 30_000 });
