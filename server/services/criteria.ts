// Initiation criteria of agencies: kept as versions, never changed. Which are met is said in each case by a person; what is
// counted here is read from the journals of the cases one may see.
import type { Database, Tx } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import type { CaseCriteria, CriteriaCounts, CriteriaList, Criterion } from '../contract-criteria.ts';
import { ProblemError } from '../problems.ts';
import { hasRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { audit } from './audit.ts';
import type { Story } from './case-story.ts';
import { namesFor } from './names.ts';
import type { Names } from './names.ts';

interface Doing {
  readonly db: Database;
  readonly signed: Signed;
  readonly now: number;
}
interface Kept {
  readonly agencyId: string;
  readonly version: number;
  readonly criteria: readonly Criterion[];
}

/** The newest list of an agency; none while it keeps none. */
export async function newestCriteria(tx: Tx, agencyId: string): Promise<Kept | undefined> {
  const row = await tx.initiationCriteria.findFirst({ where: { agencyId }, orderBy: { version: 'desc' } });
  return row === null ? undefined : { agencyId, version: row.version, criteria: row.content as unknown as Criterion[] };
}

export function criteria({ db, signed }: Doing): Promise<readonly CriteriaList[]> {
  return db.withActor(signed.actor, async (tx) => {
    const rows = await tx.initiationCriteria.findMany({ orderBy: [{ agencyId: 'asc' }, { version: 'desc' }], distinct: ['agencyId'] });
    const names = await namesFor(tx, rows.map((row) => row.savedBy), rows.map((row) => row.agencyId));
    return rows.map((row): CriteriaList => ({
      agency: names.agency(row.agencyId), version: row.version, savedAt: row.createdAt.toISOString(), savedBy: names.person(row.savedBy, row.agencyId),
      criteria: row.content as unknown as Criterion[], mayChange: row.agencyId === signed.agencyId && hasRight(signed, 'administer'),
    }));
  });
}

export function saveCriteria({ db, signed, now }: Doing, { version, criteria: list }: { readonly version: number; readonly criteria: readonly Criterion[] }): Promise<{ version: number }> {
  const twice = list.find((one, i) => list.findIndex((other) => other.id === one.id) !== i);
  if (twice) throw new ProblemError('bad_request', { about: 'criteria', detail: `criteria: two of them have the key "${twice.id}". Give one of them another.` });
  return db.withActor(signed.actor, async (tx) => {
    if (((await newestCriteria(tx, signed.agencyId))?.version ?? 0) !== version) throw new ProblemError('conflict');
    // Two at once on top of one version: the key lets one of them through.
    const made = await tx.initiationCriteria.createMany({ data: [{ agencyId: signed.agencyId, version: version + 1, content: toJson([...list]), savedBy: signed.person.id, createdAt: new Date(now) }], skipDuplicates: true });
    if (made.count === 0) throw new ProblemError('conflict');
    await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: 'criteria.save', objectKind: 'criteria', objectId: signed.agencyId, outcome: 'taken', payload: { version: version + 1, criteria: [...list] } });
    return { version: version + 1 };
  });
}

/** What a case is judged by, and what was cited last. Nothing where its agency keeps no list and nothing was cited. */
export async function criteriaOfCase(tx: Tx, agencyId: string, { story, names, text }: { readonly story: Story; readonly names: Names; readonly text: (id: string) => string | null }): Promise<CaseCriteria | null> {
  const newest = await newestCriteria(tx, agencyId);
  if (newest === undefined) return null;
  const said = story.lines.flatMap((line) => line.entries.flatMap((entry) => (entry.kind === 'criteriaCited' ? [{ entry, at: line.at }] : []))).at(-1);
  const cited = said && { met: [...said.entry.met], version: said.entry.version, by: names.person(said.entry.by.personId, said.entry.by.agencyId), at: new Date(said.at).toISOString(), reason: text(said.entry.reasonId) };
  return { agency: names.agency(agencyId), version: newest.version, criteria: [...newest.criteria], cited: cited ?? null };
}

interface Counted {
  readonly agencyId: string;
  readonly status: string;
  readonly met: readonly string[] | null;
}

/** By criterion, of the cases of the units one supervises: how many reports cite it as met, and what became of them. */
export function criteriaCounts({ db, signed }: Doing): Promise<CriteriaCounts> {
  return db.withActor(signed.actor, async (tx) => {
    const units = signed.units.filter((unit) => hasRight(signed, 'supervise', unit.id)).map((unit) => unit.id);
    const cases = await tx.$queryRaw<Counted[]>`
      select c.agency_id as "agencyId", coalesce(c.status, 'report') as status, last.met
      from "case" c left join lateral (
        select e -> 'met' as met from journal j, jsonb_array_elements(j.entries) e
        where j.case_id = c.id and e ->> 'kind' = 'criteriaCited' order by j.number desc limit 1
      ) last on true
      where c.unit_id = any(${units}::uuid[]) and c.opened_at is not null and coalesce(c.status, 'report') <> 'purged'`;
    const lists = new Map<string, Kept>();
    for (const agencyId of new Set(cases.map((one) => one.agencyId))) {
      const list = await newestCriteria(tx, agencyId);
      if (list) lists.set(agencyId, list);
    }
    const names = await namesFor(tx, [], [...lists.keys()]);
    return {
      items: [...lists.values()].flatMap(({ agencyId, criteria: list }) => list.map((criterion) => ({ agency: names.agency(agencyId), criterion, ...became(cases.filter((one) => one.agencyId === agencyId && one.met?.includes(criterion.id))) }))),
      noneMet: became(cases.filter((one) => one.met?.length === 0)),
      notCited: became(cases.filter((one) => one.met === null && lists.has(one.agencyId))),
    };
  });
}

function became(cases: readonly Counted[]): CriteriaCounts['noneMet'] {
  const notOpened = cases.filter((one) => one.status === 'no_case').length;
  const waiting = cases.filter((one) => one.status === 'report').length;
  return { opened: cases.length - notOpened - waiting, notOpened, waiting };
}
