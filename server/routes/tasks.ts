// Tasks, one step, acts, the board, notices, live updates of them come by /api/live.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { act } from '../services/acts.ts';
import { withTheirWords } from '../services/added-tasks.ts';
import { board } from '../services/board.ts';
import { candidates } from '../services/candidates.ts';
import { limitAsking } from '../limit-tries.ts';
import { dropView, endSnooze, saveView, snooze, views } from '../services/inbox-own.ts';
import { heat } from '../services/heat.ts';
import { markRead, notices } from '../services/notices.ts';
import { outsideStep } from '../services/outside.ts';
import { stepView } from '../services/step-view.ts';
import { tasks } from '../services/task-rows.ts';
import { timeliness } from '../services/timeliness.ts';

export function declareTasks(routes: Routes, deps: AppDeps): void {
  const { db, content } = deps;
  const access = { right: 'signedIn', level: 'password' } as const;

  routes.declare(endpoints.tasks, access, ({ signed, now, query }) => db.withActor(signed.actor, async (tx) => ({ items: await withTheirWords({ tx, content }, await tasks(tx, { signed, now }, query)) })));
  const ok = { ok: true as const };
  for (const path of ['/api/views', '/api/snoozes', '/api/snoozes/end']) routes.router.use(path, limitAsking(deps, 120));
  routes.declare(endpoints.views, access, ({ signed }) => db.withActor(signed.actor, async (tx) => ({ items: await views(tx, signed.person.id) })));
  routes.declare(endpoints.saveView, access, async ({ signed, body }) => db.withActor(signed.actor, (tx) => saveView(tx, signed.person.id, body)).then(() => ok));
  routes.declare(endpoints.dropView, access, async ({ signed, param }) => db.withActor(signed.actor, (tx) => dropView(tx, signed.person.id, param('name'))).then(() => ok));
  routes.declare(endpoints.snooze, access, async ({ signed, now, body }) => db.withActor(signed.actor, (tx) => snooze(tx, { personId: signed.person.id, now }, body)).then(() => ok));
  routes.declare(endpoints.endSnooze, access, async ({ signed, body }) => db.withActor(signed.actor, (tx) => endSnooze(tx, signed.person.id, body.steps)).then(() => ok));
  routes.declare(endpoints.step, access, async ({ signed, now, param }) => (await outsideStep({ db, content, signed, now }, param('id'), param('step'))) ?? db.withActor(signed.actor, (tx) => stepView({ tx, content, signed, now }, param('id'), param('step'))));
  routes.declare(endpoints.candidates, access, ({ signed, now, param, query }) => db.withActor(signed.actor, async (tx) => ({ items: await candidates(tx, { caseId: param('id'), step: query.step, now }) })));
  // What may be done is the case's to say: the right is asked of the standing that goes along with the act.
  routes.declare(endpoints.act, access, async ({ signed, now, param, body, response }) => {
    const answer = await act(deps, { caseId: param('id'), signed, now }, body);
    if ('notYetShown' in answer) response.status(202);
    return answer;
  });
  routes.declare(endpoints.board, { right: 'supervise', level: 'password' }, ({ signed, now, query }) => db.withActor(signed.actor, async (tx) => {
    const found = await board(tx, { signed, now }, query.unit);
    return { ...found, rows: await withTheirWords({ tx, content }, found.rows) };
  }));
  routes.declare(endpoints.timeliness, { right: 'supervise', level: 'password' }, ({ signed, now, query }) => db.withActor(signed.actor, (tx) => timeliness(tx, { signed, now }, query)));
  routes.declare(endpoints.heat, access, ({ signed, now, param, query }) => db.withActor(signed.actor, (tx) => heat(tx, { signed, now }, { versionId: param('id'), ...query })));
  routes.declare(endpoints.notices, access, ({ signed, now }) => db.withActor(signed.actor, (tx) => notices(tx, { signed, now })));
  routes.declare(endpoints.readNotices, access, async ({ signed, now, body }) => {
    await db.withActor(signed.actor, (tx) => markRead(tx, { signed, now }, body.ids));
    return { ok: true as const };
  });
}
