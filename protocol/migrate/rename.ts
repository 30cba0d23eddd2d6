// What a run remembers by step goes by the names of the new version: who did it, how it ended, how often it was opened, what its
// deadline has fired. Names may be swapped and steps may become one, so all is read of what was before anything is written.
import type { CaseState, FiredDeadline, Person, Run } from '../case-state.ts';
import { clone, pastKey, type Mutable, type Work } from '../work.ts';
import { targetOf, type Going } from './misfits.ts';
import { firedAfter, ruleAfter } from './terms.ts';

export function rename(work: Work, run: Mutable<Run>, going: Going): void {
  const named = (node: string): string | undefined => targetOf(going, node);
  renamePast(work.state, run, going);
  run.visits = visitsNow(run.visits, named);
  run.fired = firedNow(run.fired, going);
  run.splits = run.splits.map((split) => {
    const to = named(split.node) ?? split.node;
    const node = going.after.nodes[to];
    return { ...split, node: to, join: node?.kind === 'split' && node.join !== undefined ? node.join : split.join };
  });
  if (run.handed) run.handed = run.handed.map((h) => ({ ...h, node: named(h.node) ?? h.node }));
  const handlers = new Set((going.after.on ?? []).map((h) => h.id));
  const holding = (run.holding ?? []).filter((id) => handlers.has(id));
  if (holding.length > 0) run.holding = holding;
  else delete run.holding;
}

/** The old names go on meaning what they meant, unless a step of the new version bears them: other protocols may ask by them. */
function renamePast(state: Mutable<CaseState>, run: Run, going: Going): void {
  const before = { lastOutcomes: { ...state.lastOutcomes }, granted: { ...state.granted }, doers: { ...state.doers }, computed: { ...state.computed } };
  const isAlone = !(state.moved ?? []).includes(run.key) && state.runs.every((r) => r.id === run.id || r.key !== run.key);
  for (const [to, sources] of sourcesOf(going)) {
    if (sources.length === 1 && sources[0] === to) continue;
    const key = pastKey(run, to);
    const past = sources.map((from) => pastKey(run, from));
    // Of several that become one the step of the same name speaks, else the one drawn last; whoever did any of them did it.
    put(state.lastOutcomes, key, last(past.map((k) => before.lastOutcomes[k])));
    put(state.granted, key, last(past.map((k) => before.granted[k])));
    // Another run of this protocol may be on another version, where the name means another step: who did either did both.
    const others = isAlone && Object.hasOwn(going.before.nodes, to) ? [] : (before.doers[key] ?? []);
    const did = unionOf([others, ...past.map((k) => before.doers[k] ?? [])]);
    put(state.doers, key, did.length > 0 ? did : undefined);
    if (state.computed) put(state.computed, to, last(sources.map((from) => before.computed[from])));
  }
  state.moved = [...new Set([...(state.moved ?? []), run.key])];
}

/** New step to the old ones that become it, its namesake last. A new step with the name of one that goes elsewhere has no past. */
function sourcesOf(going: Going): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const from of Object.keys(going.before.nodes)) {
    const to = targetOf(going, from);
    if (to !== undefined && Object.hasOwn(going.after.nodes, from) && to !== from && !sources.has(from)) sources.set(from, []);
    if (to !== undefined) sources.set(to, [...(sources.get(to) ?? []), from].toSorted((a, b) => Number(a === to) - Number(b === to)));
  }
  return sources;
}

const last = <T>(values: readonly (T | undefined)[]): T | undefined => values.filter((v) => v !== undefined).at(-1);
function put<T>(record: Record<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) delete record[key];
  else record[key] = clone(value) as T;
}
const unionOf = (lists: readonly (readonly Person[])[]): Person[] => lists.flat().reduce<Person[]>((all, person) => [...all.filter((p) => p.personId !== person.personId), { ...person }], []);

function visitsNow(visits: Run['visits'], named: (node: string) => string | undefined): Record<string, number> {
  const now: Record<string, number> = {};
  for (const [node, count] of Object.entries(visits)) {
    const to = named(node);
    if (to !== undefined) now[to] = Math.max(now[to] ?? 0, count);
  }
  return now;
}

/** A deadline that a loop could come back to: the same only where the new version says the same of it. Of two that become one the passed one stays. */
function firedNow(fired: Run['fired'], going: Going): Record<string, Mutable<FiredDeadline>> {
  const now: Record<string, Mutable<FiredDeadline>> = {};
  for (const [key, deadline] of Object.entries(fired)) {
    const [node = '', item] = key.split('#');
    const to = targetOf(going, node);
    const [from, after] = [going.before.nodes[node], to === undefined ? undefined : going.after.nodes[to]];
    const rule = from && after ? ruleAfter(from, after, deadline.rule) : undefined;
    if (!from || !after || to === undefined || rule === undefined) continue;
    const name = item === undefined ? to : `${to}#${item}`;
    if (now[name]?.passedAt === undefined) now[name] = clone({ ...deadline, rule, fired: firedAfter(from, after, deadline.fired) });
  }
  return now;
}
