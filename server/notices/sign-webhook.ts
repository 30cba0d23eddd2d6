// Signatures of webhooks, as the Standard Webhooks specification has them: the receiver computes the same over id, instant and
// body, and refuses what is old. While a secret is being replaced both sign.
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

export const newSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** `at`: epoch ms. */
export function signedHeaders({ id, at, body, secrets }: { readonly id: string; readonly at: number; readonly body: string; readonly secrets: readonly string[] }): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  return { 'content-type': 'application/json', 'user-agent': 'Handrail-Webhooks', 'idempotency-key': id, 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
