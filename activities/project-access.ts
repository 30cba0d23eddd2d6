// Who sees a case, as the entries say it. The members of a case's unit see it whole, for each agency that the plans of its
// runs were compiled for. An agency outside the unit sees what an offer to it showed: until it is answered, and for whoever
// accepted until what they were asked to do is done; and what a grant gives it, until its end. Derived transition by
// transition, so that it does not matter how they are cut into batches; a published version never changes, so a rebuild finds
// the same agencies.
import type { Entry, Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';

/** Before the steps of these transitions are written: it needs to know which were open until then. */
export async function writeAccess(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  if (!transitions.some(isAboutAccess)) return;
  const ledger = await ledgerOf(tx, caseId, transitions);
  for (const transition of transitions) follow(ledger, transition);
  const added = ledger.rows.filter((row) => row.isNew).map(({ isNew: _new, isChanged: _changed, ...row }) => row);
  if (added.length > 0) await tx.caseAccess.createMany({ data: added });
  for (const { transition, n, until, relation, shown, isNew, isChanged } of ledger.rows) {
    if (!isNew && isChanged) await tx.caseAccess.update({ where: { caseId_transition_n: { caseId, transition, n } }, data: { until, relation, shown } });
  }
}

/** "form:submission" or "form.field:submission", as access and register keep it. */
export const listOfShown = (shown: Readonly<Record<string, string>>): string[] => Object.entries(shown).map(([form, submission]) => `${form}:${submission}`);

// helpers

const about = new Set<Entry['kind']>(['caseOpened', 'runStarted', 'grantGiven', 'grantMoved', 'grantShows', 'grantLapsed', 'handoffOffered', 'handoffAsked', 'statusSet']);
const isAboutAccess = ({ entries, rows }: Transition): boolean => entries.some((entry) => about.has(entry.kind)) || rows.some((change) => change.table === 'step' && change.row.outside.length > 0);

interface Row {
  readonly caseId: string;
  readonly transition: number;
  readonly n: number;
  readonly agencyId: string;
  readonly unitId: string | null;
  relation: string;
  readonly fields: string[];
  readonly from: Date;
  until: Date | null;
  readonly whole: boolean;
  readonly grant: string | null;
  readonly step: string | null;
  readonly roles: string[];
  shown: string[];
  readonly isNew: boolean;
  isChanged: boolean;
}
interface Ledger {
  readonly caseId: string;
  readonly unitId: string;
  readonly rows: Row[];
  readonly byPlan: ReadonlyMap<string, readonly string[]>;
  /** Steps by id: their run, whether they are open, and the agencies outside the unit that are asked there. */
  readonly steps: Map<string, { readonly run: string; readonly isOpen: boolean; readonly agencies: readonly string[] }>;
}

async function ledgerOf(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<Ledger> {
  const { unitId } = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { unitId: true } });
  const rows = (await tx.caseAccess.findMany({ where: { caseId }, orderBy: [{ transition: 'asc' }, { n: 'asc' }] })).map(({ personId: _person, ...row }): Row => ({ ...row, isNew: false, isChanged: false }));
  const steps = await tx.step.findMany({ where: { caseId, state: 'open' }, select: { id: true, run: true, agencies: true } });
  return { caseId, unitId, rows, byPlan: await agenciesByPlan(tx, transitions), steps: new Map(steps.map(({ id, run, agencies }) => [id, { run, agencies, isOpen: true }])) };
}

function follow(ledger: Ledger, { number, at, entries, rows }: Transition): void {
  for (const change of rows) if (change.table === 'step') ledger.steps.set(change.row.id, { run: change.row.run, isOpen: change.row.state === 'open', agencies: change.row.agencies });
  const isMember = (agencyId: string): boolean => ledger.rows.some((row) => row.agencyId === agencyId && row.unitId !== null);
  let n = 0;
  const give = (agencyId: string, row: Partial<Row>): void => {
    ledger.rows.push({
      caseId: ledger.caseId, transition: number, n: n++, agencyId, unitId: null, relation: 'offer', fields: [], from: new Date(at), until: null, whole: false, grant: null, step: null, roles: [], shown: [], isNew: true, isChanged: false, ...row,
    });
  };
  const asksOf = (roles: readonly string[]): string[] => roles.map((role) => `${ledger.unitId}/${role}`);
  for (const entry of entries) {
    for (const agencyId of membersBy(entry, ledger.byPlan)) if (!isMember(agencyId)) give(agencyId, { unitId: ledger.unitId, relation: 'member', whole: true });
    if (entry.kind === 'handoffOffered') {
      const texts = [entry.packageId, entry.legalBasis].flatMap((id) => (id === undefined ? [] : [`:${id}`]));
      for (const agencyId of ledger.steps.get(entry.step)?.agencies ?? []) if (!isMember(agencyId)) give(agencyId, { step: entry.step, roles: asksOf(entry.roles), shown: [...listOfShown(entry.shown ?? {}), ...texts] });
    }
    if (entry.kind === 'grantGiven') {
      const { agencies, roles, fields, shown, until, grant, relation } = entry;
      for (const agencyId of agencies) if (!isMember(agencyId)) give(agencyId, { relation: relation === 'joint' ? 'member' : 'grant', whole: fields.length === 0, fields: [...fields], roles: asksOf(roles), shown: listOfShown(shown), grant, until: until === undefined ? null : new Date(until) });
    }
    change(ledger, entry, new Date(at));
  }
  endDone(ledger, new Date(at));
}

function membersBy(entry: Entry, byPlan: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (entry.kind === 'caseOpened') return [entry.agencyId];
  return entry.kind === 'runStarted' ? (byPlan.get(entry.plan) ?? []) : [];
}

/** What becomes of access that was given before. */
function change(ledger: Ledger, entry: Entry, at: Date): void {
  const set = (row: Row, to: Partial<Pick<Row, 'until' | 'relation' | 'shown'>>): void => void Object.assign(row, to, { isChanged: true });
  switch (entry.kind) {
    case 'handoffAccepted':
      if (entry.handoff === 'consult') return; // taken on, its answer is still to come
      // Whoever took the case over is accountable for what they were shown, as long as there is the case.
      for (const row of ledger.rows.filter((r) => r.step === entry.step && r.until === null)) set(row, row.agencyId === entry.by.agencyId ? { relation: entry.handoff === 'transfer' ? 'owner' : 'grant' } : { until: at });
      return;
    case 'statusSet': if (entry.status === 'purged') for (const row of ledger.rows.filter((r) => !r.whole && r.until === null)) set(row, { until: at }); return;
    case 'handoffAsked': for (const row of ledger.rows.filter((r) => r.step === entry.step)) set(row, { shown: [...row.shown, `:${entry.textId}`] }); return;
    case 'grantMoved': for (const row of ledger.rows.filter((r) => r.grant === entry.grant)) set(row, { until: new Date(entry.until) }); return;
    case 'grantLapsed': for (const row of ledger.rows.filter((r) => r.grant === entry.grant)) set(row, { until: entry.due === undefined ? at : new Date(entry.due) }); return;
    case 'grantShows': for (const row of ledger.rows.filter((r) => r.grant === entry.grant)) set(row, { shown: listOfShown(entry.shown) }); return;
    default:
  }
}

/** An offer that is answered shows nothing any more, nor does what was accepted once nothing of it is left to do. */
function endDone({ rows, steps }: Ledger, at: Date): void {
  for (const row of rows) {
    if (row.step === null || row.until !== null || row.relation === 'owner') continue;
    const offered = steps.get(row.step);
    const asked = row.relation === 'grant' ? [...steps.values()].filter((step) => step.run === offered?.run && step.agencies.includes(row.agencyId)) : offered ? [offered] : [];
    if (!asked.some((step) => step.isOpen)) Object.assign(row, { until: at, isChanged: true });
  }
}

async function agenciesByPlan(tx: Tx, transitions: readonly Transition[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const plans = transitions.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'runStarted' ? [entry.plan] : [])));
  if (plans.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ hash: string; agencies: string[] }[]>`
    select plan_hash as hash, array(select a->>'id' from jsonb_array_elements(plan->'unit'->'agencies') as a) as agencies
    from version where plan_hash = any (${plans}::text[])`;
  return new Map(rows.map(({ hash, agencies }) => [hash, agencies]));
}

