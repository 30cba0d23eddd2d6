// Certificates of cases, for those who supervise them, and the public key that everybody may compare.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { certificate } from '../services/certificates.ts';

export function declareCertificates(routes: Routes, deps: AppDeps): void {
  routes.declare(endpoints.certificate, { right: 'signedIn', level: 'password' }, ({ signed, now, param, query }) => certificate(deps, { signed, now, sessionId: signed.sessionId }, { caseId: param('id'), at: query.at === undefined ? now : Date.parse(query.at) }));
  routes.declare(endpoints.certificateKey, { right: 'public', level: 'none' }, () => {
    const { publicKey, fingerprint } = deps.secrets.certificates;
    return Promise.resolve({ algorithm: 'Ed25519' as const, publicKey, fingerprint });
  });
}
