// The public page of a unit, bounded by address and by unit, and its setting.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import { limitAddress } from '../limit-tries.ts';
import type { Routes } from '../route.ts';
import { changePublicReport, publicReport, publicReportSetting, sendPublicReport } from '../services/public-reports.ts';

export function declarePublicReports(routes: Routes, deps: AppDeps): void {
  const anybody = { right: 'public', level: 'none' } as const;
  routes.router.get('/api/public/reports/:slug', limitAddress(60));
  routes.router.post('/api/public/reports/:slug', limitAddress(10));

  routes.declare(endpoints.publicReport, anybody, (asked) => publicReport(deps, asked.param('slug'), asked.now));
  routes.declare(endpoints.sendPublicReport, anybody, ({ param, body, now }) => sendPublicReport(deps, { slug: param('slug'), ...body, now }));
  routes.declare(endpoints.publicReportSetting, { right: 'administer', level: 'password' }, (asked) => publicReportSetting(deps, asked, asked.param('id')));
  routes.declare(endpoints.changePublicReport, { right: 'administer', level: 'recent' }, (asked) => changePublicReport(deps, asked, asked.param('id'), asked.body));
}
