// Access that is given for a time. A protocol draws it for the holders of roles, with an end that comes by itself: a duration
// after the run began, or a date that is recorded. A joint request gives it to the agency that accepts, as long as its run
// lives. Time takes access away and never gives it back; what the case is worked on by is not touched.
import type { Grant, Run, Step } from './case-state.ts';
import type { GrantDrawn } from './draft.ts';
import { factsOf } from './facts.ts';
import type { PlanNodeOf } from './plan.ts';
import { unique } from './people.ts';
import { addDuration } from './time.ts';
import { planOf, type Mutable, type Work } from './work.ts';

/** After every transition: gives what is drawn and has its end recorded, and follows a date that was corrected. */
export function followGrants(work: Work): void {
  for (const grant of work.state.grants ?? []) showNewest(work, grant);
  for (const run of work.state.runs) {
    if (run.main !== 'live') continue;
    for (const drawn of planOf(work, run).grants ?? []) {
      const until = endOf(work, run, drawn);
      const given = work.state.grants?.find((g) => g.run === run.id && g.name === drawn.id);
      if (given) moveEnd(work, given, until);
      else if (until !== undefined && until > work.at && !(run.granted ?? []).includes(drawn.id)) giveDrawn(work, run, drawn, until);
    }
  }
}

/** The other agency becomes a member of the case with the named fields, until the run ends. */
export function giveJoint(work: Work, run: Mutable<Run>, node: PlanNodeOf<'handoff'>, step: Step, agencyId: string): void {
  give(work, run, { name: node.id, title: step.title, relation: 'joint', agencies: [agencyId], roles: [...node.to], fields: [...(node.joint ?? [])] });
}

/** The date has come, as a deadline does. */
export function lapseAtDate(work: Work, id: string, said: { readonly due: number; readonly handledAt: number }): void {
  const grant = work.state.grants?.find((g) => g.id === id);
  if (grant) lapse(work, grant, { why: 'date', ...said });
}

/** A joint membership ends with the run that gave it. */
export function endJoint(work: Work, run: Run): void {
  for (const grant of work.state.grants?.filter((g) => g.run === run.id && g.relation === 'joint') ?? []) lapse(work, grant, { why: 'runEnded' });
}

export function endAllGrants(work: Work): void {
  for (const grant of work.state.grants ?? []) lapse(work, grant, { why: 'purged' });
}

// helpers

function endOf(work: Work, run: Run, { ends }: GrantDrawn): number | undefined {
  const plan = planOf(work, run);
  if (ends.kind === 'after') return addDuration(run.startedAt, ends.after, plan.unit.offsets);
  const value = factsOf(work.state, plan, run, work.at).field(ends.ref);
  return typeof value === 'number' ? value : undefined;
}

function giveDrawn(work: Work, run: Mutable<Run>, { id, title, roles, fields }: GrantDrawn, until: number): void {
  const plan = planOf(work, run);
  run.granted = [...(run.granted ?? []), id];
  give(work, run, { name: id, title, relation: 'grant', agencies: unique(roles.flatMap((role) => plan.roles[role]?.agencies ?? [])), roles: [...roles], fields: [...fields], until });
}

function give(work: Work, run: Run, what: Omit<Grant, 'id' | 'run' | 'protocol' | 'shown'>): void {
  const { state } = work;
  const number = (state.next.grant ?? 0) + 1;
  state.next.grant = number;
  const grant: Grant = { id: `g${number}`, run: run.id, protocol: run.key, ...what, shown: shownNow(work, what.fields) };
  state.grants = [...(state.grants ?? []), grant as Mutable<Grant>];
  state.grantedAgencies = unique([...(state.grantedAgencies ?? []), ...what.agencies]);
  const { id, ...rest } = grant;
  work.entries.push({ kind: 'grantGiven', grant: id, ...rest, shown: { ...grant.shown } });
}

/** Of each of these forms and fields: the submission it is in, as it holds now. */
export function shownNow(work: Work, refs: readonly string[]): Record<string, string> {
  return Object.fromEntries(refs.flatMap((ref) => {
    const form = ref.split('.')[0] ?? '';
    const record = Object.hasOwn(work.state.forms, form) ? work.state.forms[form] : undefined;
    return record ? [[ref, record.submissionId] as const] : [];
  }));
}

/** A form that is handed in or corrected is shown as it holds. */
function showNewest(work: Work, grant: Mutable<Grant>): void {
  const shown = shownNow(work, grant.fields);
  if (Object.keys(shown).every((ref) => grant.shown[ref] === shown[ref])) return;
  grant.shown = shown;
  work.entries.push({ kind: 'grantShows', grant: grant.id, run: grant.run, protocol: grant.protocol, name: grant.name, shown: { ...shown } });
}

function moveEnd(work: Work, grant: Mutable<Grant>, until: number | undefined): void {
  if (until === undefined || until === grant.until) return;
  grant.until = until;
  if (until <= work.at) lapse(work, grant, { why: 'date' });
  else work.entries.push({ kind: 'grantMoved', grant: grant.id, run: grant.run, protocol: grant.protocol, name: grant.name, until });
}

function lapse(work: Work, grant: Grant, how: { readonly why: 'date' | 'runEnded' | 'purged'; readonly due?: number; readonly handledAt?: number }): void {
  const left = (work.state.grants ?? []).filter((g) => g.id !== grant.id);
  if (left.length > 0) work.state.grants = left;
  else delete work.state.grants;
  work.entries.push({ kind: 'grantLapsed', grant: grant.id, run: grant.run, protocol: grant.protocol, name: grant.name, title: grant.title, ...how });
}
