// What can be written next in a condition: the names of the protocol, the facts of the case, and, after a comparison, the values
// the name before it can have. Offered from the text before the cursor alone, so that an unfinished text is helped as well.
import { caseFactNames, type Scalar } from '../condition.ts';
import { caseFactWords, namesOf } from '../condition-words.ts';
import type { Draft } from '../draft.ts';
import { shapesOf } from '../node-parts.ts';
import { typeOf } from '../rules/condition-types.ts';
import { hasOutcome } from './read.ts';
import { isFault, parse } from './syntax.ts';
import { toCondition } from './to-condition.ts';
import { outcomeText, refText, scalarText } from './to-text.ts';

export interface Offer {
  /** What is put in place of the text from `from` to the cursor. */
  readonly text: string;
  /** What people call it. */
  readonly label: string;
}
export interface Offers {
  readonly from: number;
  readonly offers: readonly Offer[];
  /** A name or a value has begun, or a value is due: worth showing without being asked. */
  readonly begun: boolean;
}
export const mostOffers = 50;

const word = /[A-Za-z_][A-Za-z0-9_.]*$/;
/** A name or a call, then a comparison or a list that has begun. */
const comparing = /((?:[A-Za-z_][A-Za-z0-9_.]*|field\("[^"]*"\)|outcome\("[^"]*"\)))\s*(?:==|!=|<=|>=|<|>|in\s*\[(?:[^\]"]|"[^"]*")*?,?)\s*$/;
const functions: readonly Offer[] = [
  { text: 'has(', label: 'has been answered' },
  { text: 'size(', label: 'number of entries' },
  { text: 'since(', label: 'time since a date' },
  { text: 'duration("PT24H")', label: '24 hours, against since()' },
];

export function completions(text: string, cursor: number, draft: Draft): Offers {
  const before = text.slice(Math.max(0, cursor - 2000), cursor);
  const typed = openQuote(before) ?? word.exec(before)?.[0] ?? '';
  const from = cursor - typed.length;
  const asked = comparing.exec(before.slice(0, before.length - typed.length))?.[1];
  const values = asked === undefined ? [] : valuesOf(asked, draft);
  // Inside quotes only a value can stand; a quote that begins nothing known is somebody's own text.
  const all = typed.startsWith('"') || typed.startsWith("'") ? values : [...values, ...namesIn(draft)];
  const wanted = typed.replace(/^["']/, '').toLowerCase();
  const offers = all.filter((o) => o.text !== typed && (o.text.replace(/^"/, '').toLowerCase().startsWith(wanted) || (wanted.length > 1 && `${o.text} ${o.label}`.toLowerCase().includes(wanted))));
  // What begins as it was typed comes first.
  const begins = (o: Offer): boolean => o.text.replace(/^"/, '').toLowerCase().startsWith(wanted);
  return { from, begun: typed !== '' || values.length > 0, offers: [...offers.filter(begins), ...offers.filter((o) => !begins(o))].slice(0, mostOffers) };
}

/** The quoted text the cursor stands in, its quote included. */
function openQuote(before: string): string | undefined {
  let open: number | undefined;
  for (let at = 0; at < before.length; at += 1) {
    const char = before[at];
    if (char === '\\' && open !== undefined) at += 1;
    else if (open === undefined ? char === '"' || char === "'" : char === before[open]) open = open === undefined ? at : undefined;
  }
  return open === undefined ? undefined : before.slice(open);
}

function namesIn(draft: Draft): readonly Offer[] {
  return [
    ...shapesOf(draft).flatMap((form) => form.fields.map((field) => ({ text: refText(`${form.id}.${field.name}`), label: `${field.label || field.name} (${form.title || form.id})` }))),
    ...caseFactNames.map((name) => ({ text: `case.${name}`, label: caseFactWords[name] })),
    ...draft.nodes.filter(hasOutcome).map((node) => ({ text: outcomeText(node.id), label: `outcome of ${node.title || node.id}` })),
    ...draft.facts.map((fact) => ({ text: `facts.${fact.id}`, label: fact.title || fact.id })),
    ...functions,
  ];
}

function valuesOf(asked: string, draft: Draft): readonly Offer[] {
  const expression = parse(asked);
  const placed = isFault(expression) ? expression : toCondition(expression);
  const condition = isFault(placed) ? undefined : placed.condition;
  if (condition?.kind !== 'compare') return [];
  const { left } = condition;
  const names = namesOf(draft);
  const words = (value: Scalar): string => {
    switch (left.kind) {
      case 'field': return names.field(left.ref).option(value);
      case 'outcome': return names.node(left.step).outcome(value);
      default: return names.level(value);
    }
  };
  const type = typeOf(draft, left);
  switch (type.kind) {
    case 'boolean': return [{ text: 'true', label: 'yes' }, { text: 'false', label: 'no' }];
    case 'words':
    case 'list': return (type.words ?? []).map((value) => ({ text: scalarText(value), label: words(value) }));
    default: return [];
  }
}
