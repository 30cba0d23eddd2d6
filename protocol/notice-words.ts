// What a notice says, as a sentence that can be read alone at 2 a.m.: which step, what has happened to it, what that asks of
// the reader. The journal keeps ids and drawn words only; the sentence is made when it is read.
import { heldWords } from './case-words.ts';
import type { NoticeAbout } from './rows.ts';

export interface NoticeParts {
  /** Title of the step it is about; undefined when it is about the case. */
  readonly step: string | undefined;
  /** What the engine wrote along: a message as drawn, a code, or nothing. */
  readonly text: string;
}

const ownerMoved: Readonly<Record<string, string>> = {
  handoff: 'after a handoff was accepted', approval: 'with the approval that was granted', offer: 'after the offer was accepted', lost: 'to the duty supervisor, because the owner left; offer it to somebody',
};

const words: Readonly<Record<NoticeAbout, (parts: NoticeParts) => string>> = {
  notify: ({ text }) => text,
  dueSoon: ({ step }) => `${named(step)} is due soon.`,
  escalated: ({ step }) => `The limit of ${named(step)} has passed, and it was escalated to you.`,
  assigned: ({ step }) => `${named(step)} was assigned to you.`,
  handoffOffered: ({ step }) => `${named(step)} is offered to you. Accept it, or decline with a reason.`,
  handoffAccepted: ({ step }) => `${named(step)}, which you offered, was accepted.`,
  handoffDeclined: ({ step }) => `${named(step)} was declined. Read why, and see where the protocol goes on.`,
  handoffAsked: ({ step }) => `A question was asked about ${named(step)}. Read it and answer.`,
  handoffAnswered: ({ step }) => `${named(step)} was answered.`,
  handoffSettled: ({ step }) => `Every place of ${named(step)} is answered.`,
  leftBehind: ({ step }) => `${named(step)} was accepted, and the protocol no longer waits for it. Decide what becomes of it.`,
  endHeld: ({ text }) => `The case is not closed yet. ${heldWords[text] ?? 'Open the step to see why.'}`,
  ownerChanged: ({ text }) => `The ownership of this case moved ${ownerMoved[text] ?? 'to another person'}.`,
  votesVoided: ({ step }) => `Your vote on ${named(step)} no longer counts, because what it was about was changed. Read it again and vote anew.`,
  changedSince: () => 'Something you approved in this case was changed afterwards. Read the form again.',
  measure: ({ step }) => `The measure ${named(step)} is yours now.`,
  measureOverdue: ({ step }) => `The measure ${named(step)} is overdue.`,
  added: () => 'A task was added to this case that you may do. Open it to see what is to be done.',
  taskOverdue: () => 'A task that was added to this case is overdue.',
  danger: () => 'Imminent danger was declared in this case.',
  retention: () => 'The retention date of this case is reached. It is decided now what is kept.',
  parked: () => 'This case had more than a thousand changes in a day and is parked. A supervisor must look at it.',
  anchorMissing: ({ step, text }) => `The limit of ${named(step)} counts from its opening, because “${(text.split('.').at(-1) ?? text).replaceAll('_', ' ')}” is not recorded.`,
  each: ({ text }) => text,
  calendarEnds: ({ step }) => `${named(step)} is due after the last year whose holidays its calendar knows. Have the calendar brought up to date.`,
  paused: ({ step }) => `${step === undefined ? 'The clocks of this case stand' : `The clock of ${named(step)} stands`}: it was paused.`,
  resumed: ({ step }) => `${step === undefined ? 'The clocks of this case run' : `The clock of ${named(step)} runs`} again.`,
  blocked: ({ text }) => text,
  elsewhere: ({ step, text }) => (step === undefined ? text || 'Another case has told this one something. See what it set going.' : `${named(step)}: open it to see what.`),
};

export function noticeSentence(about: string, parts: NoticeParts): string {
  const say = Object.hasOwn(words, about) ? words[about as NoticeAbout] : undefined;
  const said = say?.(parts) ?? (parts.text || 'Something has happened in this case. Open it to see what.');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const named = (step: string | undefined): string => (step === undefined || step === '' ? 'a step of this case' : `“${step}”`);
