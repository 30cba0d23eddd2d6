// Every duration a draft has, with its place and the bounds it has to keep.
import type { Draft } from '../draft.ts';
import type { FindingPlace } from '../finding.ts';
import { dayInMs, hourInMs, type Duration } from '../time.ts';
import { clocksOf } from '../phases-drawn.ts';
import { conditionsOf, escalationsIn, limitRulesOf, partsOf } from './places.ts';

export interface DurationPlace {
  readonly text: string;
  readonly at: FindingPlace;
  readonly least: number;
  readonly most: number;
  /** What it is, for the message. */
  readonly what: string;
  /** Open hours of a calendar: they have no days. */
  readonly working?: boolean;
}

export const tenYears = 3653 * dayInMs;
/** Good enough for bounds: months of average length. */
export const roughMs = (d: Duration): number => d.months * (365.25 / 12) * dayInMs + d.days * dayInMs + d.ms;

export function durationsOf(draft: Draft): readonly DurationPlace[] {
  const places: DurationPlace[] = [];
  for (const node of clocksOf(draft)) {
    const add = (text: string | undefined, field: string, rest: Omit<DurationPlace, 'text' | 'at'>): void => {
      if (text !== undefined) places.push({ text, at: { node: node.id, field }, ...rest });
    };
    for (const { rule, path } of limitRulesOf(node)) {
      const fromOpening = rule.from === undefined || rule.from.kind === 'opened';
      const bounds = { least: fromOpening ? 1000 : -tenYears, most: tenYears, what: node.kind === 'wait' ? 'waiting time' : 'limit' };
      if (typeof rule.due === 'string') add(rule.due, `${path}.due`, bounds);
      else if (rule.due.kind === 'workingTime') add(rule.due.time, `${path}.due`, { ...bounds, working: true });
      add(rule.warn, `${path}.warn`, { least: 0, most: tenYears, what: 'warning' });
    }
    escalationsIn(node).forEach((e, i) => add(e.after, `limit.escalate.${i}.after`, { least: 0, most: tenYears, what: 'escalation' }));
    if (node.kind === 'service') add(node.every, 'every', { least: 1000, most: hourInMs, what: 'time between two tries' });
    if (node.kind === 'handoff') add(node.expires, 'expires', { least: 1000, most: tenYears, what: 'expiry' });
  }
  for (const g of draft.grants ?? []) if (g.ends.kind === 'after') places.push({ text: g.ends.after, at: { field: `grants.${g.id}.ends` }, least: 1000, most: tenYears, what: 'temporary access' });
  for (const r of draft.retention) {
    if (r.keep !== null) places.push({ text: r.keep, at: { field: `retention.${r.id}.keep` }, least: 0, most: 20 * tenYears, what: 'time to keep' });
    places.push({ text: r.reviewBefore, at: { field: `retention.${r.id}.reviewBefore` }, least: 0, most: 20 * tenYears, what: 'time of review' });
  }
  for (const rule of draft.rules ?? []) if (rule.kind === 'within') places.push({ text: rule.within, at: { field: `rules.${rule.id}.within` }, least: 1000, most: tenYears, what: 'time of the rule' });
  for (const { condition, at } of conditionsOf(draft))
    for (const part of partsOf(condition)) if (part.kind === 'since') places.push({ text: part.duration, at, least: -20 * tenYears, most: 20 * tenYears, what: 'span of the condition' });
  return places;
}
