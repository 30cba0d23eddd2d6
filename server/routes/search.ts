// Search over all that one may see.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import { limitAsking } from '../limit-tries.ts';
import type { Routes } from '../route.ts';
import { search } from '../services/search.ts';

export function declareSearch(routes: Routes, deps: AppDeps): void {
  routes.router.use('/api/search', limitAsking(deps, 240));
  routes.declare(endpoints.search, { right: 'signedIn', level: 'password' }, ({ signed, query }) => deps.db.withActor(signed.actor, (tx) => search(tx, query.q)));
}
