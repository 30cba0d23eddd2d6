// Calendars of agencies: kept as versions, never changed. A published plan carries those its limits count in; a newer
// version reaches running cases only when a person brings it there, as an input like any other.
import type { Database, Tx } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import type { AgencyCalendar } from '../../protocol/choose-calendar.ts';
import type { Calendar } from '../../protocol/draft.ts';
import { readCalendar } from '../../protocol/read-calendar.ts';
import type { CalendarRow } from '../contract-clocks.ts';
import { ProblemError } from '../problems.ts';
import { hasRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';

export interface Doing {
  readonly db: Database;
  readonly signed: Signed;
  readonly now: number;
}

interface Newest extends AgencyCalendar {
  readonly savedAt: Date;
}

/** The newest version of each calendar of these agencies; of each agency its usual one, the oldest, first. */
export async function newestCalendars(tx: Tx, agencyIds: readonly string[]): Promise<readonly Newest[]> {
  const where = { agencyId: { in: [...agencyIds] } };
  const rows = await tx.calendar.findMany({ where, orderBy: [{ agencyId: 'asc' }, { key: 'asc' }, { version: 'desc' }], distinct: ['agencyId', 'key'] });
  const first = new Map((await tx.calendar.findMany({ where: { ...where, version: 1 }, select: { agencyId: true, key: true, createdAt: true } })).map((row) => [`${row.agencyId}/${row.key}`, row.createdAt.getTime()]));
  const agencies = new Map((await tx.agency.findMany({ where: { id: { in: [...agencyIds] } }, select: { id: true, key: true } })).map((agency) => [agency.id, agency]));
  const age = (row: { readonly agencyId: string; readonly key: string }): number => first.get(`${row.agencyId}/${row.key}`) ?? 0;
  return rows
    .toSorted((a, b) => (a.agencyId < b.agencyId ? -1 : a.agencyId > b.agencyId ? 1 : age(a) - age(b) || (a.key < b.key ? -1 : 1)))
    .flatMap((row) => {
      const agency = agencies.get(row.agencyId);
      return agency === undefined ? [] : [{ agency, version: row.version, calendar: row.content as unknown as Calendar, savedAt: row.createdAt }];
    });
}

export function calendars({ db, signed }: Doing): Promise<readonly CalendarRow[]> {
  return db.withActor(signed.actor, async (tx) => {
    const agencyIds = [...new Set((await tx.calendar.findMany({ distinct: ['agencyId'], select: { agencyId: true } })).map((row) => row.agencyId))];
    const newest = await newestCalendars(tx, agencyIds);
    const names = await namesFor(tx, [], agencyIds);
    const behind = await behindOf(tx, newest);
    return newest.map(({ agency, version, calendar, savedAt }): CalendarRow => ({
      agency: names.agency(agency.id), key: calendar.key, version, savedAt: savedAt.toISOString(), calendar,
      usual: newest.find((other) => other.agency.id === agency.id)?.calendar.key === calendar.key,
      mayChange: agency.id === signed.agencyId && hasRight(signed, 'administer'),
      behind: behind.get(planKey(agency.key, calendar.key)) ?? { limits: 0, cases: 0 },
    }));
  });
}

/** As limits of a plan name it. */
export const planKey = (agencyKey: string, key: string): string => `${agencyKey}.${key}`;

/** Open limits, of cases one may see, that count in an older version: by step the last deadline that was set. */
export async function limitsBehind(tx: Tx, key: string, version: number): Promise<readonly { readonly caseId: string; readonly step: string }[]> {
  return tx.$queryRaw<{ caseId: string; step: string }[]>`
    select d.case_id as "caseId", d.step from deadline d join step s on s.case_id = d.case_id and s.id = d.step
    where s.state = 'open' and d.calendar = ${key} and d.calendar_version < ${version} and d.passed_at is null
      and d.n = (select max(n) from deadline l where l.case_id = d.case_id and l.step = d.step)
    order by d.case_id, d.step`;
}

async function behindOf(tx: Tx, newest: readonly Newest[]): Promise<ReadonlyMap<string, CalendarRow['behind']>> {
  const found = new Map<string, CalendarRow['behind']>();
  for (const { agency, version, calendar } of newest) {
    const key = planKey(agency.key, calendar.key);
    const limits = version === 1 ? [] : await limitsBehind(tx, key, version);
    found.set(key, { limits: limits.length, cases: new Set(limits.map((limit) => limit.caseId)).size });
  }
  return found;
}

export function createCalendar(doing: Doing, calendar: Calendar): Promise<{ key: string; version: number }> {
  check(calendar);
  const { db, signed } = doing;
  return db.withActor(signed.actor, async (tx) => {
    if (await tx.calendar.findFirst({ where: { agencyId: signed.agencyId, key: calendar.key } })) throw new ProblemError('key_taken', { about: 'calendar.key', detail: `The agency already has a calendar with the key "${calendar.key}". Choose another key.` });
    return save(tx, doing, calendar, 1);
  });
}

export function changeCalendar(doing: Doing, key: string, { version, calendar }: { readonly version: number; readonly calendar: Calendar }): Promise<{ key: string; version: number }> {
  check(calendar);
  if (calendar.key !== key) throw new ProblemError('bad_request', { about: 'calendar.key', detail: 'calendar.key: the key of a calendar is never changed; make a new calendar instead.' });
  const { db, signed } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const newest = await tx.calendar.findFirst({ where: { agencyId: signed.agencyId, key }, orderBy: { version: 'desc' } });
    if (newest === null) throw new ProblemError('not_found');
    if (newest.version !== version) throw new ProblemError('conflict');
    return save(tx, doing, calendar, version + 1);
  });
}

async function save(tx: Tx, { signed, now }: Doing, calendar: Calendar, version: number): Promise<{ key: string; version: number }> {
  // Two at once on top of one version: the unique key lets one of them through.
  const made = await tx.calendar.createMany({ data: [{ agencyId: signed.agencyId, key: calendar.key, version, content: toJson(calendar), createdAt: new Date(now) }], skipDuplicates: true });
  if (made.count === 0) throw new ProblemError('conflict');
  await audit(tx, { personId: signed.person.id, agencyId: signed.agencyId, sessionId: signed.sessionId, action: version === 1 ? 'calendar.create' : 'calendar.change', objectKind: 'calendar', objectId: `${signed.agencyId}/${calendar.key}`, outcome: 'taken', payload: { version, calendar } });
  return { key: calendar.key, version };
}

function check(calendar: Calendar): void {
  const { faults } = readCalendar(calendar, { key: calendar.key, version: 1 });
  const fields = faults.map(({ field, message }) => ({ field: `calendar.${field}`, code: 'bad_value', message }));
  const [first] = fields;
  if (first) throw new ProblemError('bad_request', { about: first.field, detail: `${first.field}: ${first.message}.`, fields });
}
