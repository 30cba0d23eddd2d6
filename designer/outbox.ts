// What was sent and has no answer yet. It is kept in this browser, under the person who sent it, and sent again with the
// same id until the server says taken or refused: the id makes sure that it has one effect, however often it arrives.
import { useSyncExternalStore } from 'react';
import type { BodyOf } from '../server/contract-endpoints.ts';
import { call, type Answer, type PageProblem } from './api.ts';

type What =
  | { readonly endpoint: 'act'; readonly caseId: string; readonly body: BodyOf<'act'> }
  | { readonly endpoint: 'openCase'; readonly body: BodyOf<'openCase'> };
export type Outgoing = What & {
  /** What it is, in words: "Open a case: Screening, HC-2026-0007". */
  readonly words: string;
  readonly since: number;
  readonly tries: number;
  readonly state: 'sending' | 'unconfirmed' | 'refused';
  readonly problem?: Pick<PageProblem, 'title' | 'detail'>;
  /** Where what was typed is kept, to be cleared once it is taken. */
  readonly typed?: string;
};
export type SendResult = { readonly kind: 'taken'; readonly caseId: string; readonly code?: string; readonly notYetShown?: boolean } | { readonly kind: 'unconfirmed' } | { readonly kind: 'refused'; readonly problem: PageProblem };

const prefix = 'handrail.outbox.';
const listeners = new Set<() => void>();
let owner = '';
let cached: { readonly text: string | null; readonly items: readonly Outgoing[] } = { text: null, items: [] };

/** Only what this person sent is shown and sent; another person at the same computer has an outbox of their own. */
export function ownOutbox(personId: string): void {
  owner = personId;
}

function read(): readonly Outgoing[] {
  const text = owner === '' ? null : localStorage.getItem(prefix + owner);
  if (text !== cached.text) cached = { text, items: text === null ? [] : (JSON.parse(text) as Outgoing[]) }; // written by this file only
  return cached.items;
}

function write(items: readonly Outgoing[]): void {
  if (items.length === 0) localStorage.removeItem(prefix + owner);
  else localStorage.setItem(prefix + owner, JSON.stringify(items));
  listeners.forEach((tell) => tell());
}

const put = (item: Outgoing): void => write([...read().filter((other) => other.body.id !== item.body.id), item]);
export const discard = (id: string): void => write(read().filter((item) => item.body.id !== id));

export function useOutbox(): readonly Outgoing[] {
  return useSyncExternalStore((tell) => {
    const onStorage = (event: StorageEvent): void => {
      if (event.key?.startsWith(prefix)) tell();
    };
    listeners.add(tell);
    window.addEventListener('storage', onStorage);
    return () => {
      listeners.delete(tell);
      window.removeEventListener('storage', onStorage);
    };
  }, read);
}

/** Sends, after keeping it: a page that is closed in between loses nothing. */
export async function send(what: What, words: string, typed?: string): Promise<SendResult> {
  const item: Outgoing = { ...what, words, since: Date.now(), tries: 0, state: 'sending', ...(typed !== undefined && { typed }) };
  put(item);
  return attempt(item);
}

async function attempt(item: Outgoing): Promise<SendResult> {
  const sentAs = owner;
  const answer = item.endpoint === 'act' ? await call('act', { params: { id: item.caseId }, body: item.body }) : await call('openCase', { body: item.body });
  if (owner !== sentAs) return { kind: 'unconfirmed' }; // somebody else signed in meanwhile: it stays in its own outbox
  if (answer.ok) {
    discard(item.body.id);
    if (item.typed !== undefined) localStorage.removeItem(item.typed);
    return { kind: 'taken', caseId: caseOf(item, answer), ...codeOf(answer), notYetShown: isNotYetShown(answer.value) };
  }
  if (isOpenEnded(answer.problem)) {
    put({ ...item, state: 'unconfirmed', tries: item.tries + 1 });
    return { kind: 'unconfirmed' };
  }
  const { title, detail } = answer.problem;
  // The first answer is told on the page itself; one that comes later is kept in the outbox until it has been read.
  if (item.tries === 0) discard(item.body.id);
  else put({ ...item, state: 'refused', problem: { title, detail } });
  return { kind: 'refused', problem: answer.problem };
}

const caseOf = (item: Outgoing, answer: Extract<Answer<unknown>, { ok: true }>): string => {
  const value = answer.value;
  if (typeof value === 'object' && value !== null && 'caseId' in value && typeof value.caseId === 'string') return value.caseId;
  return item.endpoint === 'act' ? item.caseId : '';
};
function codeOf(answer: Extract<Answer<unknown>, { ok: true }>): { readonly code?: string } {
  const value = answer.value;
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' ? { code: value.code } : {};
}

/** Taken for good, but lists and pages do not have it yet. */
function isNotYetShown(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'notYetShown' in value && value.notYetShown === true;
}

/** Answers that do not say whether it was taken. Not signed in: it waits for the person to come back. */
function isOpenEnded(problem: PageProblem): boolean {
  return ['no_connection', 'unreadable', 'not_confirmed', 'unavailable', 'failed', 'not_signed_in', 'csrf', 'too_many_tries'].includes(problem.code);
}

/** Sends again what has waited long enough: after 3, 6, 12, 24 and then every 30 seconds. */
export function keepSending(onTaken: (item: Outgoing) => void, onRefused: (item: Outgoing) => void): () => void {
  let isBusy = false;
  const last = new Map<string, number>();
  const look = async (isAll: boolean): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      for (const item of read()) {
        const waited = Date.now() - (last.get(item.body.id) ?? item.since);
        const isForgotten = item.state === 'sending' && waited > 20_000; // the page that sent it is gone
        const isDue = item.state === 'unconfirmed' && (isAll || waited >= Math.min(30_000, 3_000 * 2 ** Math.max(0, item.tries - 1)));
        if (!isForgotten && !isDue) continue;
        last.set(item.body.id, Date.now());
        const result = await attempt({ ...item, tries: Math.max(1, item.tries) });
        if (result.kind === 'taken') onTaken(item);
        if (result.kind === 'refused') onRefused(item);
      }
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look(false), 1_000);
  const onOnline = (): void => void look(true);
  window.addEventListener('online', onOnline);
  sendAll = onOnline;
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', onOnline);
    sendAll = () => undefined;
  };
}

let sendAll: () => void = () => undefined;
/** Sends everything that waits, now. */
export const sendAllNow = (): void => sendAll();
