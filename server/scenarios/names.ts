// The names a scenario may use: those of the protocols it is played on. A name that nothing has is a slip of the pen, told
// with the name that was probably meant; left alone it would only show as an act refused long after.
import type { Draft, DraftNode } from '../../protocol/draft.ts';
import { eventsOf, formOn, outcomesOn } from '../../protocol/node-parts.ts';
import { refusalCodes } from '../../protocol/refusal.ts';

export interface KnownNames {
  readonly protocols: ReadonlySet<string>;
  /** By id, and as protocol.step. */
  readonly steps: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  /** Of a step what may be chosen there, and what may be filled in; of a protocol what its start asks. */
  readonly choices: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Event {
  readonly act?: string;
  readonly protocol?: string;
  readonly step?: string;
  readonly name?: string;
  readonly refused?: string;
  readonly choice?: string;
  readonly data?: object;
}
/** What of a scenario names something of a protocol. */
interface Naming {
  readonly staff: readonly { readonly roles: readonly string[] }[];
  readonly events: readonly object[];
  readonly expect: { readonly never_fires?: readonly string[] | undefined };
}

export function namesIn(drafts: readonly Draft[]): KnownNames {
  const ids = drafts.flatMap((draft) => [...draft.nodes, ...(draft.grants ?? [])].map(({ id }) => ({ protocol: draft.key, id })));
  return {
    protocols: new Set(drafts.map((draft) => draft.key)),
    steps: new Set(ids.flatMap(({ protocol, id }) => [id, `${protocol}.${id}`])),
    roles: new Set(drafts.flatMap((draft) => draft.roles.map((role) => role.id))),
    choices: gathered(drafts, (node) => outcomesOn(node)?.map((outcome) => outcome.id) ?? []),
    fields: gathered(drafts, (node, draft) => draft.forms.find((form) => form.id === formOn(node))?.fields.map((field) => field.name) ?? []),
    events: new Set(['imminent_danger', ...drafts.flatMap((draft) => eventsOf(draft).map((event) => event.name))]),
  };
}

/** By step id and as protocol.step; a start also by its protocol. A step id that several protocols have has what any of them has. */
function gathered(drafts: readonly Draft[], of: (node: DraftNode, draft: Draft) => readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const draft of drafts) {
    for (const node of draft.nodes) {
      const keys = [node.id, `${draft.key}.${node.id}`, ...(node.kind === 'start' ? [draft.key] : [])];
      for (const key of keys) found.set(key, new Set([...(found.get(key) ?? []), ...of(node, draft)]));
    }
  }
  return found;
}

export function wrongNames(raw: Naming, known: KnownNames): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  const among = (names: ReadonlySet<string>, what: string, name: unknown, path: readonly PropertyKey[]) => (typeof name !== 'string' || names.has(name) ? [] : [{ path, message: `there is no ${what} ${name}; ${meant(name, names)}` }]);
  // An act that must be refused may well name what is not there.
  const unknownHere = ({ act, protocol, step, choice, data }: Event, i: number) => {
    const place = step ?? (act === 'start' ? protocol : undefined) ?? '';
    const [choices, fields] = [known.choices.get(place), known.fields.get(place)];
    return [
      ...(choices ? among(choices, `outcome of ${place} called`, choice, ['events', i, 'choice']) : []),
      ...(fields ? Object.keys(data ?? {}).flatMap((field) => among(fields, `field of ${place} called`, field, ['events', i, 'data', field])) : []),
    ];
  };
  return [
    ...raw.staff.flatMap(({ roles }, i) => roles.flatMap((role, j) => among(known.roles, 'role', role, ['staff', i, 'roles', j]))),
    ...raw.events.flatMap((event: Event, i) => [
      ...among(known.protocols, 'protocol', event.protocol, ['events', i, 'protocol']),
      ...among(known.steps, 'step', event.step, ['events', i, 'step']),
      ...(event.refused === undefined ? unknownHere(event, i) : []),
      ...among(known.events, 'event', event.act === 'event' ? event.name : undefined, ['events', i, 'name']),
      ...among(new Set<string>(refusalCodes), 'refusal', event.refused?.split(':')[0], ['events', i, 'refused']),
    ]),
    ...(raw.expect.never_fires ?? []).flatMap((step, i) => among(known.steps, 'step', step, ['expect', 'never_fires', i])),
  ];
}

/** The nearest name when one is near enough to have been meant, otherwise what there is, as far as a line can hold it. */
function meant(name: string, names: ReadonlySet<string>): string {
  const near = [...names].map((one) => ({ one, far: distance(name, one) })).toSorted((a, b) => a.far - b.far || a.one.localeCompare(b.one))[0];
  if (near && near.far <= Math.max(2, Math.floor(name.length / 3))) return `did you mean ${near.one}?`;
  const listed = [...names].filter((one) => !one.includes('.')).toSorted();
  return listed.length <= 30 ? `write one of ${listed.join(', ')}` : 'the protocols are told step by step in docs/templates.md';
}

/** Letters to put in, take out or change. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    above = row;
  }
  return above[b.length] ?? 0;
}
