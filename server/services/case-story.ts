// What the journal of a case tells that no row of the projection keeps: forms as last submitted, who asked for a run, what
// an approval is about, offers made before. One pass over the entries, in the order the engine made them.
import type { Tx } from '../../prisma/connect.ts';
import type { Person } from '../../protocol/case-state.ts';
import type { RoutingValue } from '../../protocol/condition.ts';
import type { Entry } from '../../protocol/entry.ts';
import { areMeasures } from '../../protocol/measure-rows.ts';
import { formOn } from '../../protocol/node-parts.ts';
import type { Plan, PlanNode } from '../../protocol/plan.ts';

export interface RecordedForm {
  readonly form: string;
  readonly submissionId: string;
  readonly hash: string;
  readonly fields: Readonly<Record<string, RoutingValue>>;
  readonly at: number;
  readonly by: Person | null;
  readonly corrected: boolean;
}

export interface StoryLine {
  readonly number: number;
  readonly at: number;
  readonly kind: string;
  readonly by: Person | null;
  readonly entries: readonly Entry[];
}

export interface Story {
  readonly lines: readonly StoryLine[];
  readonly forms: ReadonlyMap<string, RecordedForm>;
  /** What steps have worked out, by step. */
  readonly computed: ReadonlyMap<string, Readonly<Record<string, RoutingValue>>>;
  /** Of the step of each measure: its list, its row, and (once it has ended) the submission it last stood in. */
  readonly measures: ReadonlyMap<string, { readonly form: string; readonly field: string; readonly row: string; readonly submissionId?: string }>;
  /** Who asked for each run; of a run that another started, who asked for that one when time did it. */
  readonly requesters: ReadonlyMap<string, Person>;
}

/** `until`, epoch ms: as it was told then. */
export async function storyOf(tx: Tx, caseId: string, until?: number): Promise<Story> {
  const rows = await tx.journal.findMany({ where: { caseId, ...(until !== undefined && { at: { lte: new Date(until) } }) }, orderBy: { number: 'asc' }, select: { number: true, at: true, kind: true, personId: true, agencyId: true, entries: true } });
  const lines = rows.map((row): StoryLine => ({ number: row.number, at: row.at.getTime(), kind: row.kind, by: row.personId !== null && row.agencyId !== null ? { personId: row.personId, agencyId: row.agencyId } : null, entries: row.entries as unknown as readonly Entry[] }));
  const forms = new Map<string, RecordedForm>();
  const computed = new Map<string, Readonly<Record<string, RoutingValue>>>();
  const measures = new Map<string, { form: string; field: string; row: string; submissionId?: string }>();
  const requesters = new Map<string, Person>();
  let owner: Person | null = null;
  for (const line of lines) {
    for (const entry of line.entries) {
      if (entry.kind === 'caseOpened') owner = entry.owner;
      if (entry.kind === 'formSubmitted' || entry.kind === 'formCorrected') forms.set(entry.form, recorded(line, entry));
      if (entry.kind === 'eachEnded' || entry.kind === 'handoffSettled' || entry.kind === 'tableDecided' || entry.kind === 'serviceAnswered') computed.set(entry.node, entry.fields);
      if (entry.kind === 'measureOpened') measures.set(entry.step, { form: entry.form, field: entry.field, row: entry.row });
      const measure = entry.kind === 'measureEnded' ? measures.get(entry.step) : undefined;
      if (measure && entry.kind === 'measureEnded' && entry.submissionId !== undefined) measure.submissionId = entry.submissionId;
      const asker = entry.kind === 'runStarted' ? (line.by ?? owner) : null;
      if (entry.kind === 'runStarted' && asker !== null) requesters.set(entry.run, asker);
    }
  }
  return { lines, forms, computed, measures, requesters };
}

function recorded(line: StoryLine, entry: Extract<Entry, { kind: 'formSubmitted' | 'formCorrected' }>): RecordedForm {
  return { form: entry.form, submissionId: entry.submissionId, hash: entry.hash, fields: entry.fields, at: line.at, by: line.by, corrected: entry.kind === 'formCorrected' };
}

/** Form -> what an open approval is about now: what was recorded when it opened, as it was last submitted or corrected. */
export function contentOf(story: Story, of: { readonly plan: Plan; readonly node: Extract<PlanNode, { kind: 'approval' }>; readonly step: string; readonly run: string }): ReadonlyMap<string, RecordedForm> {
  const latest = new Map<string, RecordedForm>();
  const submittedInRun = new Set<string>();
  const runOfStep = new Map<string, string>();
  let content: Map<string, RecordedForm> | undefined;
  for (const line of story.lines) {
    let started: string | undefined;
    for (const entry of line.entries) {
      if (entry.kind === 'runStarted') started = entry.run;
      // In another version it may be about other forms.
      if (entry.kind === 'runMigrated' && entry.run === of.run && content) content = pick(latest, of.node.about ?? lastFormsBefore(of.plan, of.node.id, submittedInRun));
      if (entry.kind === 'stepOpened') {
        runOfStep.set(entry.step, entry.run);
        if (entry.step === of.step) content = pick(latest, of.node.about ?? lastFormsBefore(of.plan, of.node.id, submittedInRun));
      }
      if (entry.kind !== 'formSubmitted' && entry.kind !== 'formCorrected') continue;
      const form = recorded(line, entry);
      latest.set(entry.form, form);
      if (content?.has(entry.form)) content.set(entry.form, form);
      const run = entry.kind === 'formSubmitted' ? (entry.step === undefined ? started : runOfStep.get(entry.step)) : undefined;
      if (run === of.run) submittedInRun.add(entry.form);
    }
  }
  return content ?? new Map();
}

function pick(latest: ReadonlyMap<string, RecordedForm>, forms: readonly string[]): Map<string, RecordedForm> {
  return new Map(forms.flatMap((form) => {
    const found = latest.get(form);
    return found === undefined ? [] : [[form, found] as const];
  }));
}

/** The form last submitted on each path that leads to the approval in its run: the engine's rule, asked from outside. */
function lastFormsBefore(plan: Plan, nodeId: string, submitted: ReadonlySet<string>): readonly string[] {
  const before = (id: string): string[] => Object.values(plan.nodes).filter((node) => Object.values(node.next).includes(id)).map((node) => node.id);
  const forms = new Set<string>();
  const seen = new Set<string>();
  const queue = before(nodeId);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = plan.nodes[id];
    const form = node && formOn(node);
    if (form !== undefined && submitted.has(form)) forms.add(form);
    else queue.push(...before(id));
  }
  return [...forms].sort();
}

/** The submission in which the words of a measure stand. */
export function submissionOfMeasure(story: Story, step: string): string | undefined {
  const measure = story.measures.get(step);
  return measure && (measure.submissionId ?? story.forms.get(measure.form)?.submissionId);
}

/** What is to be done, of a measure whose submission has been read. */
export function wordsOfMeasure(story: Story, step: string, valuesOf: (submissionId: string) => Readonly<Record<string, unknown>>): string | null {
  const measure = story.measures.get(step);
  const rows = measure && valuesOf(submissionOfMeasure(story, step) ?? '')[measure.field];
  return areMeasures(rows) ? (rows.find((row) => row.id === measure?.row)?.title ?? null) : null;
}

/** Is this step paused itself? Its case may be besides. */
export function isPaused(story: Story, step: string): boolean {
  const said = story.lines.flatMap((line) => line.entries.filter((e) => (e.kind === 'paused' || e.kind === 'resumed') && e.target.kind === 'step' && e.target.step === step));
  return said.at(-1)?.kind === 'paused';
}
