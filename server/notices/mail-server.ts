// The mail server of the installation: the environment's, else the one set on the page, else none. Its connection is encrypted
// unless it is on this machine, and a failure is told as a code that says what to mend, never with the server's own words.
import { createTransport } from 'nodemailer';
import type { Tx } from '../../prisma/connect.ts';
import { isLoopback } from '../config.ts';
import type { Config } from '../config.ts';
import type { Secrets } from '../secrets.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly login: string | null;
  readonly password: string | null;
  readonly sender: string;
}
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every try: a mail that arrives twice is recognised by it. */
  readonly messageId: string;
}
export type MailFailure = 'no_server' | 'unreachable' | 'tls_refused' | 'login_refused' | 'receiver_refused' | 'sender_refused' | 'refused' | 'interrupted' | 'only_this_machine';
export type MailResult = { readonly ok: true } | { readonly ok: false; readonly code: MailFailure; /** Trying again would change nothing. */ readonly isFinal: boolean };

export const passwordOwner = 'password of the mail server';

/** A demonstration writes to nobody: its mail goes to a server on this machine or nowhere. */
export async function mailServerOf(tx: Tx, { config, secrets }: { readonly config: Pick<Config, 'mail'>; readonly secrets: Secrets }): Promise<MailServer | null> {
  if (config.mail !== undefined) return config.mail;
  const row = await tx.mailSetting.findUnique({ where: { id: 1 } });
  if (row === null) return null;
  return { host: row.host, port: row.port, security: row.security as MailServer['security'], login: row.login, password: row.secret === null ? null : secrets.open(passwordOwner, row.secret), sender: row.sender };
}

export async function sendMail(server: MailServer | null, mail: Mail, { kind }: Pick<Config, 'kind'>): Promise<MailResult> {
  if (server === null) return { ok: false, code: 'no_server', isFinal: false };
  if (kind === 'demo' && !isLoopback(server.host)) return { ok: false, code: 'only_this_machine', isFinal: true };
  const transport = createTransport({
    host: server.host, port: server.port, secure: server.security === 'tls', requireTLS: server.security === 'starttls', ignoreTLS: server.security === 'none',
    ...(server.login !== null && { auth: { user: server.login, pass: server.password ?? '' } }),
    tls: { minVersion: 'TLSv1.2' }, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: 'Handrail', address: server.sender }, to: mail.to, subject: mail.subject, text: mail.text, messageId: `<${mail.messageId}@${server.sender.split('@')[1] ?? 'handrail'}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return { ok: true };
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

function failureOf(error: unknown): Extract<MailResult, { ok: false }> {
  const has = <Key extends string>(key: Key): unknown => (typeof error === 'object' && error !== null && key in error ? (error as Record<Key, unknown>)[key] : undefined);
  const [code, response, command] = [has('code'), Number(has('responseCode')), has('command')];
  // 5xx is the server's last word about this mail; everything else may be better in a minute.
  const isFinal = response >= 500;
  if (code === 'EAUTH') return { ok: false, code: 'login_refused', isFinal: false };
  if (code === 'EENVELOPE') return { ok: false, code: command === 'MAIL FROM' ? 'sender_refused' : 'receiver_refused', isFinal: isFinal && command !== 'MAIL FROM' };
  if (code === 'ETLS') return { ok: false, code: 'tls_refused', isFinal: false };
  if (code === 'ESOCKET' || code === 'ECONNECTION' || code === 'EDNS' || code === 'ETIMEDOUT') return { ok: false, code: /certificate|tls|ssl/i.test(String(has('message'))) ? 'tls_refused' : 'unreachable', isFinal: false };
  return Number.isNaN(response) ? { ok: false, code: 'interrupted', isFinal: false } : { ok: false, code: 'refused', isFinal };
}
