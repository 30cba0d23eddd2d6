// The outline as data: one row a step in reading order, each with where its ways lead, and, when all is to be read, everything
// the step says, in words. Pure, so that the canvas's twin can be tested without a page.
import { conditionWords, limitWords, namesOf, ruleWords, type Names } from '../../../protocol/condition-words.ts';
import type { Draft, DraftNode, Effect } from '../../../protocol/draft.ts';
import type { Finding } from '../../../protocol/finding.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { formOn, outcomesOn } from '../../../protocol/node-parts.ts';
import { portContextOf, portsOf, type PortContext } from '../../../protocol/ports.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { titlesOf } from '../../../picture/drawing.ts';
import { spokenNote } from '../flow.ts';
import { doesWords, spokenName, summaryOf, whenWords, type Summary } from '../../../picture/summary.ts';
import { readingOrder } from '../../../picture/order.ts';

export interface Way {
  readonly port: string;
  /** The words of the port; '' where a step has one way only. */
  readonly label: string;
  readonly edge?: string;
  /** Where it leads, with its number in the outline; undefined: nowhere yet. */
  readonly to?: { readonly id: string; readonly number: number; readonly title: string };
  readonly isNeeded: boolean;
}
export interface Row {
  readonly id: string;
  readonly number?: number;
  readonly kind: DraftNode['kind'] | 'handler' | 'note';
  readonly kindWord: string;
  readonly title: string;
  readonly summary: Summary;
  readonly spoken: string;
  readonly findings: readonly Finding[];
  readonly ways: readonly Way[];
}
export interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

export function rowsOf(draft: Draft, { context = {}, findings = [] }: { readonly context?: ValidationContext; readonly findings?: readonly Finding[] } = {}): readonly Row[] {
  const order = readingOrder(draft, context);
  const numbers = new Map(order.map((n, i) => [n.id, { number: i + 1, title: n.title || n.id }]));
  const titles = titlesOf(draft, context);
  const ports = portContextOf(draft, context);
  const found = grouped(findings, (f) => f.at.node ?? '');
  const edges = grouped(draft.edges, (e) => e.from);
  const to = (id: string): Way['to'] => { const at = numbers.get(id); return at ? { id, ...at } : undefined; };
  const steps = order.map((node, i): Row => {
    const summary = summaryOf(node, titles);
    const own = found.get(node.id) ?? [];
    return {
      id: node.id, number: i + 1, kind: node.kind, kindWord: kindWords[node.kind], title: node.title || node.id, summary, findings: own, ways: waysOf(node, edges.get(node.id) ?? [], { ports, to }),
      spoken: spokenName(node, summary, { number: i + 1, of: order.length, findings: own.length, kindWord: kindWords[node.kind] }),
    };
  });
  const names = namesOf(draft);
  const handlers = (draft.on ?? []).map((handler): Row => {
    const own = found.get(handler.id) ?? [];
    const edge = (edges.get(handler.id) ?? [])[0];
    const does = doesWords(handler, { protocol: titles.protocol, step: (id) => numbers.get(id)?.title ?? id });
    const when = `when ${whenWords(handler, names)}`;
    return {
      id: handler.id, kind: 'handler', kindWord: 'When it happens', title: handler.title || handler.id, summary: { who: when, clock: '', agencies: [], ...(does === '' ? {} : { note: does }) }, findings: own,
      ways: [{ port: 'next', label: 'opens', isNeeded: false, ...(edge ? { edge: edge.id } : {}), ...(edge && to(edge.to) ? { to: to(edge.to) } : {}) }],
      spoken: [handler.title || 'without a title', when, does, own.length > 0 ? `${own.length} ${own.length === 1 ? 'finding' : 'findings'}` : ''].filter((part) => part !== '').join(', '),
    };
  });
  const notes = (draft.notes ?? []).map((note): Row => ({ id: note.id, kind: 'note', kindWord: 'Note', title: note.text.trim() || 'An empty note', summary: { who: '', clock: '', agencies: [] }, findings: [], ways: [], spoken: spokenNote(note.text) }));
  return [...steps, ...handlers, ...notes];
}

/** Everything a step says, for reading: in review, aloud, on paper. */
export function partsOfStep(draft: Draft, node: DraftNode): readonly Part[] {
  const names = namesOf(draft);
  const form = draft.forms.find((f) => f.id === formOn(node));
  const parts: readonly Part[] = [
    { title: 'Instructions', lines: node.instructions.split('\n').filter((line) => line.trim() !== '') },
    { title: 'Limit', lines: node.kind === 'wait' ? node.rules.map((rule, i) => `${i > 0 ? 'otherwise ' : ''}${ruleWords(rule, names)}`) : 'limit' in node ? limitWords(node.limit, names) : [] },
    { title: form ? `Form: ${form.title || form.id}` : '', lines: form ? form.fields.map((f) => `${f.label || f.name}${f.required ? ', required' : f.requiredWhen ? `, required if ${conditionWords(f.requiredWhen, names)}` : ''}${f.options ? ` (${f.options.map((o) => o.label || o.id).join(', ')})` : ''}`) : [] },
    { title: 'Checklist', lines: 'checklist' in node ? node.checklist : [] },
    { title: 'Seats', lines: node.kind === 'approval' ? node.seats.map((s) => `${s.roles.map(names.role).join(' or ')}${s.substitutes.length > 0 ? ` (else ${s.substitutes.map(names.role).join(' or ')})` : ''}`) : [] },
    { title: 'Not whoever did', lines: node.kind === 'approval' ? node.notDoerOf.map((step) => names.node(step).title) : [] },
    { title: 'Package', lines: node.kind === 'handoff' ? node.package.map((item) => `${item.ref.includes('.') ? names.field(item.ref).label : (draft.forms.find((f) => f.id === item.ref)?.title ?? item.ref)}${item.required ? ', required' : ''}`) : [] },
    { title: 'Conditions', lines: node.kind === 'decision' || node.kind === 'split' ? node.branches.flatMap((b) => (b.when ? [`${b.label || b.id}: if ${conditionWords(b.when, names)}`] : [])) : [] },
    { title: 'What follows for the case', lines: effectLines(node, names) },
    { title: 'Citations', lines: node.citations.map((id) => draft.citations.find((c) => c.id === id)?.text ?? id) },
  ];
  return parts.filter((part) => part.lines.length > 0);
}

// helpers

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function waysOf(node: DraftNode, edges: readonly Draft['edges'][number][], { ports, to }: { readonly ports: PortContext; readonly to: (id: string) => Way['to'] }): readonly Way[] {
  const known = portsOf(node, ports);
  const unknown = edges.filter((e) => !known.some((p) => p.id === e.port)).map((e) => ({ id: e.port, label: e.port, mandatory: false }));
  return [...known, ...unknown].flatMap((port): Way[] => {
    const edge = edges.find((e) => e.port === port.id);
    if (!edge && !port.mandatory) return [];
    const target = edge ? to(edge.to) : undefined;
    return [{ port: port.id, label: port.id === 'next' ? '' : port.label, isNeeded: port.mandatory, ...(edge ? { edge: edge.id } : {}), ...(target ? { to: target } : {}) }];
  });
}

function effectLines(node: DraftNode, names: Names): readonly string[] {
  const own = 'effects' in node ? node.effects.map((e) => effectWords(e, names)) : [];
  const chosen = (outcomesOn(node) ?? []).flatMap((o) => o.effects.map((e) => `${o.label || o.id}: ${effectWords(e, names)}`));
  const granted = node.kind === 'approval' ? node.onApproved.map((e) => `approved: ${effectWords(e, names)}`) : [];
  return [...own, ...chosen, ...granted];
}

function effectWords(effect: Effect, names: Names): string {
  switch (effect.kind) {
    case 'status': return `the status becomes ${effect.status.replaceAll('_', ' ')}`;
    case 'level': return effect.from.kind === 'fixed' ? `the level becomes ${names.level(effect.from.level)}` : `the level becomes what is answered in ${names.field(effect.from.ref).label}`;
    case 'owner': return 'the approver becomes owner';
    case 'retention': return `the retention class becomes ${effect.class.replaceAll('_', ' ')}`;
    case 'raise': return `“${effect.event.replaceAll('_', ' ')}” is said in the case named in ${names.field(effect.case).label}`;
    case 'block': return `a block is recorded: ${effect.sentence}`;
  }
}
