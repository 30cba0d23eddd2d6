// Every word that is only spoken or shown as a hint, in one place, and the words for codes that come as data.
import type { TaskRow } from '../../server/contract-cases.ts';

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
export const heldWords: Readonly<Record<string, string>> = {
  weapons_access_unknown: 'Access to weapons is not recorded or unknown. Record it in a form of the case; the end is then tried again by itself.',
  no_closing_without_contact: 'No contact was made. Failed contact is no reason to close; record contact, or keep the case open.',
  open_tasks: 'A task that was added to the case is still open. End it, or have a supervisor cancel it; the end is then tried again by itself.',
  criteria_not_cited: 'Say on the case page which initiation criteria the report meets, or why none; the end is then tried again by itself.',
  repeat_needs_two: 'This person was reported before. A repeat report needs an approval by two persons before it ends without a case.',
  purge_needs_two: 'A purge needs an approval by two persons in this protocol first.',
  needs_person: 'Time alone has led here, and time ends no case. It goes on with the next act of a person; say first what speaks against it.',
  open_handoffs: 'A handoff of this case is still open. It has to be answered or withdrawn first.',
  other_protocols_running: 'Another protocol of this case is still running. It has to end first.',
};
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
