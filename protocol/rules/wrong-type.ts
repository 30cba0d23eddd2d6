// A comparison of things that cannot be compared would be unknown for ever; an anchor that is no date would be no instant.
import { typeFaults, typeOfField } from './condition-types.ts';
import { conditionsOf, effectsOf, limitRulesOf } from './places.ts';
import type { Rule } from './rule.ts';
import { fieldOf, quote, refLabel, titled } from './words.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  check: ({ draft }, report) => {
    for (const { condition, at } of conditionsOf(draft)) for (const fault of new Set(typeFaults(draft, condition))) report(at, fault);
    for (const { id, ends } of draft.grants ?? []) {
      const found = ends.kind === 'field' ? fieldOf(draft, ends.ref) : undefined;
      if (found && typeOfField(draft, found.field).kind !== 'date') report({ field: `grants.${id}` }, `${refLabel(draft, ends.kind === 'field' ? ends.ref : '')} is no date, so no access can end by it; name a field that holds a date`);
    }
    for (const node of draft.nodes) {
      const anchors = limitRulesOf(node).flatMap(({ rule, path }) => (rule.from?.kind === 'field' ? [{ ref: rule.from.ref, field: `${path}.from` }] : []));
      if (node.kind === 'wait' && node.until !== undefined) anchors.push({ ref: node.until, field: 'until' });
      for (const { ref, field } of anchors) {
        const found = fieldOf(draft, ref);
        if (found && typeOfField(draft, found.field).kind !== 'date') report({ node: node.id, field }, `${refLabel(draft, ref)} is no date, so nothing can be counted from it; name a field that holds a date`);
      }
      if (node.kind === 'each' && node.over.kind === 'field') {
        const found = fieldOf(draft, node.over.ref);
        const kind = found && typeOfField(draft, found.field).kind;
        if (kind !== undefined && kind !== 'list' && kind !== 'number') report({ node: node.id, field: 'over' }, `${refLabel(draft, node.over.ref)} is neither a list nor a number, so it does not say how often ${titled(node)} is to be done; name a list or a number`);
      }
      for (const { effect, path } of effectsOf(node)) {
        if (effect.kind === 'raise' && (fieldOf(draft, effect.case)?.field.type ?? 'case') !== 'case') report({ node: node.id, field: path }, `${refLabel(draft, effect.case)} names no case, so nothing can be raised there; name a field of the type case`);
        if (effect.kind !== 'level' || effect.from.kind !== 'field') continue;
        const found = fieldOf(draft, effect.from.ref);
        const others = found?.field.type === 'option' ? (found.field.options ?? []).filter((o) => !draft.levels.some((l) => l.id === o.id)) : undefined;
        if (found && others === undefined) report({ node: node.id, field: path }, `${refLabel(draft, effect.from.ref)} is no choice of a level; let the level come from a choice whose options are levels of concern`);
        else if (others && others.length > 0) report({ node: node.id, field: path }, `${refLabel(draft, effect.from.ref)} offers ${others.map((o) => quote(o.label)).join(', ')}, which is no level of concern of this protocol; offer levels only`);
      }
    }
  },
};
