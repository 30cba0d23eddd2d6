// Reads a file of scenarios. What is wrong is said with its line, its field, and what would be right; nothing is guessed.
import type { Document } from 'yaml';
import { z } from 'zod';
import { dayOf, instantOfText } from '../../protocol/dates.ts';
import { caseStatuses } from '../../protocol/draft.ts';
import { elapsedMs, wallOffset } from '../../protocol/scenarios/instants.ts';
import type { Expected, Scenario, ScenarioEvent, SeedCase } from '../../protocol/scenarios/scenario.ts';
import type { ZoneOffset } from '../../protocol/plan.ts';
import { faultsOf } from '../file-faults.ts';
import { linesOf, type FileFault, type FilePath as Path } from '../file-lines.ts';
import { isZone } from '../zone-offsets.ts';
import { wrongNames, type KnownNames } from './names.ts';
import { offsetsAround } from './offsets.ts';

export type ReadScenarios = { readonly ok: true; readonly scenarios: readonly Scenario[] } | { readonly ok: false; readonly faults: readonly FileFault[] };

const offset = z.string().refine((text) => elapsedMs(text) !== undefined, 'write an offset from the start, such as PT15M or P1DT2H').transform((text) => elapsedMs(text) ?? 0);
const instant = z.string().refine((text) => instantOfText(text) !== undefined, 'write an instant with its offset from UTC, such as 2025-05-05T08:30:00-04:00').transform((text) => instantOfText(text) ?? 0);
const name = z.string().min(1).max(100);
const given = z.record(z.string(), z.unknown());
const names = z.array(name).max(100);

const member = z.strictObject({ id: name, roles: names.min(1), sworn: z.boolean().default(false), external: z.boolean().default(false) });
const by = { at: offset, by: name, refused: name.optional() };
const reason = z.string().max(2000).optional();
const event = z.discriminatedUnion('act', [
  z.strictObject({ ...by, act: z.literal('start'), protocol: name, data: given.optional() }),
  z.strictObject({ ...by, act: z.literal('complete'), step: name, data: given.optional() }),
  z.strictObject({ ...by, act: z.literal('decide'), step: name, choice: name, data: given.optional(), reason }),
  z.strictObject({ ...by, act: z.literal('approve'), step: name, reason }),
  z.strictObject({ ...by, act: z.literal('deny'), step: name, reason }),
  z.strictObject({ ...by, act: z.literal('accept'), step: name, reason, data: given.optional() }),
  z.strictObject({ ...by, act: z.literal('reject'), step: name, reason, data: given.optional() }),
  z.strictObject({ ...by, act: z.literal('answer'), step: name, reason, data: given.optional() }),
  z.strictObject({ ...by, act: z.literal('no_answer'), step: name, member: name }),
  z.strictObject({ ...by, act: z.literal('event'), name }),
  z.strictObject({ at: offset, act: z.literal('publish'), protocol: name, version: z.int().min(2), change: z.string().optional() }),
  z.strictObject({
    at: offset, act: z.literal('seed'), step: name.regex(/^[^.]+\.[^.]+$/, 'write protocol.step').optional(), forms: z.record(z.string(), given).optional(),
    case: z.strictObject({ status: z.enum(caseStatuses).optional(), level: name.optional(), owner: name.optional(), opened_at: z.string().optional(), ever_high: z.boolean().optional(), breaches: z.int().min(0).optional() }).optional(),
  }),
]);

const approval = z.strictObject({ approval: name.optional(), step: name, asked: offset.optional(), result: z.enum(['approved', 'denied']).optional(), by: names.optional(), at: offset.optional() });
const handoff = z.strictObject({
  handoff: name.optional(), step: name, sent: offset.optional(), result: z.enum(['accepted', 'rejected', 'withdrawn', 'expired', 'settled']).optional(), at: offset.optional(), by: name.optional(),
  accepted: names.optional(), refused: names.optional(), no_answer: names.optional(),
});
const expected = z.strictObject({
  timers: z.array(z.tuple([offset, name, name, names])).optional(),
  approvals: z.array(approval).optional(),
  handoffs: z.array(handoff).optional(),
  refusals: z.array(z.tuple([offset, name, name])).optional(),
  disclosures: z.array(z.tuple([offset, name, names])).optional(),
  levels: z.array(z.tuple([offset, name])).optional(),
  owners: z.array(z.tuple([offset, name])).optional(),
  final: z.strictObject({
    status: name.optional(), owner: name.optional(), level: name.nullable().optional(), open: names.optional(), outcomes: z.array(z.tuple([name, name])).optional(),
    retention: z.strictObject({ class: name, purge_due: offset.optional(), review_due: offset.optional() }).nullable().optional(),
  }).optional(),
  never_fires: names.optional(),
});
const scenario = z.strictObject({
  id: name, title: z.string(), story: z.string().optional(), shows: z.array(z.string()).optional(),
  starts: instant, timezone: z.string().refine(isZone, 'write a zone of the IANA database, such as America/New_York'),
  duty_supervisor: name, staff: z.array(member).min(1), holidays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD')).default([]),
  events: z.array(event).min(1), run_until: offset, expect: expected,
});
const file = z.looseObject({ schema: z.literal('btau-scenarios/1', 'write schema: btau-scenarios/1'), scenarios: z.array(scenario).min(1) });

const largestText = 2_000_000;

/** `known` are the protocols it is to be played on: with them, names that nothing has are faults of the file. */
export function readScenarios(text: string, known?: KnownNames): ReadScenarios {
  const wrong = (message: string, line = 1): ReadScenarios => ({ ok: false, faults: [{ line, field: '', message }] });
  if (text.length > largestText) return wrong(`this file has ${text.length} characters; ${largestText} are read, so split it into several`);
  const broken = text.search(/[\u0000\uFFFD]/);
  if (broken >= 0) return wrong('here is something that is no text; save the file as text in UTF-8', text.slice(0, broken).split('\n').length);
  const lines = linesOf(text);
  const [error] = [...lines.document.errors, ...lines.document.warnings];
  if (error) return wrong(`this is no YAML that can be read: ${yamlWords(error.message)}`, error.linePos?.[0].line);
  const json = jsonOf(lines.document);
  if ('fault' in json) return wrong(json.fault, json.name === undefined ? 1 : text.slice(0, text.indexOf(`*${json.name}`)).split('\n').length);
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) return wrong('this is no file of scenarios; begin with schema: btau-scenarios/1, then scenarios: with a list of them');
  const parsed = file.safeParse(json.value);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, lines)) };
  const { scenarios } = parsed.data;
  const twice = scenarios.flatMap(({ id }, i) => (scenarios.findIndex((one) => one.id === id) < i ? [lines.faultAt(['scenarios', i, 'id'], `there is a scenario ${id} already; give each an id of its own`)] : []));
  const read = scenarios.map((one, index) => madeFrom(one, (path, message) => lines.faultAt(['scenarios', index, ...path], message), known));
  const faults = [...twice, ...read.flatMap((one) => ('faults' in one ? one.faults : []))];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scenarios: read.flatMap((one) => ('scenario' in one ? [one.scenario] : [])) };
}

const yamlWords = (message: string): string => {
  const [first = ''] = message.split('\n');
  if (first.startsWith('Maximum call stack')) return 'it is nested too deeply';
  if (first.startsWith('Source contains multiple documents')) return 'a second document begins here; put all scenarios into one, without ---';
  return first.replace(/ at line \d+, column \d+:?$/, '').replace(/^./, (c) => c.toLowerCase());
};

/** An alias that stands for nothing, or for too much, is found only when the document is read out. */
function jsonOf(document: Document): { readonly value: unknown } | { readonly fault: string; readonly name?: string } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const name = /Unresolved alias .*: (\S+)$/.exec(said)?.[1];
    if (name !== undefined) return { fault: `*${name} stands for nothing; write &${name} before it, at what it stands for`, name };
    return { fault: 'its aliases stand for more than can be read; write out what they stand for' };
  }
}

type Raw = z.infer<typeof scenario>;
type Made = { readonly scenario: Scenario } | { readonly faults: readonly FileFault[] };

/** What one field alone does not show: people who are not on the staff, acts out of order, offsets that are none. */
function madeFrom(raw: Raw, faultOf: (path: Path, message: string) => FileFault, names: KnownNames | undefined): Made {
  const faults: FileFault[] = [];
  const wrong = (path: Path, message: string): void => void faults.push(faultOf(path, message));
  const people = new Set(raw.staff.map((one) => one.id));
  const offsets = offsetsAround(raw.timezone, raw.starts);
  const known = (id: string | undefined, path: Path): void => {
    if (id !== undefined && !people.has(id)) wrong(path, `nobody of the staff is called ${id}; name one of ${[...people].join(', ')}`);
  };
  known(raw.duty_supervisor, ['duty_supervisor']);
  raw.staff.forEach(({ id }, i) => {
    if (raw.staff.findIndex((one) => one.id === id) < i) wrong(['staff', i, 'id'], `${id} is on the staff already; give each person an id of their own`);
  });
  raw.holidays.forEach((date, i) => {
    if (dayOf(date) === undefined) wrong(['holidays', i], 'there is no such day; write a date as YYYY-MM-DD');
  });
  if (names) for (const { path, message } of wrongNames(raw, names)) wrong(path, message);
  let last = 0;
  const events = raw.events.map((one, i): ScenarioEvent => {
    const { line } = faultOf(['events', i], '');
    if (one.at < last) wrong(['events', i, 'at'], 'events stand in the order of their instants; this one is before the last');
    last = Math.max(last, one.at);
    if ('by' in one) known(one.by, ['events', i, 'by']);
    if (one.act === 'no_answer') known(one.member, ['events', i, 'member']);
    if (one.act !== 'seed') return { ...one, at: raw.starts + one.at, line } as ScenarioEvent;
    known(one.case?.owner, ['events', i, 'case', 'owner']);
    return { act: 'seed', at: raw.starts + one.at, line, ...(one.forms ? { forms: one.forms } : {}), ...(one.step === undefined ? {} : { step: one.step }), ...(one.case ? { case: seedOf(one.case, raw.starts, offsets) } : {}) };
  });
  const first = raw.events[0];
  if (first && first.act !== 'start' && first.act !== 'seed') wrong(['events', 0, 'act'], 'a scenario begins with act: start, which opens its case, or with act: seed');
  if (raw.run_until < last) wrong(['run_until'], 'it ends before its last event; write a later offset');
  if (faults.length > 0) return { faults };
  const { never_fires: neverFires, ...expect } = raw.expect;
  return {
    scenario: {
      id: raw.id, title: raw.title, starts: raw.starts, zone: raw.timezone, dutySupervisor: raw.duty_supervisor, staff: raw.staff, holidays: raw.holidays, events,
      runUntil: raw.starts + raw.run_until, expect: { ...expect, ...(neverFires ? { neverFires } : {}) } as Expected,
    },
  };
}

function seedOf({ opened_at: openedAt, ever_high: everHigh, ...rest }: NonNullable<Extract<Raw['events'][number], { act: 'seed' }>['case']>, starts: number, offsets: readonly ZoneOffset[]): SeedCase {
  const opened = openedAt === undefined ? undefined : (wallOffset(openedAt, starts, offsets) ?? instantOfText(openedAt));
  return { ...rest, ...(opened === undefined ? {} : { openedAt: opened }), ...(everHigh === undefined ? {} : { everHigh }) } as SeedCase;
}
