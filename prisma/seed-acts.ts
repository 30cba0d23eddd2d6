// What the people of the demo do in its cases, as data: `seed.ts` sends each as that person would.
import type { FormValues } from '../server/contract-acts.ts';

export type DemoAct =
  | { readonly kind: 'claim' }
  | { readonly kind: 'complete'; readonly outcome: string; readonly values?: FormValues }
  | { readonly kind: 'vote'; readonly reason: string }
  | { readonly kind: 'accept' }
  | { readonly kind: 'event'; readonly name: string };

export interface Doing {
  readonly by: string;
  /** The step it is done on; an event has none. */
  readonly node?: string;
  readonly act: DemoAct;
}

/** The world as the seed finds it: the instant it runs at, and the ids of people and agencies. */
export interface World {
  readonly now: number;
  readonly person: (login: string) => string;
  readonly agency: (key: string) => string;
}

export interface DemoCase {
  readonly title: string;
  readonly protocol: string;
  readonly openedBy: string;
  readonly intake?: (world: World) => FormValues;
  readonly acts: (world: World) => readonly Doing[];
}

export const done = (by: string, node: string, values?: FormValues, outcome = 'done'): Doing => ({ by, node, act: { kind: 'complete', outcome, ...(values && { values }) } });
export const granted = (by: string, node: string, reason: string): Doing => ({ by, node, act: { kind: 'vote', reason } });
export const accepted = (by: string, node: string): Doing => ({ by, node, act: { kind: 'accept' } });
export const claimed = (by: string, node: string): Doing => ({ by, node, act: { kind: 'claim' } });
export const happened = (by: string, name: string): Doing => ({ by, act: { kind: 'event', name } });

const minute = 60_000;
export const minutes = (n: number): number => n * minute;
export const hours = (n: number): number => n * 60 * minute;
export const days = (n: number): number => n * 24 * 60 * minute;
export const iso = (at: number): string => new Date(at).toISOString();
/** The day an instant lies in, in UTC; a date of the demo need not be closer. */
export const day = (at: number): string => iso(at).slice(0, 10);
