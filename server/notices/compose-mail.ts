// What a mail says. It leaves the installation, so it names the kind of the step, the case by its reference, the limit and a
// link, and not a word of what was written or drawn. The link opens a page behind the sign-in; following it changes nothing.
import { DateTime } from 'luxon';
import type { NoticeAbout } from '../../protocol/rows.ts';

export interface Told {
  readonly about: string;
  readonly caseId: string;
  readonly caseReference: string | null;
  /** Null: about the case as a whole. */
  readonly step: { readonly id: string; readonly kind: string } | null;
  /** Epoch ms. */
  readonly dueAt: number | null;
  readonly at: number;
}
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const kinds: Readonly<Record<string, string>> = {
  start: 'an intake form', task: 'a task', approval: 'an approval', handoff: 'a handoff', wait: 'a wait', call: 'another protocol', end: 'the end of a protocol', byHand: 'a decision by hand', ownership: 'an offer of ownership', measure: 'a measure', service: 'a service',
};

/** Read after the reference of the case: "HC-2026-0007: an approval is due soon". */
const phrases: Readonly<Record<NoticeAbout, (kind: string) => string>> = {
  notify: () => 'the protocol has a message for you',
  dueSoon: (kind) => `${kind} is due soon`,
  escalated: (kind) => `${kind} is overdue and was escalated to you`,
  assigned: (kind) => `${kind} was assigned to you`,
  handoffOffered: (kind) => `${kind} is offered to you`,
  handoffAccepted: (kind) => `${kind} that you offered was accepted`,
  handoffDeclined: (kind) => `${kind} was declined`,
  handoffAsked: (kind) => `a question was asked about ${kind}`,
  handoffAnswered: (kind) => `${kind} was answered`,
  handoffSettled: (kind) => `every place of ${kind} is answered`,
  leftBehind: (kind) => `${kind} was accepted that the protocol no longer waits for`,
  endHeld: () => 'the case is not closed yet',
  ownerChanged: () => 'the ownership has moved',
  votesVoided: (kind) => `your vote on ${kind} no longer counts`,
  changedSince: () => 'something you approved was changed afterwards',
  measure: () => 'a measure is yours now',
  measureOverdue: () => 'a measure is overdue',
  added: () => 'a task was added that you may do',
  taskOverdue: () => 'a task that was added is overdue',
  elsewhere: () => 'a linked case has told this one something',
  danger: () => 'imminent danger was declared',
  retention: () => 'the retention date is reached',
  parked: () => 'the case is parked',
  anchorMissing: (kind) => `the limit of ${kind} counts from its opening`,
  each: () => 'not every item of a list has its step',
  calendarEnds: (kind) => `the calendar of ${kind} ends before it is due`,
  paused: () => 'a clock stands',
  resumed: () => 'a clock runs again',
  blocked: () => 'a protocol cannot go on by itself',
};

export function saidOutside({ about, step }: Pick<Told, 'about' | 'step'>): string {
  const kind = step === null ? 'a step' : (kinds[step.kind] ?? 'a task');
  return Object.hasOwn(phrases, about) ? phrases[about as NoticeAbout](kind) : 'something has happened';
}

export const pathOf = ({ caseId, step }: Pick<Told, 'caseId' | 'step'>): string => (step === null ? `/cases/${caseId}` : `/cases/${caseId}/steps/${encodeURIComponent(step.id)}`);

export function composeMail(notices: readonly Told[], { publicUrl, zone }: { readonly publicUrl: string; readonly zone: string }): MailText {
  const [first] = notices;
  const isDanger = notices.some(({ about }) => about === 'danger');
  const headline = first !== undefined && notices.length === 1 ? lineOf(first) : `${notices.length} notices`;
  const blocks = notices.map((told) => [lineOf(told), told.dueAt === null ? `Told ${wallClock(told.at, zone)}` : `Due ${wallClock(told.dueAt, zone)}`, `${publicUrl}${pathOf(told)}`].join('\n'));
  return {
    subject: `${isDanger ? 'URGENT, ' : ''}Handrail: ${headline}`,
    text: `${blocks.join('\n\n')}\n\n-- \nNothing of a case is said in mails: sign in to read it. Opening a link changes nothing.\nHow you are told: ${publicUrl}/told\n`,
  };
}

/** To administrators, about no case. */
export function composeOff(title: string, { publicUrl }: { readonly publicUrl: string }): MailText {
  return { subject: 'Handrail: a webhook was switched off', text: `The webhook "${title.replaceAll(/\s+/g, ' ')}" did not take anything for days, or says it is gone, and was switched off. What it was to be told is told nobody else.\n\nSee why: ${publicUrl}/administration/delivery\n` };
}

const lineOf = (told: Told): string => `${told.caseReference ?? 'A case'}: ${saidOutside(told)}`;
const wallClock = (at: number, zone: string): string => DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('ccc d LLL yyyy HH:mm ZZZZ');
