// Work that belongs to the case and to no run: measures, one for each row of a list that was handed in, and tasks that people
// have added. Each ends by what a person says of it; time only reminds, a day before it is due and when it is over.
import type { Person } from '../../protocol/case-state.ts';
import type { MeasureRef, PersonInput, SubmissionRef } from '../../protocol/input.ts';
import { personOf } from './moves.ts';
import { actingRoles } from './people.ts';
import { all, claimerOf, isOpen, last, named, openSteps, ownerOf, tell, type Opened, type Story } from './story.ts';

const nextStep = (story: Story): string => `s${all(story, '~opened').length + 1}`;
const ofCase = { run: '', frames: [], detached: true } as const;

/** A list was handed in: rows that are new are opened, those that stay go on, and open ones that are no longer in it are replaced. */
export function listHandedIn(story: Story, form: string, { id: submission, measures = {} }: SubmissionRef): void {
  const before = all(story, '~list').filter((l) => l.form === form && l.submission === all(story, '~recorded').filter((r) => r.form === form).at(-2)?.submission);
  for (const [field, rows] of Object.entries(measures)) {
    const node = `${form}.${field}`;
    const known = before.filter((l) => l.field === field).flatMap((l) => l.rows);
    const open = openSteps(story).filter((s) => s.as === 'measure' && s.node === node);
    for (const step of open) if (!rows.some((row) => row.id === step.row)) ended(story, step, 'replaced');
    for (const row of rows) {
      const step = open.find((s) => s.row === row.id);
      if (step) goesOn(story, step, row, submission);
      else if (!known.includes(row.id)) begins(story, { form, field }, row, submission);
    }
    tell(story, { kind: '~list', form, field, submission, rows: rows.map((row) => row.id) });
  }
}

function begins(story: Story, { form, field }: { readonly form: string; readonly field: string }, row: MeasureRef, submission: string): void {
  const step: Opened = { kind: '~opened', step: nextStep(story), node: `${form}.${field}`, as: 'measure', row: row.id, ...ofCase };
  tell(story, step);
  tell(story, { kind: '~stands', step: step.step, submission });
  tell(story, { kind: 'measureOpened', form, field, row: row.id, ...(row.owner ? { owner: personOf(row.owner) } : {}), ...named(story, step) });
  if (row.due !== undefined) dueAt(story, step, row.due, 'opened');
}

function goesOn(story: Story, step: Opened, row: MeasureRef, submission: string): void {
  tell(story, { kind: '~stands', step: step.step, submission });
  if (!isSame(row.owner, claimerOf(story, step.step))) tell(story, { kind: 'measureGiven', ...(row.owner ? { to: personOf(row.owner) } : {}), ...named(story, step) });
  const set = last(story, 'deadlineSet', (d) => d.step === step.step);
  const dropped = last(story, 'deadlineDropped', (d) => d.step === step.step);
  const due = story.happenings.findLast(({ what }) => what === set || what === dropped)?.what === set ? set?.anchorAt : undefined;
  if (row.due === due) return;
  if (row.due === undefined) tell(story, { kind: 'deadlineDropped', ...named(story, step) });
  else dueAt(story, step, row.due, 'resubmitted');
}

export function addTask(story: Story, act: Extract<PersonInput, { kind: 'addTask' }>): void {
  const roles = [...new Set(act.roles)].sort();
  const step: Opened = { kind: '~opened', step: nextStep(story), node: act.title.id, as: 'added', roles, ...ofCase };
  tell(story, step);
  tell(story, { kind: 'taskAdded', by: personOf(act.actor), roles, textId: act.title.id, ...(act.limit.kind === 'none' ? { reasonId: act.limit.reason.id } : {}), ...named(story, step) });
  if (act.limit.kind === 'due') dueAt(story, step, act.limit.due, 'opened');
}

function dueAt(story: Story, step: Opened, due: number, why: 'opened' | 'resubmitted'): void {
  tell(story, { kind: 'deadlineSet', rule: 0, anchorAt: due, due, why, ...named(story, step) });
}

/** What somebody says of it. */
export function caseWorkOver(story: Story, step: Opened, act: Extract<PersonInput, { kind: 'complete' }>): void {
  const why = act.reason ? { reasonId: act.reason.id } : {};
  if (step.as === 'measure') return ended(story, step, act.outcome === 'done' ? 'done' : 'notDone', why);
  tell(story, { kind: 'stepCompleted', outcome: act.outcome, by: personOf(act.actor), ...why, ...named(story, step) });
  tell(story, { kind: '~closed', step: step.step });
}

function ended(story: Story, step: Opened, how: 'done' | 'notDone' | 'replaced', why: { readonly reasonId?: string } = {}): void {
  const submission = last(story, '~stands', (s) => s.step === step.step)?.submission;
  tell(story, { kind: 'measureEnded', how, ...(story.actor ? { by: personOf(story.actor) } : {}), ...(submission !== undefined ? { submissionId: submission } : {}), ...why, ...named(story, step) });
  if (isOpen(story, step.step)) tell(story, { kind: '~closed', step: step.step });
}

/** Whoever has it is told before; when it is over they and the owner of the case. */
export function remind(story: Story, step: Opened, timer: 'warn' | 'limit', said: { readonly due: number; readonly handledAt: number }): void {
  const owner = personOf(ownerOf(story));
  const claimer = claimerOf(story, step.step);
  const ref = { ...said, ...named(story, step) };
  if (timer === 'warn') {
    const persons = claimer ? [personOf(claimer)] : step.as === 'measure' ? [owner] : [];
    return tell(story, { kind: 'deadlineWarned', persons, roles: persons.length > 0 ? [] : actingRoles(story, step), ...ref });
  }
  tell(story, { kind: 'deadlinePassed', ...ref });
  const told = step.as === 'measure' ? [claimer ?? owner, owner] : [owner, claimer ?? owner];
  tell(story, { kind: 'personsTold', persons: [...new Set(told.map((p) => p.personId))], about: step.as === 'measure' ? 'measureOverdue' : 'taskOverdue', step: step.step });
}

const isSame = (a: Person | undefined, b: Person | undefined): boolean => a?.personId === b?.personId && a?.agencyId === b?.agencyId;
