// A mail server of this process: keeps what it took, and refuses as a test tells it to.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TookMail {
  readonly to: readonly string[];
  readonly raw: string;
  /** The text, put together again from the lines it travelled in. */
  readonly text: string;
  readonly subject: string;
  readonly messageId: string;
}
export interface MailTaker {
  readonly port: number;
  readonly taken: readonly TookMail[];
  /** What the server says to the next mails; null: it takes them. */
  answer: { readonly code: number; readonly text: string } | null;
  /** Runs when a mail is taken, before the server has said so. */
  onTaken: (() => Promise<void>) | null;
  stop(): Promise<void>;
}

export async function startMailTaker({ login }: { readonly login?: { readonly user: string; readonly password: string } } = {}): Promise<MailTaker> {
  const taken: TookMail[] = [];
  const taker: { answer: MailTaker['answer']; onTaken: MailTaker['onTaken'] } = { answer: null, onTaken: null };
  const server = new SMTPServer({
    authOptional: login === undefined, allowInsecureAuth: true, disabledCommands: ['STARTTLS'], logger: false,
    onAuth: (auth, _session, done) => (auth.username === login?.user && auth.password === login?.password ? done(null, { user: auth.username }) : done(Object.assign(new Error('no'), { responseCode: 535 }))),
    onRcptTo: (_address, _session, done) => (taker.answer === null ? done() : done(Object.assign(new Error(taker.answer.text), { responseCode: taker.answer.code }))),
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => (raw += chunk));
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, ...read(raw) });
        void (taker.onTaken?.() ?? Promise.resolve()).then(() => done());
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(taker, { port, taken, stop: () => new Promise<void>((resolve) => server.close(resolve)) });
}

function read(raw: string): Pick<TookMail, 'text' | 'subject' | 'messageId'> {
  const [head = '', ...rest] = raw.replaceAll('\r\n', '\n').split('\n\n');
  const unfolded = head.replaceAll(/\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
  const body = rest.join('\n\n');
  const text = /quoted-printable/i.test(header('Content-Transfer-Encoding')) ? body.replaceAll('=\n', '').replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : body;
  return { text, subject: header('Subject'), messageId: header('Message-ID') };
}
