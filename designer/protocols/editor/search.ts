// What one can go to: steps, handlers, forms and their fields, roles, facts, by any words of theirs. And how well words fit,
// the same for commands: all words asked for must stand there, at the beginning of a word counts more.
import type { Draft } from '../../../protocol/draft.ts';
import type { FindingPlace } from '../../../protocol/finding.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';

export interface Found {
  readonly id: string;
  readonly words: string;
  /** What it is, and where: "task", "field of Intake". */
  readonly what: string;
  /** Looked through as well, though not shown. */
  readonly more: string;
  readonly place: FindingPlace;
}

export function placesIn(draft: Draft, order: readonly string[]): readonly Found[] {
  const rank = new Map(order.map((id, i) => [id, i]));
  const steps = [...draft.nodes].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  return [
    ...steps.map((n): Found => ({ id: `step ${n.id}`, words: n.title || n.id, what: kindWords[n.kind].toLowerCase(), more: `${n.id} ${n.instructions}`, place: { node: n.id } })),
    ...(draft.on ?? []).map((h): Found => ({ id: `on ${h.id}`, words: h.title || h.id, what: 'handler', more: h.id, place: { node: h.id } })),
    ...draft.forms.flatMap((form): Found[] => [
      { id: `form ${form.id}`, words: form.title || form.id, what: 'form', more: form.id, place: { field: `forms.${form.id}` } },
      ...form.fields.map((f): Found => ({ id: `field ${form.id}.${f.name}`, words: f.label || f.name, what: `field of ${form.title || form.id}`, more: `${f.name} ${f.help ?? ''} ${(f.options ?? []).map((o) => o.label).join(' ')}`, place: { field: `forms.${form.id}.fields.${f.name}` } })),
    ]),
    ...draft.roles.map((r): Found => ({ id: `role ${r.id}`, words: r.title || r.id, what: 'role', more: r.id, place: { field: `roles.${r.id}` } })),
    ...draft.facts.map((f): Found => ({ id: `fact ${f.id}`, words: f.title || f.id, what: 'fact', more: f.id, place: { field: `facts.${f.id}` } })),
  ];
}

/** Higher fits better; 0: not at all. */
export function fit(asked: string, words: string, more = ''): number {
  const parts = asked.toLowerCase().split(/\s+/).filter((part) => part !== '');
  const [own, also] = [words.toLowerCase(), more.toLowerCase()];
  let sum = 1;
  for (const part of parts) {
    const score = own.startsWith(part) ? 8 : ` ${own.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${part}`) ? 4 : own.includes(part) ? 2 : also.includes(part) ? 1 : 0;
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

/** The best first; those that fit alike stay in their order. */
export function best<T>(items: readonly T[], score: (item: T) => number, most = 60): readonly T[] {
  return items.map((item, i) => ({ item, i, score: score(item) })).filter((x) => x.score > 0).sort((a, b) => b.score - a.score || a.i - b.i).slice(0, most).map((x) => x.item);
}
