// One thing that is not as before, with what it was and what it is in words. `what` names it for a machine, `changeWords`
// for a person.
import type { Tendency } from './tendency.ts';

export const whats = [
  'limit', 'warning', 'escalation', 'overdue', 'statutory', 'people', 'seat', 'quorum', 'denials', 'oath', 'content', 'separation',
  'handoff', 'sender', 'receiver', 'package', 'disclosure', 'basis', 'expiry', 'wait', 'kind', 'way', 'step', 'role', 'field', 'rule', 'part',
] as const;
export type What = (typeof whats)[number];

export interface Change {
  readonly what: What;
  readonly tendency: Tendency;
  /** Inside the step, or inside the protocol. */
  readonly path: string;
  /** In words; `null`: there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** "Limit, tighter: 4 h after the step opens; was 24 h after the step opens". */
export function changeWords({ what, tendency, path, before, after }: Change): string {
  const said = tendency === 'tighter' || tendency === 'looser' ? `, ${tendency}` : '';
  const label = `${labelOf(what, path)}${said}`;
  if (before === null) return `${label}: new: ${after ?? ''}`;
  if (after === null) return `${label}: gone: ${before}`;
  return before === after ? `${label}: ${after}` : `${label}: ${after}; was ${before}`;
}

const labels: Readonly<Record<What, string>> = {
  limit: 'Limit', warning: 'Warning', escalation: 'Escalation', overdue: 'When overdue', statutory: 'While paused', people: 'Who may do it', seat: 'Seat', quorum: 'How many agree',
  denials: 'Denials that end it', oath: 'Oath', content: 'What it is about', separation: 'Separation', handoff: 'Kind of handoff', sender: 'Sent by', receiver: 'Offered to',
  package: 'Package', disclosure: 'Disclosure', basis: 'Legal basis', expiry: 'Expiry of the offer', wait: 'Wait', kind: 'Kind', way: 'Leads to', step: 'Step', role: 'Role',
  field: 'Field', rule: 'Rule', part: 'Also changed',
};

function labelOf(what: What, path: string): string {
  const id = path.split('.').slice(1).join('.');
  if (what === 'part') return partWords(path);
  return (what === 'way' || what === 'seat') && id !== '' ? `${labels[what]} (${id})` : labels[what];
}

const parts: Readonly<Record<string, string>> = {
  title: 'Title', phase: 'Phase', instructions: 'Instructions', citations: 'Citations', checklist: 'Checklist', outcomes: 'Outcome', form: 'Form', forms: 'Form', effects: 'Effect', onApproved: 'Effect of the grant',
  assign: 'Assignment', branches: 'Branch', join: 'Join', first: 'Goes on after the first', protocol: 'Calls', version: 'Version called', mode: 'Way of calling', message: 'Message', outcome: 'Outcome',
  stopsOthers: 'Stops the others', limit: 'Limit', atMost: 'At most', events: 'Event', purpose: 'Purpose', startsAt: 'Starts', levels: 'Level', facts: 'Fact', on: 'Handler', calendars: 'Calendar', over: 'Gone over', order: 'Order', retention: 'Retention class', key: 'Key',
};
function partWords(path: string): string {
  const [head = '', ...rest] = path.split('.');
  return `${parts[head] ?? head}${rest.length > 0 ? ` (${rest.join('.')})` : ''}`;
}

/** A value that has no words of its own. */
export function valueWords(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value === '' ? 'empty' : value.length > 120 ? `“${value.slice(0, 117)}...”` : `“${value}”`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((v) => typeof v === 'string')) return value.join(', ') || 'none';
  const named = typeof value === 'object' && ['title', 'label', 'text', 'id', 'name'].map((key) => (value as Readonly<Record<string, unknown>>)[key]).find((v) => typeof v === 'string' && v !== '');
  if (typeof named === 'string') return `“${named}”`;
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
