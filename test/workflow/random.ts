// Random cases for real workflows, many side by side on one server whose clock goes forward only. Acts lie in windows five
// minutes apart, each a second behind the one before, and so do all instants that follow from them: a window is reached by
// skipping time, its acts are sent with the instants they have, and nothing comes due while they are on their way.
import fc from 'fast-check';
import type { PersonInput, SubmissionRef } from '../../protocol/input.ts';
import type { Bundle, Plan, PlanCalendar } from '../../protocol/plan.ts';
import { damagedOf } from '../arbitraries/damage.ts';
import { anyBundle, t0 } from '../arbitraries/protocols.ts';
import { caseOf, type Case } from '../reference/compare.ts';

export const windowMs = 300_000;
const secondMs = 1000;
/** In which the calendar of the wall repeats, but for the years that are no leap years for being whole centuries. */
const periodMs = 28 * 365.25 * 86_400_000;
export const actsACase = 12;

export const anyPlayed: fc.Arbitrary<Case> = caseOf(fc.oneof(anyBundle, damagedOf(anyBundle))).map(({ bundle, ops, ...rest }) => ({ ...rest, bundle: claimed(bundle), ops: ops.slice(0, actsACase).map((op) => (op.act >= stops ? { ...op, act: op.act - stops } : op)) }));

/** The first instant after `now` that is like the one for which the protocols were drawn, by the zone's own changes. */
export function movedBy(now: number): number {
  return Math.ceil((now + windowMs - t0) / periodMs) * periodMs;
}

/** The same protocols, so much later on the wall. */
export const movedBundle = (bundle: Bundle, by: number): Bundle => ({ ...bundle, plans: mapped(bundle.plans, (plan) => ({ ...plan, unit: { ...plan.unit, offsets: plan.unit.offsets.map((o) => ({ ...o, from: o.from + by })) }, ...(plan.calendars ? { calendars: mapped(plan.calendars, (calendar) => movedCalendar(calendar, by / 86_400_000)) } : {}) })) });
const movedCalendar = (calendar: PlanCalendar, days: number): PlanCalendar => ({ ...calendar, holidays: calendar.holidays.map((h) => ({ ...h, day: h.day + days })), closures: calendar.closures.map((c) => ({ ...c, from: c.from + days * 1440, to: c.to + days * 1440 })), until: calendar.until + days });
export function movedInput(input: PersonInput, by: number): PersonInput {
  return 'form' in input && input.form ? { ...input, form: movedForm(input.form, by) } : input;
}
/** What is due by a date that was drawn; what counts from the last transition is at its place already. */
export const movedForm = (form: SubmissionRef, by: number): SubmissionRef => ({
  ...form,
  fields: mapped(form.fields, (value) => (typeof value === 'number' && value > 1e11 ? value + by : value)),
  ...(form.measures ? { measures: mapped(form.measures, (rows) => rows.map((row) => (row.due === undefined ? row : { ...row, due: row.due + by }))) } : {}),
});

/** When act number n lies, the windows that passed before it known. */
export const instantOf = (windows: number, n: number): number => windows * windowMs + (n + 1) * secondMs;
export const windowsIn = (gap: number): number => Math.ceil(gap / (6 * windowMs)) * 6;

/** Acts that stop clocks: what follows from them lies between the acts of a window. */
const stops = 46;
/** Nobody assigns: who gets it by load or in turn is chosen by the host, at an instant of its own. */
const claimed = (bundle: Bundle): Bundle => ({ ...bundle, plans: mapped(bundle.plans, (plan): Plan => ({ ...plan, nodes: mapped(plan.nodes, (node) => (node.kind === 'task' && node.assign.kind !== 'doerOf' ? { ...node, assign: { kind: 'claim' as const } } : node)) })) });

function mapped<T>(record: Readonly<Record<string, T>>, to: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
