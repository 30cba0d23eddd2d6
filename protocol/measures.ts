// Measures as work of the case: each row of a list of measures that was handed in is an open step of its own, outside any run,
// so that it outlives the protocol that drew it up. It ends by being done, by not being done with a reason, or by a later
// submission of the list that no longer has it; a row that stays in the list goes on as it is. Time only reminds.
import type { FormRecord, Step } from './case-state.ts';
import { setDueAt } from './clock.ts';
import type { Due } from './due.ts';
import { removeStep } from './flow.ts';
import type { MeasureRef, PersonInput, SubmissionRef } from './input.ts';
import { refuse } from './kinds/kind.ts';
import type { Refusal } from './refusal.ts';
import { stoppedAtOpening } from './stop-clock.ts';
import { dayInMs } from './time.ts';
import { personOf, samePerson, stepRef, type Mutable, type Work } from './work.ts';

type Kept = NonNullable<FormRecord['measures']>;

/** Brings the open measures of a form in line with what was just handed in; what is kept of the lists goes into its record. */
export function followMeasures(work: Work, formId: string, form: SubmissionRef, of: { readonly before: Kept; readonly drawn: readonly string[]; readonly label: (field: string) => string }): Kept {
  const kept: Record<string, Kept[string]> = {};
  for (const field of listsIn(form, of.drawn)) {
    const rows = form.measures?.[field] ?? [];
    kept[field] = { label: of.label(field), rows: rows.map((row) => row.id) };
    const earlier = Object.hasOwn(of.before, field) ? (of.before[field]?.rows ?? []) : [];
    const open = work.state.steps.filter((s) => s.measure?.form === formId && s.measure.field === field);
    for (const step of open) if (!rows.some((row) => row.id === step.measure?.row)) end(work, step, 'replaced', {});
    for (const [index, row] of rows.entries()) {
      const step = open.find((s) => s.measure?.row === row.id);
      if (step) goOn(work, step, { row, index, of: rows.length, submissionId: form.id, label: of.label(field) });
      // A row that was in the list before and is not open has ended: handing the list in again does not open it anew.
      else if (!earlier.includes(row.id)) begin(work, { formId, field, row, index, of: rows.length, submissionId: form.id, label: of.label(field) });
    }
  }
  return kept;
}

/** In the order drawn, never in that of the names in an input: a journal that is read back has them in another. */
function listsIn({ measures = {} }: SubmissionRef, drawn: readonly string[]): readonly string[] {
  return [...drawn.filter((field) => Object.hasOwn(measures, field)), ...Object.keys(measures).filter((field) => !drawn.includes(field)).sort()];
}

/** A person says what has become of a measure: whoever has it, the owner of the case, or a supervisor. */
export function endMeasure(work: Work, step: Mutable<Step>, act: PersonInput): Refusal | undefined {
  if (act.kind !== 'complete') return refuse('wrong_act', 'a measure is done, or not done for a reason');
  const { actor } = act;
  const isTheirs = samePerson(step.claimedBy, actor) || work.state.owner.personId === actor.personId || actor.rights.includes('supervise');
  if (!isTheirs && step.claimedBy) return refuse('claimed', 'somebody else has this measure in hand; ask them, or the owner of the case', step.claimedBy.personId);
  if (!isTheirs) return refuse('not_authorized', 'a measure nobody has in hand is the work of the owner of the case');
  if (act.outcome !== 'done' && act.outcome !== 'notDone') return refuse('bad_outcome', 'a measure ends as done or as not done; choose one of them', act.outcome);
  if (act.form) return refuse('unknown_field', 'a measure has no form; send the outcome alone');
  if (act.outcome === 'notDone' && !act.reason) return refuse('missing_required', 'say in words why it was not done', 'reason');
  end(work, step, act.outcome, act.reason ? { reasonId: act.reason.id } : {});
  return undefined;
}

/** A day before it is due whoever has it is told, after it they and the owner of the case. */
export function remindOfMeasure(work: Work, step: Mutable<Step>, due: Due, handledAt: number): void {
  const said = { due: due.due, handledAt, ...stepRef(work, step) };
  const theirs = step.claimedBy ?? work.state.owner;
  if (due.timer === 'warn') {
    work.entries.push({ kind: 'deadlineWarned', persons: [personOf(theirs)], roles: [], ...said });
    return;
  }
  work.state.breaches += 1;
  work.entries.push({ kind: 'deadlinePassed', ...said });
  work.entries.push({ kind: 'personsTold', persons: [...new Set([theirs.personId, work.state.owner.personId])], about: 'measureOverdue', step: step.id });
}

export const openMeasures = (work: Work): number => work.state.steps.filter((s) => s.kind === 'measure').length;

// helpers

interface Row {
  readonly row: MeasureRef;
  readonly index: number;
  readonly of: number;
  readonly submissionId: string;
  readonly label: string;
}

function begin(work: Work, { formId, field, row, index, of, submissionId, label }: Row & { readonly formId: string; readonly field: string }): void {
  const step: Mutable<Step> = {
    id: `s${work.state.next.step++}`, runId: '', node: `${formId}.${field}`, kind: 'measure', title: `${label} (${index + 1} of ${of})`, visit: 1, openedAt: work.at, path: [], detached: true, letIn: [], ...stoppedAtOpening(work.state, work.at),
    ...(row.owner ? { claimedBy: personOf(row.owner) } : {}),
    measure: { form: formId, field, row: row.id, index, submissionId },
  };
  work.state.steps.push(step);
  work.entries.push({ kind: 'measureOpened', form: formId, field, row: row.id, ...(row.owner ? { owner: personOf(row.owner) } : {}), ...stepRef(work, step) });
  if (row.due !== undefined) setDue(work, step, row.due, 'opened');
}

function goOn(work: Work, step: Mutable<Step>, { row, index, of, submissionId, label }: Row): void {
  step.title = `${label} (${index + 1} of ${of})`;
  if (step.measure) step.measure = { ...step.measure, index, submissionId };
  const isOwner = row.owner ? samePerson(row.owner, step.claimedBy) : step.claimedBy === undefined;
  if (!isOwner) {
    if (row.owner) step.claimedBy = personOf(row.owner);
    else delete step.claimedBy;
    work.entries.push({ kind: 'measureGiven', ...(row.owner ? { to: personOf(row.owner) } : {}), ...stepRef(work, step) });
  }
  if (row.due === step.clock?.anchorAt) return;
  if (row.due === undefined) {
    delete step.clock;
    work.entries.push({ kind: 'deadlineDropped', ...stepRef(work, step) });
  } else setDue(work, step, row.due, 'resubmitted');
}

function setDue(work: Work, step: Mutable<Step>, due: number, why: 'opened' | 'resubmitted'): void {
  setDueAt(work, step, due, { why, reminds: due - dayInMs >= work.at });
}

function end(work: Work, step: Mutable<Step>, how: 'done' | 'notDone' | 'replaced', reason: { readonly reasonId?: string }): void {
  const by = work.actor ? personOf(work.actor) : null;
  work.entries.push({ kind: 'measureEnded', how, ...(by ? { by } : {}), ...(step.measure ? { submissionId: step.measure.submissionId } : {}), ...reason, ...stepRef(work, step) });
  removeStep(work, step, { state: 'done', outcome: how, by, ...reason });
}
