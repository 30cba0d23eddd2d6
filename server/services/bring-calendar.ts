// Brings the newest version of a calendar to the open limits that count in an older one, case by case: an earlier due is
// always taken, a later one only where the person says so and may extend. What a case refuses stands in the answer.
import type { PersonInput, TextRef } from '../../protocol/input.ts';
import { readCalendar } from '../../protocol/read-calendar.ts';
import type { PlanCalendar } from '../../protocol/plan.ts';
import type { BroughtCalendar } from '../contract-clocks.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError, problemTexts } from '../problems.ts';
import type { Signed } from '../signed.ts';
import { derivedId } from './acts.ts';
import { limitsBehind, newestCalendars, planKey } from './calendars.ts';
import { send } from './case-gateway.ts';
import { show } from './show.ts';
import { rosterOf, standingOf } from './standing.ts';

export interface Bringing {
  readonly key: string;
  readonly version: number;
  readonly later: boolean;
  readonly reason: string;
}
type CaseResult = BroughtCalendar['cases'][number];
type Found = { readonly id: string; readonly reference: string | null; readonly title: string; readonly unitId: string };

export async function bringCalendar(deps: AppDeps, { signed, now }: { readonly signed: Signed; readonly now: number }, asked: Bringing): Promise<BroughtCalendar> {
  const { calendar, cases } = await deps.db.withActor(signed.actor, async (tx) => {
    const newest = (await newestCalendars(tx, [signed.agencyId])).find((c) => c.calendar.key === asked.key);
    if (newest === undefined) throw new ProblemError('not_found');
    if (newest.version !== asked.version) throw new ProblemError('conflict');
    const key = planKey(newest.agency.key, asked.key);
    const ids = [...new Set((await limitsBehind(tx, key, newest.version)).map((limit) => limit.caseId))];
    const found = await tx.case.findMany({ where: { id: { in: ids } }, orderBy: { openedAt: 'asc' }, select: { id: true, reference: true, title: true, unitId: true } });
    return { calendar: readCalendar(newest.calendar, { key, version: newest.version }).calendar, cases: found };
  });
  const results: CaseResult[] = [];
  for (const found of cases) results.push(await bringTo(deps, { signed, now }, { found, calendar, asked }));
  return { cases: results };
}

async function bringTo(deps: AppDeps, { signed, now }: { readonly signed: Signed; readonly now: number }, { found, calendar, asked }: { readonly found: Found; readonly calendar: PlanCalendar; readonly asked: Bringing }): Promise<CaseResult> {
  const { id: caseId, reference, title } = found;
  const author = { personId: signed.person.id, agencyId: signed.agencyId };
  const inputId = derivedId(`calendar ${calendar.key} ${calendar.version} ${asked.later ? 'later' : 'earlier'} brought to ${caseId} by ${author.personId}`);
  const prepared = await deps.db.withActor(signed.actor, async (tx) => {
    const { id, hash, at } = await deps.content.store(tx, { caseId, inputId, part: 'reason', author, at: now, value: asked.reason });
    const reason: TextRef = { id, hash };
    const actor = standingOf(await rosterOf(tx, found.unitId, now), author, []);
    const input: PersonInput = { kind: 'calendar', id: inputId, actor, calendar, later: asked.later, reason };
    return { input, at: Math.min(now, at) };
  });
  const sent = await send(deps.temporal, caseId, prepared);
  const result = { id: caseId, reference, title, moved: 0, kept: 0 };
  if (sent.kind === 'unknown') return { ...result, refused: problemTexts.not_confirmed.text };
  if (sent.kind === 'refused') return { ...result, refused: problemTexts[sent.code].text };
  await show(deps, caseId, sent.answer.transitions);
  const entries = sent.answer.transitions.at(-1)?.entries ?? [];
  return { ...result, moved: entries.filter((e) => e.kind === 'deadlineSet').length, kept: entries.filter((e) => e.kind === 'deadlineKept').length, refused: null };
}
