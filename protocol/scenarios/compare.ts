// What was expected against what came of it. Only keys that are given are compared; lists are whole and in order, but for
// open steps and outcomes, which have none. Each difference is said so that the line of the file can be put right.
import { canonicalJson } from '../canonical.ts';
import type { Played } from './play.ts';
import { offsetText } from './instants.ts';
import type { Expected, Scenario, Told } from './scenario.ts';

export interface Difference {
  /** The key of `expect`, or the act. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

export function compareScenario(scenario: Scenario, told: Told, { answers }: Pick<Played, 'answers'>): readonly Difference[] {
  return [...acts(scenario, answers), ...lists(scenario.expect, told), ...finals(scenario.expect.final, told.final), ...silent(scenario.expect, told)];
}

function acts({ events, starts }: Scenario, answers: readonly (string | undefined)[]): Difference[] {
  return events.flatMap((event, i) => {
    const got = answers[i];
    if (isSameCode(event.refused, got)) return [];
    return [{ what: `line ${event.line}: ${event.act} at ${offsetText(event.at - starts)}`, expected: event.refused === undefined ? 'taken' : `refused: ${event.refused}`, got: got === undefined ? 'taken' : `refused: ${got}` }];
  });
}

/** A code without a field stands for itself with any field. */
function isSameCode(expected: string | undefined, got: string | undefined): boolean {
  return expected === got || (expected !== undefined && got !== undefined && !expected.includes(':') && got.split(':')[0] === expected);
}

const listKeys = ['timers', 'approvals', 'handoffs', 'refusals', 'disclosures', 'levels', 'owners'] as const;

function lists(expect: Expected, told: Told): Difference[] {
  return listKeys.flatMap((key) => {
    const expected = expect[key];
    if (expected === undefined) return [];
    const got: readonly unknown[] = told[key];
    return Array.from({ length: Math.max(expected.length, got.length) }, (_, i) => i).flatMap((i) => (isSame(key, expected[i], got[i]) ? [] : [{ what: `${key}[${i}]`, expected: line(expected[i]), got: line(got[i]) }]));
  });
}

function isSame(key: (typeof listKeys)[number], expected: unknown, got: unknown): boolean {
  if (expected === undefined || got === undefined) return false;
  if (key === 'refusals') {
    const [a, b] = [expected as Told['refusals'][number], got as Told['refusals'][number]];
    return a[0] === b[0] && a[1] === b[1] && isSameCode(a[2], b[2]);
  }
  if (Array.isArray(expected)) return canonicalJson(expected) === canonicalJson(got);
  const of = got as Readonly<Record<string, unknown>>;
  return Object.entries(expected as object).every(([name, value]) => value === undefined || canonicalJson(of[name] ?? null) === canonicalJson(value));
}

function finals(expected: Expected['final'], got: Told['final']): Difference[] {
  return Object.entries(expected ?? {}).flatMap(([key, value]) => {
    const found = got[key as keyof Told['final']];
    const [a, b] = key === 'open' || key === 'outcomes' ? [sorted(value as readonly unknown[]), sorted(found as readonly unknown[])] : [line(value), line(found)];
    return a === b ? [] : [{ what: `final.${key}`, expected: a, got: b }];
  });
}
const sorted = (items: readonly unknown[]): string => items.map(line).sort().join(', ');

function silent({ neverFires }: Expected, told: Told): Difference[] {
  return (neverFires ?? []).flatMap((step) => told.timers.filter((timer) => timer[1] === step).map((timer) => ({ what: 'never_fires', expected: `${step} stays silent`, got: line(timer) })));
}

/** One item on one line, as the file writes it. */
export function line(item: unknown): string {
  if (item === undefined) return 'nothing';
  if (item === null) return 'null';
  if (typeof item !== 'object') return String(item);
  if (Array.isArray(item)) return `[${item.map((part, i) => (i === 0 && typeof part === 'number' ? offsetText(part) : line(part))).join(', ')}]`;
  return `{${Object.entries(item).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}: ${typeof value === 'number' ? offsetText(value) : line(value)}`).join(', ')}}`;
}

/** The same with every instant as an offset, for JSON: the keys are those of `expect`. */
export function written(told: Told): unknown {
  const first = (items: readonly (readonly [number, ...unknown[]])[]): unknown => items.map(([at, ...rest]) => [offsetText(at), ...rest]);
  const timed = (item: object): unknown => Object.fromEntries(Object.entries(item).map(([key, value]) => [key, typeof value === 'number' ? offsetText(value) : value]));
  const { retention } = told.final;
  return {
    timers: first(told.timers), approvals: told.approvals.map(timed), handoffs: told.handoffs.map(timed), refusals: first(told.refusals), disclosures: first(told.disclosures), levels: first(told.levels), owners: first(told.owners),
    final: { ...told.final, retention: retention === null ? null : timed(retention) },
  };
}
