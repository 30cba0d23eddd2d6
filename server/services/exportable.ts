// All of a case that can go out to a court, item by item, as a person reads it: every submission of every form, also those that
// were corrected later, and every entry of the journal with the words that go with it. Read under the rights of whoever asks, today.
import type { Entry } from '../../protocol/entry.ts';
import type { CourtItem, CourtSection } from '../../protocol/court-export/court-export.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { TimelineItem } from '../contract-cases.ts';
import { ProblemError } from '../problems.ts';
import { timeline } from './case-view.ts';
import type { StoredContent } from './content.ts';
import { namesFor } from './names.ts';
import type { Names } from './names.ts';
import { movesOf } from './plans-over-time.ts';
import { plansByHash } from './plans.ts';
import { isUuid, valuesOf } from './step-view.ts';
import type { Viewing } from './step-view.ts';
import { valueWords } from './words.ts';

export type ExportableItem = CourtItem & { readonly sensitivity: string };
export interface ExportableCase {
  readonly reference: string | null;
  readonly title: string;
  readonly unit: { readonly id: string; readonly name: string; readonly zone: string };
  readonly agency: string;
  readonly through: number;
  /** Of the journal's chain, after that transition. */
  readonly head: string;
  readonly sections: readonly CourtSection<ExportableItem>[];
}
type Submitted = Extract<Entry, { kind: 'formSubmitted' | 'formCorrected' }>;

export async function exportableCase(viewing: Viewing, id: string): Promise<ExportableCase> {
  const { tx, content } = viewing;
  const row = await tx.case.findUnique({ where: { id }, include: { unit: true, runs: true } });
  if (row === null || row.openedAt === null || row.transition === null) throw new ProblemError('not_found');
  const last = row.transition;
  const lines = (await wholeTimeline(viewing, id)).filter((line) => line.number <= last);
  const submitted = lines.flatMap((line) => line.entries.flatMap(({ data }, index) => (data.kind === 'formSubmitted' || data.kind === 'formCorrected' ? [{ line, index, entry: data }] : [])));
  const stored = await content.read(tx, id, submitted.map(({ entry }) => entry.submissionId));
  const said = [...stored.values()].flatMap((one) => Object.values(valuesOf(one)).flat()).filter((value) => typeof value === 'string');
  const measured = [...stored.values()].flatMap((one) => Object.values(valuesOf(one)).flat()).flatMap((value) => (typeof value === 'object' && value !== null && 'owner' in value && typeof value.owner === 'string' ? [value.owner] : []));
  const names = await namesFor(tx, [...said, ...measured].filter(isUuid), [row.agencyId]);
  const plans = [...(await plansByHash(tx, [...row.runs.map((run) => run.plan), ...(await movesOf(tx, id)).map((move) => move.from)])).values()].map((published) => published.plan);
  const head = await tx.journal.findUniqueOrThrow({ where: { caseId_number: { caseId: id, number: row.transition } }, select: { hash: true } });
  return {
    reference: row.reference, title: row.title, unit: { id: row.unit.id, name: row.unit.name, zone: row.unit.zone }, agency: names.agency(row.agencyId).name, through: row.transition, head: head.hash,
    sections: [
      { title: 'The case', items: [told('case.title', 'Title', row.title), told('case.unit', 'Unit', row.unit.name), told('case.opened', 'Opened', row.openedAt.toISOString(), row.openedAt.toISOString())] },
      ...submitted.map(({ line, index, entry }) => ({ title: titleOf(plans, entry), items: formItems({ id: `form.${line.number}.${index}`, line, entry, stored: stored.get(entry.submissionId), plans, names }) })),
      { title: 'What has happened', items: lines.flatMap(entryItems) },
    ],
  };
}

// helpers

async function wholeTimeline(viewing: Viewing, id: string): Promise<readonly TimelineItem[]> {
  const lines: TimelineItem[] = [];
  for (;;) {
    const part = await timeline(viewing, id, lines.at(-1)?.number ?? 0);
    lines.push(...part.items);
    if (part.items.length === 0 || (lines.at(-1)?.number ?? 0) >= part.last) return lines;
  }
}

const told = (id: string, label: string, value: string | null, at: string | null = null, sensitivity = 'none'): ExportableItem => ({ id, label, at, value, sensitivity });
const actorOf = ({ actor, agency }: TimelineItem): string => (actor === null ? 'Time' : agency === null ? actor.name : `${actor.name}, ${agency.name}`);

function entryItems(line: TimelineItem): ExportableItem[] {
  return line.entries.flatMap((entry, index) => [
    told(`entry.${line.number}.${index}`, `Transition ${line.number}`, `${actorOf(line)}: ${entry.sentence}`, line.at),
    ...(entry.text === null ? [] : [told(`text.${line.number}.${index}`, `Words with transition ${line.number}`, entry.text, line.at)]),
  ]);
}

const planOf = (plans: readonly Plan[], form: string): Plan | undefined => plans.findLast((plan) => Object.hasOwn(plan.forms, form));
const titleOf = (plans: readonly Plan[], { form, kind }: Submitted): string => `Form: ${planOf(plans, form)?.forms[form]?.title ?? form}${kind === 'formCorrected' ? ', corrected' : ''}`;

interface FormAsked {
  readonly id: string;
  readonly line: TimelineItem;
  readonly entry: Submitted;
  readonly stored: StoredContent | undefined;
  readonly plans: readonly Plan[];
  readonly names: Names;
}
function formItems({ id, line, entry, stored, plans, names }: FormAsked): ExportableItem[] {
  const by = told(`${id}.by`, 'Recorded by', actorOf(line), line.at);
  const plan = planOf(plans, entry.form);
  if (stored === undefined) return [by, told(`${id}.all`, 'All fields', null)];
  const values = valuesOf(stored);
  const fields = plan?.forms[entry.form]?.fields ?? [];
  const known = fields.flatMap((field) => {
    const words = plan && valueWords(field, values[field.name], { plan, person: (person) => names.person(person, '').name });
    return words === undefined ? [] : [told(`${id}.${field.name}`, field.label || field.name, words, null, field.sensitivity)];
  });
  return [by, ...known];
}
