// Reports of people who are not signed in and of other systems, bounded by address and by unit, and how administrators set them.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import { limitAddress, limitTries } from '../limit-tries.ts';
import type { Routes } from '../route.ts';
import { endIntakeKey, intakeKeys, makeIntakeKey, reportByKey } from '../services/intake-keys.ts';
import { changePublicReport, publicReport, publicReportSetting, sendPublicReport } from '../services/public-reports.ts';

export function declarePublicReports(routes: Routes, deps: AppDeps): void {
  const anybody = { right: 'public', level: 'none' } as const;
  routes.router.get('/api/public/reports/:slug', limitAddress(60));
  routes.router.post('/api/public/reports/:slug', limitAddress(10));
  routes.router.post('/api/reports', limitTries(20), limitAddress(120));

  routes.declare(endpoints.publicReport, anybody, (asked) => publicReport(deps, asked.param('slug'), asked.now));
  routes.declare(endpoints.sendPublicReport, anybody, ({ param, body, now }) => sendPublicReport(deps, { slug: param('slug'), ...body, now }));
  routes.declare(endpoints.publicReportSetting, { right: 'administer', level: 'password' }, (asked) => publicReportSetting(deps, asked, asked.param('id')));
  routes.declare(endpoints.reportByKey, anybody, ({ request, body, now }) => reportByKey(deps, { authorization: request.get('authorization'), body, now }));
  routes.declare(endpoints.intakeKeys, { right: 'administer', level: 'password' }, async (asked) => ({ items: await intakeKeys(deps, asked, asked.param('id')) }));
  routes.declare(endpoints.makeIntakeKey, { right: 'administer', level: 'recent' }, (asked) => makeIntakeKey(deps, asked, asked.param('id'), asked.body));
  routes.declare(endpoints.endIntakeKey, { right: 'administer', level: 'recent' }, (asked) => endIntakeKey(deps, asked, asked.param('id'), asked.param('mid')).then(() => ({ ok: true as const })));
  routes.declare(endpoints.changePublicReport, { right: 'administer', level: 'recent' }, (asked) => changePublicReport(deps, asked, asked.param('id'), asked.body));
}
