// Who else is on a draft and what is said about it, by step: as marks, and in the words a screen reader hears with the step.
import { createContext } from 'react';
import type { DraftThread, Present } from '../../../server/contract-together.ts';

export interface StepCompany {
  readonly people: readonly Present['person'][];
  readonly open: number;
}
export interface Company {
  readonly protocolId: string;
  /** In which instants are shown. */
  readonly zone: string;
  readonly threads: readonly DraftThread[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly maySpeak: boolean;
  readonly others: readonly Present[];
  readonly at: Readonly<Record<string, StepCompany>>;
  /** "Ellen Okafor is here, 2 open comments". */
  readonly spoken: Readonly<Record<string, string>>;
}

export const CompanyContext = createContext<Company>({ protocolId: '', zone: 'UTC', threads: [], people: [], maySpeak: false, others: [], at: {}, spoken: {} });

export function companyAt(threads: readonly DraftThread[], others: readonly Present[]): Pick<Company, 'at' | 'spoken'> {
  const ids = new Set([...threads.flatMap((t) => (t.resolved === null && t.node !== null ? [t.node] : [])), ...others.flatMap((o) => o.node ?? [])]);
  const at = Object.fromEntries([...ids].map((id): readonly [string, StepCompany] => [id, { people: others.filter((o) => o.node === id).map((o) => o.person), open: threads.filter((t) => t.node === id && t.resolved === null).length }]));
  return { at, spoken: Object.fromEntries(Object.entries(at).map(([id, step]) => [id, wordsOf(step)])) };
}

function wordsOf({ people, open }: StepCompany): string {
  return [...people.map((person) => `${person.name} is here`), ...(open > 0 ? [`${open} open ${open === 1 ? 'comment' : 'comments'}`] : [])].join(', ');
}

/** Talk that is not settled. */
export const openOf = (threads: readonly DraftThread[]): readonly DraftThread[] => threads.filter((t) => t.resolved === null);

/** The same colour for the same person on every screen. */
export const hueOf = (personId: string): number => [...personId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 6, 0);
export const initialsOf = (name: string): string => name.split(/\s+/).filter(Boolean).map((word) => word[0] ?? '').slice(0, 2).join('').toUpperCase();
