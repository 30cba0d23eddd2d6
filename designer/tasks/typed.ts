// What is typed stays in this browser, under the person who typed it, until it has been taken or thrown away: a closed tab,
// an ended session or a refusal loses nothing.
import { useState } from 'react';

const prefix = 'handrail.typed.';
const keptForMs = 14 * 86_400_000;

export const typedKey = (personId: string, ...what: readonly string[]): string => prefix + [personId, ...what].join('.');

interface Kept<Value> {
  readonly at: number;
  readonly value: Value;
}

export function keptTyped<Value>(key: string): Kept<Value> | undefined {
  const text = localStorage.getItem(key);
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text) as Kept<Value>; // written below only
    return Date.now() - kept.at < keptForMs ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepTyped(key: string, value: unknown): void {
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), value }));
}

export function useTyped<Value>(key: string, initial: Value): { readonly value: Value; readonly set: (value: Value) => void; readonly keptSince: number | null; readonly clear: () => void } {
  const [state, setState] = useState(() => {
    const kept = keptTyped<Value>(key);
    return { key, value: kept?.value ?? initial, keptSince: kept?.at ?? null };
  });
  if (state.key !== key) {
    const kept = keptTyped<Value>(key);
    setState({ key, value: kept?.value ?? initial, keptSince: kept?.at ?? null });
  }
  return {
    value: state.value,
    keptSince: state.keptSince,
    set: (value) => {
      setState({ ...state, value });
      keepTyped(key, value);
    },
    clear: () => {
      localStorage.removeItem(key);
      setState({ key, value: initial, keptSince: null });
    },
  };
}

/** How many things a person began and did not send, for the question at sign-out. */
export function countTyped(personId: string): number {
  return keysOf(personId).length;
}
export function forgetTyped(personId: string): void {
  for (const key of keysOf(personId)) localStorage.removeItem(key);
}
function keysOf(personId: string): readonly string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}${personId}.`) && keptTyped(key) !== undefined);
}

/** At the start: what nobody came back for is thrown away. */
export function dropOldTyped(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && keptTyped(key) === undefined) localStorage.removeItem(key);
}
