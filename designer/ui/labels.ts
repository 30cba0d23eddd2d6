// Every word that is only spoken or shown as a hint, in one place, and the words for codes that come as data.
import type { TaskRow } from '../../server/contract-cases.ts';
import { heldWords } from '../../protocol/case-words.ts';

export const labels = {
  rail: 'Rooms',
  topLine: 'You and your work',
  acting: 'Acting for',
  personMenu: (name: string) => `${name}: settings and sign out`,
  notices: 'Notices',
  unread: 'unread',
  unconfirmed: (count: number) => `${count} not confirmed yet`,
  skip: 'Skip to the page',
  slackBar: (percent: number) => `${percent} % of the time given is used`,
  moreActions: (title: string) => `Act on ${title}`,
  selectRow: (title: string) => `Select ${title}`,
  timelineEntry: (number: number) => `Transition ${number}`,
  board: 'What is late, due or waiting',
  boardAsCsv: 'These rows as CSV', selectedAsCsv: 'Selected rows as CSV',
} as const;

export const kindWords: Readonly<Record<TaskRow['kind'], string>> = {
  start: 'Start', task: 'Task', approval: 'Approval', handoff: 'Handoff', wait: 'Wait', call: 'Other protocol', end: 'Held end', byHand: 'Decide by hand', ownership: 'Offer of ownership', measure: 'Measure', added: 'Added task', phase: 'Phase', service: 'Service',
};

export const statusWords: Readonly<Record<string, string>> = {
  report: 'Report', open: 'Open', monitoring: 'Monitoring', transferred: 'Transferred', closed: 'Closed', no_case: 'No case', purged: 'Purged',
};
/** An id or key as words, where a list knows no title: "no_case" is "No case". */
export function plainWord(id: string): string {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
export const statusWord = (status: string): string => statusWords[status] ?? plainWord(status);

export const handoffKindWords: Readonly<Record<string, string>> = {
  transfer: 'Transfer: who accepts becomes accountable for the case', request: 'Request: who accepts does the work, the sender stays accountable', consult: 'Consult: an answer comes back', inform: 'For information: receipt is confirmed',
};
export const handoffStateWords: Readonly<Record<string, string>> = {
  waiting: 'Not offered yet', offered: 'Offered', accepted: 'Accepted', declined: 'Declined', withdrawn: 'Withdrawn', expired: 'Expired', cancelled: 'Cancelled', settled: 'Settled',
};

/** Why an end is held, and what lets it go. */
export const heldSentence = (code: string): string => heldWords[code] ?? `Held by the protocol (${code.replaceAll('_', ' ')}).`;

export const rightWords: Readonly<Record<string, readonly [string, string]>> = {
  draw: ['Draw', 'Change drafts of protocols and send them to review'],
  publish: ['Publish', 'Publish as the second person, retire versions'],
  open: ['Open cases', 'Open a case by hand'],
  start: ['Start protocols', 'Start a further protocol on an open case'],
  supervise: ['Supervise', 'See the board, assign steps, offer ownership, cancel, reopen a case that has ended'],
  extend: ['Extend', 'Move a limit later, with a reason'],
  skip: ['Skip', 'Leave out a step, with a reason'],
  staff: ['Staff', 'Give and end roles of members, name the duty supervisor'],
  administer: ['Administer', 'Agencies, units, roles and their rights, people who can sign in'],
};
