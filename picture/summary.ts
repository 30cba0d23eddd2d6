// The one quiet line of a step: who, by when, how many, to which agency. The card, its spoken name and the outline say the
// same, because they all ask here.
import { conditionWords, dueWords, type Names } from '../protocol/condition-words.ts';
import type { DraftNode, Handler, Limit, LimitRule } from '../protocol/draft.ts';
import { handoffKindsOf, rolesOn } from '../protocol/node-parts.ts';

export interface Titles {
  readonly role: (id: string) => string;
  /** The name of the agency a role is fixed to, when that is not the unit's own. */
  readonly otherAgency: (role: string) => string | undefined;
  readonly protocol: (key: string) => string;
  readonly field: (ref: string) => string;
  readonly connector: (key: string) => string;
}
export interface Summary {
  readonly who: string;
  readonly clock: string;
  /** Other agencies that are handed to or asked. */
  readonly agencies: readonly string[];
  /** "2 of 3" of an approval. */
  readonly quorum?: string;
  /** What else is worth a word: the outcome of an end, the called protocol, the number of branches. */
  readonly note?: string;
}

export function summaryOf(node: DraftNode, titles: Titles): Summary {
  const roles = rolesOn(node);
  const agencies = node.kind === 'handoff' || node.kind === 'task' || node.kind === 'each' || node.kind === 'start' ? distinct(roles.map(titles.otherAgency)) : [];
  const base = { who: listed(roles.map(titles.role)), clock: clockOf(node), agencies };
  switch (node.kind) {
    case 'approval': return { ...base, quorum: `${node.needed ?? node.seats.length} of ${node.seats.length}` };
    case 'end': return { ...base, note: node.outcome ?? 'end of a branch' };
    case 'call': return { ...base, note: `${node.mode === 'wait' ? 'waits for' : 'starts'} ${titles.protocol(node.protocol)}` };
    case 'each': return { ...base, note: [overWords(node.over, titles), node.order === 'inTurn' ? 'one after the other' : '', node.protocol === undefined ? '' : titles.protocol(node.protocol)].filter((w) => w !== '').join(', ') };
    case 'wait': return node.events.length > 0 ? { ...base, note: node.events.map((e) => e.label ?? e.name).join(', ') } : base;
    case 'decision': return { ...base, note: `${node.branches.length + 1} ways` };
    case 'service': return { ...base, note: titles.connector(node.connector) };
    case 'table': return { ...base, note: `${node.rules.length} ${node.rules.length === 1 ? 'row' : 'rows'}: ${node.outputs.map((o) => o.label || o.name).join(', ')}` };
    case 'split': return { ...base, note: `${node.branches.length} branches` };
    case 'handoff': return { ...base, note: handoffKindsOf(node).join(' or '), ...(node.each ? { quorum: node.each.kind === 'times' ? `${node.each.times} places` : 'several' } : {}) };
    case 'join': return node.first === undefined ? base : { ...base, note: `first ${node.first}` };
    default: return base;
  }
}

const overWords = (over: Extract<DraftNode, { kind: 'each' }>['over'], titles: Titles): string => (over.kind === 'times' ? `${over.times} times` : titles.field(over.ref));

/** "step 3 of 14, Interview, task, case manager, due in 24 h, 2 findings". */
export function spokenName(node: DraftNode, summary: Summary, place: { readonly number: number; readonly of: number; readonly findings: number; readonly kindWord: string }): string {
  const parts = [
    `step ${place.number} of ${place.of}`, node.title || 'without a title', place.kindWord.toLowerCase(), summary.who,
    summary.clock && (node.kind === 'wait' ? `ends after ${summary.clock}` : `due in ${summary.clock}`),
    summary.quorum ? `${summary.quorum}${node.kind === 'approval' ? ' agree' : ''}` : '', ...summary.agencies,
    place.findings > 0 ? `${place.findings} ${place.findings === 1 ? 'finding' : 'findings'}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What a handler waits for, after "when". */
export function whenWords({ when }: Handler, names: Names): string {
  switch (when.kind) {
    case 'event': return `“${when.label || when.name.replaceAll('_', ' ')}” has happened`;
    case 'condition': return conditionWords(when.if, names);
    case 'level': return `the level ${{ any: 'changes', raised: 'is raised', lowered: 'is lowered' }[when.change]}${when.to === undefined ? '' : ` to ${names.level(when.to)}`}`;
  }
}

/** What it does besides the step its edge opens. */
export function doesWords(handler: Handler, titles: { readonly protocol: (key: string) => string; readonly step: (id: string) => string }): string {
  return [handler.protocol === undefined ? '' : `starts ${titles.protocol(handler.protocol)}`, handler.cancels.length === 0 ? '' : `cancels ${listed(handler.cancels.map(titles.step))}`].filter((part) => part !== '').join(', ');
}

function clockOf(node: DraftNode): string {
  switch (node.kind) {
    case 'start':
    case 'task':
    case 'approval':
    case 'handoff': return limitOf(node.limit);
    case 'service': return limitOf(node.limit);
    case 'each': return node.protocol === undefined ? limitOf(node.limit) : '';
    case 'wait': return node.rules.length === 0 ? (node.until === undefined ? '' : 'a date') : shortest(node.rules);
    default: return '';
  }
}

function limitOf(limit: Limit | undefined): string {
  if (!limit) return '';
  return limit.kind === 'none' ? '' : shortest(limit.rules);
}

function shortest(rules: readonly LimitRule[]): string {
  const [first, ...more] = rules.map((r) => dueWords(r.due));
  if (first === undefined) return '';
  return more.length === 0 ? first : `${first} to ${more.at(-1) ?? ''}`;
}

function listed(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

const distinct = (names: readonly (string | undefined)[]): readonly string[] => [...new Set(names.filter((n): n is string => n !== undefined))];
