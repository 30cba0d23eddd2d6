// Opening a case. Its id follows from the id of the request, so a request sent again opens nothing twice. Everything that
// can be refused without the case is refused before a row of it exists and a reference number is used up.
import type { Tx } from '../../prisma/connect.ts';
import { checkForm } from '../../protocol/check-form.ts';
import type { Person } from '../../protocol/case-state.ts';
import type { PersonInput, Standing, SubmissionRef, TextRef } from '../../protocol/input.ts';
import type { Bundle } from '../../protocol/plan.ts';
import type { FormValues } from '../contract-acts.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError, problemTexts } from '../problems.ts';
import { needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';
import { answerOf, derivedId, firstAnswer, intakeOf, refusalOf } from './acts.ts';
import type { Acting } from './acts.ts';
import { send } from './case-gateway.ts';
import { nextReference } from './case-reference.ts';
import { newestCriteria } from './criteria.ts';
import { bundleOf, nodeOf } from './plans.ts';
import { rosterOf, standingOf } from './standing.ts';

export interface OpenCase {
  readonly id: string;
  readonly versionId: string;
  readonly title: string;
  readonly values?: FormValues | undefined;
  /** Who opens when it is nobody of the roster: the host, for a report of the public page. */
  readonly actor?: Standing;
  /** What another agency has handed over, for a case opened to go on with it. */
  readonly from?: { readonly caseId: string; readonly step: string; readonly by: Person; readonly text: string };
}
/** What opening needs of the server; the worker has that as well. */
export type Opening = Pick<AppDeps, 'db' | 'temporal' | 'content' | 'log'>;
export interface OpenedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly transition: number;
  readonly notYetShown: boolean;
}

export async function openCase(deps: Opening, { signed, now }: { readonly signed: Signed; readonly now: number }, asked: OpenCase): Promise<OpenedCase> {
  const caseId = derivedId(`case opened by ${asked.id}`);
  const acting: Acting = { caseId, signed, now };
  const ready = await deps.db.withActor(signed.actor, (tx) => prepareOpen(tx, deps, acting, asked));
  if (ready.kind === 'known') return ready.opened;
  const sent = await send(deps.temporal, caseId, { input: ready.input, at: ready.at });
  if (sent.kind !== 'taken') throw await refusalOf(deps, acting, { sent, action: 'case.open', faults: [] });
  const answer = await answerOf(deps, acting, asked.id, sent.answer);
  return { caseId, reference: ready.reference, transition: answer.transition, notYetShown: 'notYetShown' in answer };
}

type Ready = { readonly kind: 'known'; readonly opened: OpenedCase } | { readonly kind: 'new'; readonly input: PersonInput; readonly at: number; readonly reference: string };

async function prepareOpen(tx: Tx, deps: Opening, acting: Acting, asked: OpenCase): Promise<Ready> {
  const { caseId, signed, now } = acting;
  const version = await tx.version.findUnique({ where: { id: asked.versionId }, include: { retirement: true, protocol: { include: { unit: true } } } });
  if (version === null) throw new ProblemError('not_found');
  needRight(signed, 'open', version.unitId);
  const row = await tx.case.findUnique({ where: { id: caseId }, select: { reference: true } });
  const first = row === null ? undefined : await firstAnswer(tx, acting, asked.id);
  if (row !== null && first !== undefined) return { kind: 'known', opened: { caseId, reference: row.reference ?? '', transition: first.transition, notYetShown: false } };
  if (version.retirement !== null) throw new ProblemError('retired');
  const duty = await dutyNow(tx, version.unitId, now);
  if (duty === null) throw new ProblemError('no_duty');
  const bundle = await bundleOf(tx, version);
  checkIntake(bundle, asked.values);

  const { unit } = version.protocol;
  const reference = row?.reference ?? (await nextReference(tx, unit, now));
  if (row === null) await tx.case.createMany({ data: [{ id: caseId, reference, title: asked.title, unitId: unit.id, agencyId: unit.hostAgencyId, createdBy: signed.person.id, createdAt: new Date(now) }] });
  const author = { personId: signed.person.id, agencyId: signed.agencyId };
  const ats: number[] = [now];
  const store = async (part: 'form' | 'package' | string, value: FormValues | string, formId?: string): Promise<TextRef> => {
    const { id, hash, at } = await deps.content.store(tx, { caseId, inputId: asked.id, part: part === 'form' || part === 'package' ? part : 'text', author, at: now, value, ...(formId !== undefined && { formId }) });
    ats.push(at);
    return { id, hash };
  };
  const form: SubmissionRef | undefined = asked.values === undefined ? undefined : await intakeOf({ tx, read: tx, deps, acting, inputId: asked.id }, bundle, { values: asked.values, store: store as Parameters<typeof intakeOf>[2]['store'] });
  const from = asked.from && { caseId: asked.from.caseId, step: asked.from.step, by: asked.from.by, package: await store('package', asked.from.text) };
  const kept = await newestCriteria(tx, unit.hostAgencyId);
  const actor = asked.actor ?? standingOf(await rosterOf(tx, unit.id, now), author, []);
  const input: PersonInput = { kind: 'open', id: asked.id, actor, caseId, unitId: unit.id, agencyId: unit.hostAgencyId, bundle, dutySupervisor: { personId: duty.personId, agencyId: duty.agencyId }, ...(form && { form }), ...(from && { from }), ...(kept && { criteria: { agencyId: kept.agencyId, version: kept.version } }) };
  return { kind: 'new', input, at: Math.min(...ats), reference };
}

export function dutyNow(tx: Tx, unitId: string, now: number) {
  const at = new Date(now);
  return tx.duty.findFirst({ where: { unitId, from: { lte: at }, OR: [{ until: null }, { until: { gt: at } }], person: { disabledAt: null } }, select: { personId: true, agencyId: true } });
}

function checkIntake(bundle: Bundle, values: FormValues | undefined): void {
  const plan = bundle.plans[bundle.root];
  const start = nodeOf(plan, plan?.start ?? '');
  if (start?.kind !== 'start') return;
  const form = start.form === undefined ? undefined : plan?.forms[start.form];
  if (form === undefined) return;
  if (values === undefined && start.roles.length > 0) return;
  const { faults } = checkForm(form, Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== null)));
  const [fault] = faults;
  if (fault !== undefined) throw new ProblemError(fault.code, { about: fault.field, fields: faults.map(({ field, code }) => ({ field, code, message: problemTexts[code].title })) });
}
