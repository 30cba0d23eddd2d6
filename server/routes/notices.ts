// How one is told, the mail server, webhooks, who is on call, and what became of what went out. What sends something is bounded by the minute.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import { limitAsking } from '../limit-tries.ts';
import type { Routes } from '../route.ts';
import { deliverAgain, deliveries } from '../services/delivery-log.ts';
import { acknowledge, addShift, calls, endShift, onCall, setCallLimit } from '../services/on-call.ts';
import { changeMailServer, mailServer, testMail } from '../services/mail-setting.ts';
import { allowWebhook, createWebhook, rotateWebhook, stopWebhook, testWebhook, webhooks } from '../services/webhooks.ts';
import { changeTold, confirmMailAddress, dropMailAddress, newMailAddress, told } from '../services/told.ts';

export function declareWebhooks(routes: Routes, deps: AppDeps): void {
  const administer = { right: 'administer', level: 'recent' } as const;
  const ok = { ok: true as const };
  for (const path of ['/api/webhooks', '/api/webhooks/:id/allow', '/api/webhooks/:id/secret', '/api/webhooks/:id/test']) routes.router.post(path, limitAsking(deps, 12));

  routes.declare(endpoints.webhooks, { right: 'administer', level: 'password' }, async (asked) => ({ items: await webhooks(deps, asked) }));
  routes.declare(endpoints.createWebhook, administer, (asked) => createWebhook(deps, asked, asked.body));
  routes.declare(endpoints.allowWebhook, administer, async (asked) => allowWebhook(deps, asked, asked.param('id')).then(() => ok));
  routes.declare(endpoints.stopWebhook, administer, async (asked) => stopWebhook(deps, asked, asked.param('id')).then(() => ok));
  routes.declare(endpoints.rotateWebhook, administer, (asked) => rotateWebhook(deps, asked, asked.param('id')));
  routes.declare(endpoints.testWebhook, administer, (asked) => testWebhook(deps, asked, asked.param('id')));
}

export function declareOnCall(routes: Routes, deps: AppDeps): void {
  const own = { right: 'signedIn', level: 'password' } as const;
  const staff = { right: 'staff', level: 'recent' } as const;
  routes.router.post('/api/calls/:id/acknowledge', limitAsking(deps, 60));
  routes.declare(endpoints.onCall, own, (asked) => onCall(deps, asked, asked.param('id')));
  routes.declare(endpoints.addShift, staff, (asked) => addShift(deps, asked, { unitId: asked.param('id'), ...asked.body }));
  routes.declare(endpoints.endShift, staff, (asked) => endShift(deps, asked, { unitId: asked.param('id'), id: asked.param('mid') }));
  routes.declare(endpoints.setCallLimit, staff, (asked) => setCallLimit(deps, asked, { unitId: asked.param('id'), ...asked.body }));
  routes.declare(endpoints.calls, own, async (asked) => ({ items: await calls(deps, asked) }));
  // No fresh proof: whoever is woken at night acknowledges with one press.
  routes.declare(endpoints.acknowledge, own, async (asked) => acknowledge(deps, asked, asked.param('id')).then(() => ({ ok: true as const })));
}

export function declareNotices(routes: Routes, deps: AppDeps): void {
  const { db } = deps;
  const own = { right: 'signedIn', level: 'password' } as const;
  // Where mail goes is worth a fresh proof: who borrowed an open page must not lead it elsewhere.
  const proved = { right: 'signedIn', level: 'recent' } as const;
  const administer = { right: 'administer', level: 'recent' } as const;
  for (const path of ['/api/told/mail', '/api/mail-server/test']) routes.router.post(path, limitAsking(deps, 6));
  for (const path of ['/api/told/mail/confirm', '/api/deliveries/:id/again']) routes.router.post(path, limitAsking(deps, 30));

  routes.declare(endpoints.told, own, (asked) => told(deps, asked));
  routes.declare(endpoints.changeTold, own, (asked) => changeTold(deps, asked, asked.body));
  routes.declare(endpoints.newMailAddress, proved, (asked) => newMailAddress(deps, asked, asked.body.address));
  routes.declare(endpoints.confirmMailAddress, proved, (asked) => confirmMailAddress(deps, asked, asked.body.code));
  routes.declare(endpoints.dropMailAddress, own, (asked) => dropMailAddress(deps, asked));

  routes.declare(endpoints.mailServer, { right: 'administer', level: 'password' }, (asked) => mailServer(deps, asked));
  routes.declare(endpoints.changeMailServer, administer, (asked) => changeMailServer(deps, asked, asked.body));
  routes.declare(endpoints.testMail, administer, (asked) => testMail(deps, asked, asked.body.to));
  routes.declare(endpoints.deliveries, { right: 'administer', level: 'password' }, ({ signed, now, query }) => db.withActor(signed.actor, (tx) => deliveries(tx, { signed, now }, query)));
  routes.declare(endpoints.deliverAgain, { right: 'administer', level: 'password' }, async ({ signed, now, param }) => {
    await db.withActor(signed.actor, (tx) => deliverAgain(tx, { signed, now }, param('id')));
    return { ok: true as const };
  });
}
