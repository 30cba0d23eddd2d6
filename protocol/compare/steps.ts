// Two versions of one step: its clock and its people with their tendency, everything else that is not as before, and where
// it leads. A step that is new or gone is told with what comes and goes with it.
import { durationWords, limitWords, ruleWords, type Names } from '../condition-words.ts';
import type { Draft, DraftNode, Limit, LimitRule, NodeKind, NodeOf } from '../draft.ts';
import { kindWords } from '../node-defaults.ts';
import { portsOf } from '../ports.ts';
import { valueWords, type Change } from './change.ts';
import { changedPaths } from './changed-paths.ts';
import { ofEscalations, ofLimits, ofWarnings } from './limits.ts';
import { anyPeople, approvalPeople, handoffPeople, measured, ofAny, type Pair } from './people.ts';

export interface StepComparison {
  readonly id: string;
  readonly title: string;
  readonly kind: NodeKind;
  readonly state: 'new' | 'gone' | 'changed' | 'unchanged';
  /** Every limit, seat, separation and handoff of the step, unchanged ones included. */
  readonly measures: readonly Change[];
  /** All else that is not as before. */
  readonly others: readonly Change[];
}

export function compareStep(pair: Pair, ways: { readonly before: Ways; readonly after: Ways }): StepComparison {
  const shown = (pair.after ?? pair.before) as DraftNode;
  const measures = [...clock(pair), ...people(pair)];
  const others = pair.before && pair.after ? [...plain(pair.before, pair.after), ...waysOf(pair, ways)] : [];
  const isChanged = others.length > 0 || measures.some((m) => m.tendency !== 'unchanged' || m.before !== m.after);
  return { id: shown.id, title: shown.title || shown.id, kind: shown.kind, state: !pair.before ? 'new' : !pair.after ? 'gone' : isChanged ? 'changed' : 'unchanged', measures, others };
}

function clock(pair: Pair): readonly Change[] {
  const escalated = (node: DraftNode): DueLimit | undefined => (dueOf(node)?.escalate.length ? dueOf(node) : undefined);
  const warned = (node: DraftNode): DueLimit | undefined => (dueOf(node)?.rules.some((r) => r.warn !== undefined) ? dueOf(node) : undefined);
  return [
    ...measured(pair, { what: 'limit', path: 'limit', read: limitOf, words: rulesWords, tend: ofLimits, only: bindsNobody(pair) ? 'other' : 'tighter' }),
    ...measured(pair, { what: 'warning', path: 'limit', read: warned, words: warningWords, tend: ofWarnings }),
    ...measured(pair, { what: 'escalation', path: 'limit.escalate', read: escalated, words: (limit, names) => limitWords({ ...limit, rules: [] }, names).slice(0, -1).join('; '), tend: ofEscalations }),
    ...measured(pair, { what: 'overdue', path: 'limit.onOverdue', read: (n) => dueOf(n)?.onOverdue === 'leave' || undefined, words: () => 'left by its overdue way', tend: ofAny, only: 'other' }),
    ...measured(pair, { what: 'statutory', path: 'limit.statutory', read: (n) => dueOf(n)?.statutory || undefined, words: () => 'goes on while the case is paused', tend: ofAny }),
    ...measured(only('wait', pair), { what: 'wait', path: 'rules', read: (n) => n, words: waitWords, tend: (a, b) => ofAny([a.rules, a.until ?? null], [b.rules, b.until ?? null]), only: 'other' }),
  ];
}

type DueLimit = Extract<Limit, { kind: 'due' }>;
const limitOf = (node: DraftNode): Limit | undefined => ('limit' in node ? node.limit : undefined);
function dueOf(node: DraftNode): DueLimit | undefined {
  const limit = limitOf(node);
  return limit?.kind === 'due' ? limit : undefined;
}

const rulesWords = (limit: Limit, names: Names): string => (limit.kind === 'none' ? `none: ${limit.reason}` : listWords(limit.rules, names));
const listWords = (rules: readonly LimitRule[], names: Names): string => rules.map((r, i) => `${i > 0 ? 'otherwise ' : ''}${ruleWords(r, names)}`).join('; ');
const warningWords = (limit: DueLimit): string => limit.rules.flatMap((r) => (r.warn === undefined ? [] : [`${durationWords(r.warn)} before`])).join('; ');

/** A limit of "none" that comes or goes with its step binds nobody. */
const bindsNobody = ({ before, after }: Pair): boolean => [before, after].every((n) => n === undefined || dueOf(n) === undefined);

function waitWords(node: NodeOf<'wait'>, names: Names): string {
  const date = node.until === undefined ? [] : [`until “${names.field(node.until).label}”`];
  return [...(node.rules.length > 0 ? [listWords(node.rules, names)] : []), ...date].join('; ') || 'for an event';
}

function people(pair: Pair): readonly Change[] {
  return [...anyPeople(pair), ...approvalPeople(only('approval', pair)), ...handoffPeople(only('handoff', pair))];
}

function only<K extends NodeKind>(kind: K, { before, after, was, is }: Pair): Pair<NodeOf<K>> {
  const of = (node: DraftNode | undefined): NodeOf<K> | undefined => (node?.kind === kind ? (node as NodeOf<K>) : undefined);
  return { before: of(before), after: of(after), was, is };
}

/** What is told with a tendency above is not told again. */
const told: readonly string[] = ['id', 'roles', 'seats', 'needed', 'denials', 'sworn', 'about', 'notRequester', 'notOwner', 'notDoerOf', 'handoff', 'kindRules', 'to', 'from', 'package', 'disclosure', 'legalBasis', 'expires', 'until'];

function plain(before: DraftNode, after: DraftNode): readonly Change[] {
  if (before.kind !== after.kind) return [{ what: 'kind', tendency: 'other', path: 'kind', before: kindWords[before.kind], after: kindWords[after.kind] }];
  return changedPaths(before, after).flatMap((c): readonly Change[] => {
    const [head = ''] = c.path.split('.');
    if (told.includes(head) && !(head === 'to' && after.kind === 'notify')) return [];
    if ((head === 'limit' && !c.path.startsWith('limit.basis')) || (head === 'rules' && after.kind === 'wait')) return [];
    return [{ what: 'part', tendency: 'other', path: c.path, before: valueWords(c.before), after: valueWords(c.after) }];
  });
}

export type Ways = ReadonlyMap<string, string>;

/** Where each port of each node leads, by "node.port". */
export const waysIn = (draft: Pick<Draft, 'edges'>): Ways => new Map(draft.edges.map((e) => [`${e.from} ${e.port}`, e.to]));

function waysOf({ before, after, was, is }: Pair, ways: { readonly before: Ways; readonly after: Ways }): readonly Change[] {
  if (!before || !after) return [];
  const ports = [...new Set([...portsDrawn(ways.before, before.id), ...portsDrawn(ways.after, after.id)])];
  return ports.flatMap((port): readonly Change[] => {
    const [old, now] = [ways.before.get(`${before.id} ${port}`), ways.after.get(`${after.id} ${port}`)];
    if (old === now) return [];
    const label = portsOf(after).find((p) => p.id === port)?.label ?? port;
    return [{ what: 'way', tendency: 'other', path: `ways.${label === 'next' ? '' : label}`, before: old === undefined ? null : `“${was.node(old).title}”`, after: now === undefined ? null : `“${is.node(now).title}”` }];
  });
}
const portsDrawn = (ways: Ways, node: string): readonly string[] => [...ways.keys()].filter((k) => k.startsWith(`${node} `)).map((k) => k.slice(node.length + 1));
