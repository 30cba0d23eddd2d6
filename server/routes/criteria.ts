// The initiation criteria of agencies, and how often each was cited.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { criteria, criteriaCounts, saveCriteria } from '../services/criteria.ts';
import type { Signed } from '../signed.ts';

export function declareCriteria(routes: Routes, { db }: AppDeps): void {
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db, signed, now });
  routes.declare(endpoints.criteria, { right: 'signedIn', level: 'password' }, async (asked) => ({ items: [...(await criteria(doing(asked)))] }));
  routes.declare(endpoints.saveCriteria, { right: 'administer', level: 'recent' }, (asked) => saveCriteria(doing(asked), asked.body));
  routes.declare(endpoints.criteriaCounts, { right: 'supervise', level: 'password' }, (asked) => criteriaCounts(doing(asked)));
}
