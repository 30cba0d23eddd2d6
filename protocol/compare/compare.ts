// The difference of two drafts or versions, told by step. As data for whoever asks a machine, in words for whoever decides:
// a reviewer sees first what holds people less closely than before.
import { canonicalJson } from '../canonical.ts';
import { namesOf } from '../condition-words.ts';
import type { Draft, DraftNode } from '../draft.ts';
import { changeWords, valueWords, type Change } from './change.ts';
import { changedPaths } from './changed-paths.ts';
import { compareStep, waysIn, type StepComparison } from './steps.ts';
import { ofFlags, type Tendency } from './tendency.ts';

export interface Comparison {
  /** What is not of one step: title, levels, roles, forms, facts, retention, citations, rules. */
  readonly parts: readonly Change[];
  /** Every step of either side: those there are, as drawn, then those that are gone. */
  readonly steps: readonly StepComparison[];
}

export function compareDrafts(before: Draft, after: Draft): Comparison {
  const [was, is] = [namesOf(before), namesOf(after)];
  const ways = { before: waysIn(before), after: waysIn(after) };
  const [old, now] = [byId(before.nodes), byId(after.nodes)];
  const ids = [...new Set([...now.keys(), ...old.keys()])];
  return { parts: partsOf(before, after), steps: ids.map((id) => compareStep({ before: old.get(id), after: now.get(id), was, is }, ways)) };
}

/** Every change of a step that is one, those with a tendency first. */
export function changesOf(step: StepComparison): readonly Change[] {
  return [...step.measures.filter((m) => m.tendency !== 'unchanged' || m.before !== m.after), ...step.others];
}

export function countOf({ steps, parts }: Comparison, tendency: Tendency): number {
  return [...parts, ...steps.flatMap((s) => s.measures)].filter((c) => c.tendency === tendency).length;
}

/** One paragraph a step, a line a change. */
export function comparisonLines(comparison: Comparison): readonly string[] {
  const { parts, steps } = comparison;
  const changed = steps.filter((s) => s.state !== 'unchanged');
  if (parts.length === 0 && changed.length === 0) return ['Nothing is different.'];
  return [
    `${changed.length} of ${steps.length} steps differ. Tighter: ${countOf(comparison, 'tighter')}. Looser: ${countOf(comparison, 'looser')}.`,
    ...(parts.length > 0 ? ['Protocol', ...parts.map((c) => `  ${changeWords(c)}`)] : []),
    ...changed.flatMap((s) => [`${s.title} (${s.id}), ${s.state}`, ...changesOf(s).map((c) => `  ${changeWords(c)}`)]),
  ];
}

// helpers

const byId = (nodes: readonly DraftNode[]): ReadonlyMap<string, DraftNode> => new Map(nodes.map((n) => [n.id, n]));
const ofSteps: readonly string[] = ['nodes', 'edges', 'layout', 'schemaVersion', 'roles', 'forms', 'notes'];

function partsOf(before: Draft, after: Draft): readonly Change[] {
  const rest = Object.keys({ ...before, ...after }).filter((key) => !ofSteps.includes(key));
  const pick = (draft: Draft): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(draft).filter(([key]) => rest.includes(key)));
  return [
    ...changedPaths(pick(before), pick(after)).map((c): Change => ({ what: c.path.startsWith('rules') ? 'rule' : 'part', tendency: 'other', path: c.path, before: valueWords(c.before), after: valueWords(c.after) })),
    ...rolesOf(before, after),
    ...handlerWays(before, after),
    ...fieldsOf(before, after),
  ];
}

/** Where what happens meanwhile leads. */
function handlerWays(before: Draft, after: Draft): readonly Change[] {
  const leads = (draft: Draft, id: string): string | undefined => draft.edges.find((e) => e.from === id)?.to;
  const ids = [...new Set([...(before.on ?? []), ...(after.on ?? [])].map((h) => h.id))];
  return ids.flatMap((id): readonly Change[] => {
    const [old, now] = [leads(before, id), leads(after, id)];
    const words = (step: string | undefined, names: ReturnType<typeof namesOf>): string | null => (step === undefined ? null : `“${names.node(step).title}”`);
    return old === now ? [] : [{ what: 'way', tendency: 'other', path: `on.${id}`, before: words(old, namesOf(before)), after: words(now, namesOf(after)) }];
  });
}

/** A role fixed to one agency is held by fewer. */
function rolesOf(before: Draft, after: Draft): readonly Change[] {
  const ids = [...new Set([...before.roles, ...after.roles].map((r) => r.id))];
  return ids.flatMap((id): readonly Change[] => {
    const [a, b] = [before.roles.find((r) => r.id === id), after.roles.find((r) => r.id === id)];
    if (canonicalJson(a ?? null) === canonicalJson(b ?? null)) return [];
    const words = (role: typeof a): string | null => (role ? `“${role.title || role.id}”, ${role.agency === undefined ? 'members of the unit' : `of ${role.agency}`}` : null);
    const both = a && b && (a.agency === undefined || b.agency === undefined);
    return [{ what: 'role', tendency: both ? known(ofFlags(a.agency !== undefined, b.agency !== undefined, 'tighter')) : 'other', path: `roles.${id}`, before: words(a), after: words(b) }];
  });
}
const known = (tendency: Tendency): Tendency => (tendency === 'unchanged' ? 'other' : tendency);

/** A field that must be answered is tighter than one that may. */
function fieldsOf(before: Draft, after: Draft): readonly Change[] {
  return changedPaths(before.forms, after.forms).map((c): Change => {
    const asked = c.path.endsWith('.required') && typeof c.before === 'boolean' && typeof c.after === 'boolean';
    return { what: 'field', tendency: asked ? ofFlags(c.before === true, c.after === true, 'tighter') : 'other', path: `forms.${c.path}`, before: valueWords(c.before), after: valueWords(c.after) };
  });
}
