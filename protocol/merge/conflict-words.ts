// A conflict as the one who decides reads it: where it is, and what each side made of what was there, in the words of the
// comparison of two drafts.
import { changeWords, valueWords } from '../compare/change.ts';
import { changesOf, compareDrafts } from '../compare/compare.ts';
import type { Draft } from '../draft.ts';
import { conflictKey, type MergeConflict, type Side } from './conflict.ts';
import { withStepOf } from './contested.ts';

export interface ConflictWords {
  readonly key: string;
  /** The step it is about; none: the protocol as a whole. */
  readonly step: string | undefined;
  readonly where: string;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

export function conflictWords(conflict: MergeConflict, { base, mine, theirs }: { readonly base: Draft; readonly mine: Draft; readonly theirs: Draft }): ConflictWords {
  const step = stepOf(conflict);
  const drafts = [mine, theirs, base];
  return {
    key: conflictKey(conflict),
    step,
    where: step === undefined ? partOf(conflict, drafts) : (drafts.flatMap((d) => [...d.nodes, ...(d.on ?? [])]).find((n) => n.id === step)?.title || step),
    mine: sideWords(conflict, 'mine', base, mine),
    theirs: sideWords(conflict, 'theirs', base, theirs),
  };
}

function sideWords(conflict: MergeConflict, side: Side, base: Draft, draft: Draft): readonly string[] {
  const value = conflict[side];
  if (conflict.kind === 'order') return [`In this order: ${(value as readonly string[]).join(', ')}`];
  const step = stepOf(conflict);
  if (value === undefined && conflict.path[0] !== 'edges' && conflict.path.length === 2) return ['Deleted'];
  const { parts, steps } = compareDrafts(base, withValue(base, conflict, side, draft));
  const lines = [
    ...parts.map(changeWords),
    ...steps.filter((s) => s.state !== 'unchanged').flatMap((s) => (s.state === 'gone' ? [`“${s.title}” is gone`] : changesOf(s).map((c) => (s.id === step ? changeWords(c) : `“${s.title}”: ${changeWords(c)}`)))),
  ];
  return lines.length > 0 ? lines : [valueWords(value) ?? 'Nothing'];
}

/** What both began from, with this one thing as a side has it. */
function withValue(base: Draft, conflict: MergeConflict, side: Side, draft: Draft): Draft {
  const [list, name, ...inside] = conflict.path;
  if (list === undefined) return draft;
  if (list === 'edges') return { ...base, edges: [...base.edges.filter((e) => `${e.from} ${e.port}` !== name), ...draft.edges.filter((e) => `${e.from} ${e.port}` === name)] };
  if ((list === 'nodes' || list === 'on') && name !== undefined && inside.length === 0) return withStepOf(base, draft, list, name);
  return put(base, conflict.path, conflict[side]) as Draft;
}

function put(into: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(into)) {
    const list = into as readonly unknown[];
    const index = list.findIndex((item) => Object.values(typeof item === 'object' && item !== null ? item : [item]).includes(key));
    const next = put(index < 0 ? undefined : list[index], rest, value);
    const others = [...list.slice(0, Math.max(0, index)), ...(next === undefined ? [] : [next]), ...list.slice(index + 1)];
    return index < 0 ? [...list, ...(next === undefined ? [] : [next])] : others;
  }
  const record = into as Readonly<Record<string, unknown>> | undefined;
  const { [key]: was, ...others } = record ?? {};
  const next = put(was, rest, value);
  return next === undefined ? others : { ...record, [key]: next };
}

// helpers

function stepOf({ path: [list, name] }: MergeConflict): string | undefined {
  if (list === 'edges') return name?.split(' ')[0];
  return list === 'nodes' || list === 'on' ? name : undefined;
}

const partWords: Readonly<Record<string, string>> = {
  title: 'Title of the protocol', purpose: 'Purpose', startsAt: 'Starts', levels: 'Levels', roles: 'Roles', forms: 'Form', phases: 'Phase', facts: 'Fact', retention: 'Retention', grants: 'Temporary access',
  citations: 'Source', calendars: 'Calendar', rules: 'Rule', notes: 'Note',
};
function partOf({ path: [list, name] }: MergeConflict, drafts: readonly Draft[]): string {
  if (list === undefined) return 'The whole draft';
  const form = list === 'forms' ? drafts.flatMap((d) => d.forms).find((f) => f.id === name)?.title : undefined;
  return `${partWords[list] ?? list}${form ? ` “${form}”` : ''}`;
}
