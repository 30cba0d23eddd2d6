// Lists of cases, opening, one case with its timeline, plan, journal and the check of its chain.
import { verifyCase } from '../../activities/project.ts';
import type { Entry } from '../../protocol/entry.ts';
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError } from '../problems.ts';
import type { Routes } from '../route.ts';
import { casePlan, cases, caseView, openables, timeline } from '../services/case-view.ts';
import { ledger } from '../services/ledger.ts';
import { shownCase, shownCases } from '../services/outside.ts';
import { openCase } from '../services/open-case.ts';

const journalPage = 200;

export function declareCases(routes: Routes, deps: AppDeps): void {
  const { db, content } = deps;
  const access = { right: 'signedIn', level: 'password' } as const;

  routes.declare(endpoints.cases, access, ({ signed, query }) => db.withActor(signed.actor, (tx) => cases(tx, query)));
  routes.declare(endpoints.openables, access, ({ signed, now }) => db.withActor(signed.actor, async (tx) => ({ items: await openables(tx, { signed, now }) })));
  routes.declare(endpoints.openCase, { right: 'open', level: 'password' }, async ({ signed, now, body, response }) => {
    const opened = await openCase(deps, { signed, now }, body);
    if (opened.notYetShown) response.status(202);
    return opened;
  });
  routes.declare(endpoints.case, access, ({ signed, now, param, query }) => db.withActor(signed.actor, (tx) => caseView({ tx, content, signed, now }, param('id'), query.at === undefined ? undefined : Date.parse(query.at))));
  routes.declare(endpoints.shownCases, access, async ({ signed }) => ({ items: await shownCases({ db, signed }) }));
  routes.declare(endpoints.shownCase, access, ({ signed, now, param }) => shownCase({ db, content, signed, now }, param('id')));
  routes.declare(endpoints.timeline, access, ({ signed, now, param, query }) => db.withActor(signed.actor, (tx) => timeline({ tx, content, signed, now }, param('id'), query.after)));
  routes.declare(endpoints.ledger, access, ({ signed, now, param }) => db.withActor(signed.actor, async (tx) => ({ items: await ledger({ tx, content, signed, now }, param('id')) })));
  routes.declare(endpoints.casePlan, access, ({ signed, param }) => db.withActor(signed.actor, (tx) => casePlan(tx, param('id'), param('hash'))));
  routes.declare(endpoints.journal, access, ({ signed, param, query }) =>
    db.withActor(signed.actor, async (tx) => {
      const caseId = param('id');
      if ((await tx.case.findUnique({ where: { id: caseId }, select: { id: true } })) === null) throw new ProblemError('not_found');
      const rows = await tx.journal.findMany({ where: { caseId, number: { gt: query.after } }, orderBy: { number: 'asc' }, take: journalPage + 1 });
      const items = rows.slice(0, journalPage).map((row) => ({
        number: row.number, at: row.at.toISOString(), inputId: row.inputId, kind: row.kind, personId: row.personId, agencyId: row.agencyId, input: row.input,
        entries: row.entries as unknown as Entry[], contentHash: row.contentHash, prevHash: row.prevHash, hash: row.hash,
      }));
      return { items, ...(rows.length > journalPage && { next: String(items.at(-1)?.number ?? 0) }) };
    }),
  );
  routes.declare(endpoints.verify, access, async ({ signed, param }) => {
    const caseId = param('id');
    const visible = await db.withActor(signed.actor, (tx) => tx.case.findUnique({ where: { id: caseId }, select: { id: true } }));
    if (visible === null) throw new ProblemError('not_found');
    const { ok, checked, firstBad } = await verifyCase(db, caseId);
    return { ok, checked, firstBad: firstBad?.number ?? null, why: firstBad === undefined ? null : `${firstBad.chain}: ${firstBad.why}` };
  });
}
