// A condition written in CEL, read for one protocol: the tree, or everything that is wrong with the text, each where it stands,
// with what would be right. What passes here has no finding of names or types left.
import type { Condition } from '../condition.ts';
import type { Draft } from '../draft.ts';
import { shapeOf, shapesOf } from '../node-parts.ts';
import { typeFaults } from '../rules/condition-types.ts';
import { fieldOf, titled } from '../rules/words.ts';
import { parseDuration } from '../time.ts';
import type { Fault } from './fault.ts';
import { meant } from './meant.ts';
import { isFault, parse } from './syntax.ts';
import { toCondition, type NamePlace } from './to-condition.ts';
import { outcomeText, refText } from './to-text.ts';

export type Reading = { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly faults: readonly Fault[] };

export function readCondition(text: string, draft: Draft): Reading {
  const expression = parse(text);
  if (isFault(expression)) return { ok: false, faults: [expression] };
  const placed = toCondition(expression);
  if (isFault(placed)) return { ok: false, faults: [placed] };
  const faults = placed.parts.flatMap(({ condition, names, from, to }): readonly Fault[] => {
    const unknown = names.flatMap((name) => unknownName(name, draft));
    if (unknown.length > 0) return unknown;
    const wrong = [...new Set(typeFaults(draft, condition))];
    if (condition.kind === 'since' && !parseDuration(condition.duration)) wrong.push(`"${condition.duration}" is no duration; write "PT24H" for 24 hours or "P30D" for 30 days`);
    return wrong.map((message) => ({ from, to, message }));
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, condition: placed.condition };
}

function unknownName({ of, from, to }: NamePlace, draft: Draft): readonly Fault[] {
  switch (of.kind) {
    case 'field': return fieldOf(draft, of.ref) ? [] : [{ from, to, message: noField(of.ref, draft) }];
    case 'fact': return draft.facts.some((f) => f.id === of.id) ? [] : [{ from, to, message: `the protocol has no fact "${of.id}"; ${meant(`facts.${of.id}`, draft.facts.map((f) => `facts.${f.id}`))}` }];
    case 'outcome': {
      // Steps of other protocols are taken as said: a case may run any of them.
      const own = of.step.startsWith(`${draft.key}.`) ? of.step.slice(draft.key.length + 1) : of.step;
      if (own.includes('.') || draft.nodes.some((n) => n.id === own)) return [];
      return [{ from, to, message: `no step of this protocol is called "${own}"; ${meant(`choice.${own}`, draft.nodes.filter(hasOutcome).map((n) => outcomeText(n.id)))}` }];
    }
  }
}

function noField(ref: string, draft: Draft): string {
  const [id = '', ...rest] = ref.split('.');
  const form = shapeOf(draft, id);
  const all = shapesOf(draft).flatMap((f) => f.fields.map((field) => refText(`${f.id}.${field.name}`)));
  if (!form) return `no form of this protocol is called "${id}"; ${draft.forms.length === 0 ? 'add the form with its field first' : meant(ref, all)}`;
  return `the form ${titled(form)} has no field "${rest.join('.')}"; ${meant(ref, form.fields.map((field) => refText(`${form.id}.${field.name}`)))}`;
}

export const hasOutcome = (node: Draft['nodes'][number]): boolean => node.kind === 'task' || node.kind === 'each' || node.kind === 'approval' || node.kind === 'handoff' || node.kind === 'call';
