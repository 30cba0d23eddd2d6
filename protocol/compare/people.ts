// Who may do, decide, hand over and receive, before and after. Fewer who may is tighter, more who must is tighter.
import { canonicalJson } from '../canonical.ts';
import { conditionWords, type Names } from '../condition-words.ts';
import type { DraftNode, NodeOf, Seat } from '../draft.ts';
import type { Change, What } from './change.ts';
import { ofDurations, ofFlags, ofNumbers, ofSets, together, type Tendency } from './tendency.ts';

/** What a comparison of one step is told: the two sides, and how each calls things. */
export interface Pair<Node extends DraftNode = DraftNode> {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  readonly was: Names;
  readonly is: Names;
}
type Way<Value> = (value: Value, names: Names) => string;

/** A change of one value of the pair; a side without the node has none of it. */
export function measured<Node extends DraftNode, Value>(pair: Pair<Node>, of: { readonly what: What; readonly path: string; readonly read: (node: Node) => Value | undefined; readonly words: Way<Value>; readonly tend: (a: Value, b: Value) => Tendency; readonly only?: Tendency }): readonly Change[] {
  const [a, b] = [pair.before && of.read(pair.before), pair.after && of.read(pair.after)];
  if (a === undefined && b === undefined) return [];
  const [before, after] = [a === undefined ? null : of.words(a, pair.was), b === undefined ? null : of.words(b, pair.is)];
  const gained = of.only ?? 'tighter';
  const tendency = a === undefined ? gained : b === undefined ? lost(gained) : of.tend(a, b);
  return [{ what: of.what, tendency, path: of.path, before, after }];
}
const lost = (gained: Tendency): Tendency => (gained === 'tighter' ? 'looser' : gained === 'looser' ? 'tighter' : 'other');

export const listed = (ids: readonly string[], name: (id: string) => string): string => ids.map(name).join(', ') || 'nobody';
const same = (): Tendency => 'unchanged';
export const ofAny = (a: unknown, b: unknown): Tendency => (canonicalJson(a) === canonicalJson(b) ? 'unchanged' : 'other');

/** What any kind may have: who does it, whether sworn, and whether something leaves the unit by it. */
export function anyPeople(pair: Pair): readonly Change[] {
  return [
    ...measured(pair, { what: 'people', path: 'roles', read: (n) => ('roles' in n ? n.roles : undefined), words: (roles, names) => listed(roles, names.role), tend: (a, b) => ofSets(a, b, 'looser'), only: 'other' }),
    ...measured(pair, { what: 'oath', path: 'sworn', read: (n) => ('sworn' in n && n.sworn) || undefined, words: () => 'only sworn officers', tend: same }),
    ...measured(pair, { what: 'disclosure', path: 'disclosure', read: (n) => ('disclosure' in n && n.disclosure) || undefined, words: () => 'registered as a disclosure', tend: same }),
    ...measured(pair, { what: 'basis', path: 'legalBasis', read: (n) => ('legalBasis' in n ? n.legalBasis : undefined), words: (basis, names) => (basis.kind === 'drawn' ? basis.text : `as recorded in “${names.field(basis.ref).label}”`), tend: ofAny }),
  ];
}

export function approvalPeople(pair: Pair<NodeOf<'approval'>>): readonly Change[] {
  const ids = [...new Set([...(pair.before?.seats ?? []), ...(pair.after?.seats ?? [])].map((s) => s.id))];
  return [
    ...measured(pair, { what: 'quorum', path: 'needed', read: needed, words: (n) => `${n} ${n === 1 ? 'person' : 'persons'}`, tend: (a, b) => ofNumbers(a, b, 'tighter') }),
    ...ids.flatMap((id) => seatOf(pair, id)),
    ...measured(pair, { what: 'denials', path: 'denials', read: (n) => (n.denials > 1 ? n.denials : undefined), words: (n) => `${n} denials`, tend: (a, b) => ofNumbers(a, b, 'looser'), only: 'looser' }),
    ...measured(pair, { what: 'content', path: 'about', read: (n) => n.about, words: (forms) => forms.join(', ') || 'nothing', tend: (a, b) => ofSets(a, b, 'tighter'), only: 'other' }),
    ...measured(pair, { what: 'separation', path: 'notRequester', read: (n) => n.notRequester || undefined, words: () => 'not by who asked for it', tend: same }),
    ...measured(pair, { what: 'separation', path: 'notOwner', read: (n) => n.notOwner || undefined, words: () => 'not by the owner of the case', tend: same }),
    ...measured(pair, { what: 'separation', path: 'notDoerOf', read: (n) => (n.notDoerOf.length > 0 ? n.notDoerOf : undefined), words: (steps, names) => `not by who did ${steps.map((s) => `“${names.node(s).title}”`).join(', ')}`, tend: (a, b) => ofSets(a, b, 'tighter') }),
  ];
}

const needed = (node: NodeOf<'approval'>): number => node.needed ?? node.seats.length;

/** With a fixed number of persons one more seat is one more way to get there. */
function seatOf(pair: Pair<NodeOf<'approval'>>, id: string): readonly Change[] {
  const { before, after } = pair;
  const seat = (node: NodeOf<'approval'>): Seat | undefined => node.seats.find((s) => s.id === id);
  const more = before && after && needed(before) === needed(after) ? 'looser' : 'tighter';
  return measured(pair, { what: 'seat', path: `seats.${id}`, read: seat, words: seatWords, tend: ofSeats, only: more });
}

export function ofSeats(a: Seat, b: Seat): Tendency {
  const agencies: Tendency = a.agencies.length === 0 || b.agencies.length === 0 ? ofFlags(a.agencies.length > 0, b.agencies.length > 0, 'tighter') : ofSets(a.agencies, b.agencies, 'looser');
  return together([ofSets(a.roles, b.roles, 'looser'), agencies, ofSets(a.qualifications, b.qualifications, 'tighter'), ofSets(a.substitutes, b.substitutes, 'looser')]);
}

function seatWords(seat: Seat, names: Names): string {
  return [
    seat.roles.map(names.role).join(' or ') || 'nobody',
    ...(seat.agencies.length > 0 ? [`of ${seat.agencies.join(' or ')}`] : []),
    ...(seat.qualifications.length > 0 ? [`with ${seat.qualifications.join(', ')}`] : []),
    ...(seat.substitutes.length > 0 ? [`else ${seat.substitutes.map(names.role).join(' or ')}`] : []),
  ].join(', ');
}

export function handoffPeople(pair: Pair<NodeOf<'handoff'>>): readonly Change[] {
  return [
    ...measured(pair, { what: 'handoff', path: 'handoff', read: (n) => n, words: kindWords, tend: (a, b) => ofAny([a.handoff, a.kindRules ?? []], [b.handoff, b.kindRules ?? []]), only: 'other' }),
    ...measured(pair, { what: 'receiver', path: 'to', read: (n) => n.to, words: (roles, names) => listed(roles, names.role), tend: (a, b) => ofSets(a, b, 'looser'), only: 'other' }),
    ...measured(pair, { what: 'sender', path: 'from', read: (n) => n.from, words: (roles, names) => roles.map(names.role).join(', ') || 'the owner', tend: (a, b) => ofSets(a, b, 'looser'), only: 'other' }),
    ...measured(pair, { what: 'package', path: 'package', read: (n) => n.package, words: (items) => items.map((i) => `${i.ref}${i.required ? ' (required)' : ''}`).join(', ') || 'empty', tend: ofPackages, only: 'other' }),
    ...measured(pair, { what: 'expiry', path: 'expires', read: (n) => n.expires, words: (at) => at, tend: (a, b) => ofDurations(a, b, 'looser') }),
  ];
}

const kindWords = (node: NodeOf<'handoff'>, names: Names): string => [...(node.kindRules ?? []).map((r) => `${r.handoff} if ${conditionWords(r.when, names)}`), `${node.kindRules?.length ? 'else ' : ''}${node.handoff}`].join(', ');

/** More that must be there before it is offered is tighter; other things that go along are other. */
function ofPackages(a: NodeOf<'handoff'>['package'], b: NodeOf<'handoff'>['package']): Tendency {
  const required = (items: typeof a): readonly string[] => items.filter((i) => i.required).map((i) => i.ref);
  const must = ofSets(required(a), required(b), 'tighter');
  const goes = ofSets(a.map((i) => i.ref), b.map((i) => i.ref), 'tighter');
  return goes === 'unchanged' || goes === must ? must : 'other';
}
