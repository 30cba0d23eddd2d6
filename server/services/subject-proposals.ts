// Who may be the same person: proposed with why and with what speaks against it, within one unit and of what the reader may see. What
// a person has declined with a reason is not proposed again. Nothing here changes anything.
import type { Tx } from '../../prisma/connect.ts';
import type { Field } from '../../protocol/draft.ts';
import type { CaseSubjects, SubjectView } from '../contract-subjects.ts';
import { likeness, namedIn, type Likeness } from '../subjects/alike.ts';
import { nameTokens, namesIn, recordTokens } from '../subjects/name-keys.ts';
import { plansByHash } from './plans.ts';
import { casesCounted, familiesOf, foundBy, knownSubjects, rootsOf, type Known, type Looking } from './subject-records.ts';

const proposedAtMost = 10;

/** Other records of the unit that may be of the same person as these, which are one. */
export async function likeSubjects(looking: Looking, own: readonly Known[]): Promise<SubjectView['proposals']> {
  const [first] = own;
  if (first === undefined) return [];
  const ownIds = own.map((one) => one.row.id);
  const declined = await declinedPairs(looking.tx, ownIds);
  const found = await foundBy(looking, first.row.unitId, own.flatMap((one) => recordTokens(one.record)));
  const others = await knownSubjects(looking, found.filter((id) => !ownIds.includes(id) && !declined.has(id)));
  const best = await bestByRoot(looking.tx, [...others.values()], (other) => own.map((one) => likeness(one.record, other.record)));
  return (await shownOf(looking, best, (root) => !ownIds.includes(root) && !declined.has(root))).map(({ row, why, against, cases, record }) => ({ id: row.id, name: record.name, birthDate: record.birthDate, cases, why: [...why], against: [...against] }));
}

async function declinedPairs(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.subjectEntry.findMany({ where: { kind: 'declined', OR: [{ subjectId: { in: [...ids] } }, { otherId: { in: [...ids] } }] }, select: { subjectId: true, otherId: true } });
  return new Set(rows.flatMap((row) => [row.subjectId, row.otherId ?? '']).filter((id) => !ids.includes(id)));
}

/** Persons recorded before whom the case may be about: its forms name them, or they are like who is linked already. */
export async function personsForCase(looking: Looking, at: { readonly caseId: string; readonly unitId: string; readonly words: readonly string[]; readonly linked: readonly Known[] }): Promise<CaseSubjects['persons']> {
  const { tx } = looking;
  const declined = new Set((await tx.subjectEntry.findMany({ where: { kind: 'declined', caseId: at.caseId }, select: { subjectId: true } })).map((row) => row.subjectId));
  const linkedRoots = new Set((await rootsOf(tx, at.linked.map((one) => one.row.id))).values());
  const found = await foundBy(looking, at.unitId, at.words.flatMap(nameTokens));
  const others = await knownSubjects(looking, found);
  const best = await bestByRoot(tx, [...others.values()], (other) => [namedIn(at.words, other.record)]);
  return (await shownOf(looking, best, (root) => !linkedRoots.has(root) && !declined.has(root))).map(({ row, why, against, cases, record }) => ({ id: row.id, name: record.name, birthDate: record.birthDate, cases, why: [...why], against: [...against] }));
}

/** Of records that are one, the likeness that says most. */
async function bestByRoot(tx: Tx, others: readonly Known[], likenesses: (other: Known) => readonly (Likeness | undefined)[]): Promise<Map<string, Likeness>> {
  const roots = await rootsOf(tx, others.map((one) => one.row.id));
  const best = new Map<string, Likeness>();
  for (const other of others) {
    const root = roots.get(other.row.id) ?? other.row.id;
    for (const like of likenesses(other)) if (like !== undefined && like.weight > (best.get(root)?.weight ?? 0)) best.set(root, like);
  }
  return best;
}

async function shownOf(looking: Looking, best: ReadonlyMap<string, Likeness>, isWanted: (root: string) => boolean) {
  const chosen = [...best].filter(([root]) => isWanted(root)).sort(([, a], [, b]) => b.weight - a.weight).slice(0, proposedAtMost);
  const known = await knownSubjects(looking, chosen.map(([root]) => root));
  const counts = await casesCounted(looking.tx, await familiesOf(looking.tx, chosen.map(([root]) => root)));
  return chosen.flatMap(([root, like]) => {
    const one = known.get(root);
    return one === undefined ? [] : [{ ...one, ...like, cases: counts.get(root) ?? 0 }];
  });
}

/** Names that the forms of a case have where they ask who it is about. */
export const isNameField = (field: Field): boolean => field.type === 'string' && field.sensitivity === 'pii';

export async function namesOfCase({ tx, content }: Looking, caseId: string): Promise<readonly string[]> {
  const runs = await tx.run.findMany({ where: { caseId }, select: { plan: true } });
  const plans = [...(await plansByHash(tx, runs.map((run) => run.plan))).values()].map((one) => one.plan);
  const rows = await tx.submission.findMany({ where: { caseId, part: 'form' }, orderBy: { at: 'desc' }, select: { id: true, formId: true } });
  const newest = rows.filter((row, index) => rows.findIndex((other) => other.formId === row.formId) === index);
  const stored = await content.read(tx, caseId, newest.map((row) => row.id));
  return [...new Set(newest.flatMap(({ id, formId }) => {
    const value = stored.get(id)?.value;
    const fields = plans.flatMap((plan) => plan.forms[formId ?? '']?.fields ?? []).filter(isNameField);
    return typeof value === 'object' ? fields.flatMap((field) => namesIn(String(value[field.name] ?? ''))) : [];
  }))];
}

/** Earlier reports with at least two of the names: one alone is a street or a first name too often. */
export async function reportsLike({ tx, content }: Looking, { caseId, unitId, words }: { readonly caseId: string; readonly unitId: string; readonly words: readonly string[] }): Promise<CaseSubjects['reports']> {
  const wordOf = new Map(words.flatMap((word) => nameTokens(word).map((token) => [content.blind(unitId, token), word] as const)));
  if (wordOf.size === 0) return [];
  const rows = await tx.caseToken.findMany({ where: { token: { in: [...wordOf.keys()] }, caseId: { not: caseId } }, take: 2_000 });
  const shared = new Map<string, Set<string>>();
  for (const row of rows) shared.set(row.caseId, (shared.get(row.caseId) ?? new Set()).add(wordOf.get(row.token) ?? ''));
  const alike = [...shared].filter(([, both]) => both.size > 1).sort(([, a], [, b]) => b.size - a.size).slice(0, proposedAtMost);
  const cases = await tx.case.findMany({ where: { id: { in: alike.map(([id]) => id) }, unitId, openedAt: { not: null } } });
  return alike.flatMap(([id, both]) => {
    const row = cases.find((one) => one.id === id);
    return row === undefined ? [] : [{ caseId: id, reference: row.reference, title: row.title, status: row.status ?? 'report', unitId, openedAt: row.openedAt?.toISOString() ?? null, why: [`Both have ${[...both].map((word) => `“${word.slice(0, 1).toUpperCase()}${word.slice(1)}”`).join(' and ')}, as written or as it sounds.`], against: [] }];
  });
}

/** Kept when a form is sent, so that later reports find this one. */
export async function keepNames(tx: Tx, content: Looking['content'], { caseId, unitId, fields, values }: { readonly caseId: string; readonly unitId: string; readonly fields: readonly Field[]; readonly values: Readonly<Record<string, unknown>> }): Promise<void> {
  const words = fields.filter(isNameField).flatMap((field) => (typeof values[field.name] === 'string' ? namesIn(String(values[field.name])) : []));
  const tokens = [...new Set(words.flatMap(nameTokens))].map((token) => content.blind(unitId, token));
  if (tokens.length > 0) await tx.caseToken.createMany({ data: tokens.map((token) => ({ caseId, token })), skipDuplicates: true });
}
