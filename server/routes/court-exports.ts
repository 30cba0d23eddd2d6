// Exports of a case for a court: what can go out, the export itself, and those made before.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { exportable, exportsOf, makeExport } from '../services/court-exports.ts';

export function declareCourtExports(routes: Routes, { db, content }: AppDeps): void {
  const access = { right: 'signedIn', level: 'password' } as const;
  routes.declare(endpoints.exportable, access, ({ signed, now, param }) => db.withActor(signed.actor, (tx) => exportable({ tx, content, signed, now }, param('id'))));
  routes.declare(endpoints.courtExports, access, ({ signed, now, param }) => db.withActor(signed.actor, async (tx) => ({ items: await exportsOf({ tx, content, signed, now }, param('id')) })));
  // So much of a case leaves the installation at once that the password is asked for again.
  routes.declare(endpoints.makeCourtExport, { right: 'supervise', level: 'recent' }, ({ signed, now, param, body }) =>
    db.withActor(signed.actor, (tx) => makeExport({ tx, content, signed, now, sessionId: signed.sessionId }, param('id'), body)),
  );
}
