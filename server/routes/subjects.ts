// Persons of concern: found, read, recorded in cases, and made one or parted by two persons.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { askMerge, carryOutMerge, changeSubject, declineSubject, dropMerge, linkSubject, unlinkSubject } from '../services/subject-changes.ts';
import type { Looking } from '../services/subject-records.ts';
import { caseSubjects, subject, subjects } from '../services/subjects.ts';
import { limitAsking } from '../limit-tries.ts';
import type { Signed } from '../signed.ts';

export function declareSubjects(routes: Routes, deps: AppDeps): void {
  const { db, content } = deps;
  const member = { right: 'signedIn', level: 'password' } as const;
  const ok = { ok: true as const };
  const look = <Result>({ signed, now }: { readonly signed: Signed; readonly now: number }, work: (looking: Looking) => Promise<Result>): Promise<Result> => db.withActor(signed.actor, (tx) => work({ tx, content, signed, now }));
  // Nobody walks through the register by trying names.
  routes.router.get('/api/subjects', limitAsking(deps, 60));

  routes.declare(endpoints.subjects, member, (asked) => look(asked, async (looking) => ({ items: await subjects(looking, asked.query.q) })));
  routes.declare(endpoints.subject, member, (asked) => look(asked, (looking) => subject(looking, asked.param('id'))));
  routes.declare(endpoints.changeSubject, member, (asked) => look(asked, (looking) => changeSubject(looking, asked.param('id'), asked.body)));
  routes.declare(endpoints.declineSubject, member, (asked) => look(asked, (looking) => declineSubject(looking, asked.param('id'), asked.body)).then(() => ok));
  routes.declare(endpoints.caseSubjects, member, (asked) => look(asked, (looking) => caseSubjects(looking, asked.param('id'))));
  routes.declare(endpoints.linkSubject, member, (asked) => look(asked, (looking) => linkSubject(looking, asked.param('id'), asked.body)));
  routes.declare(endpoints.unlinkSubject, member, (asked) => look(asked, (looking) => unlinkSubject(looking, { caseId: asked.param('id'), subjectId: asked.param('rid') }, asked.body.reason)).then(() => ok));
  routes.declare(endpoints.askMerge, member, (asked) => look(asked, (looking) => askMerge(looking, asked.param('id'), asked.body)));
  routes.declare(endpoints.carryOutMerge, { right: 'supervise', level: 'password' }, (asked) => look(asked, (looking) => carryOutMerge(looking, asked.param('id'))).then(() => ok));
  routes.declare(endpoints.dropMerge, member, (asked) => look(asked, (looking) => dropMerge(looking, asked.param('id'), asked.body.reason)).then(() => ok));
}
