// What a condition, an anchor, an effect or a package reads exists: a field of a form, or a named fact.
import type { Draft } from '../draft.ts';
import { shapeOf } from '../node-parts.ts';
import type { FindingPlace } from '../finding.ts';
import { conditionsOf, effectsOf, fieldsReadBy, limitRulesOf, partsOf, refsOf } from './places.ts';
import type { Report, Rule } from './rule.ts';
import { fieldOf, quote, titled } from './words.ts';

export const unknownField: Rule = {
  id: 'unknown-field',
  check: ({ draft }, report) => {
    for (const { condition, at } of conditionsOf(draft)) {
      for (const ref of new Set(refsOf(condition))) checkRef(draft, ref, at, report);
      for (const part of partsOf(condition))
        if (part.kind === 'fact' && !draft.facts.some((f) => f.id === part.id)) report(at, `this condition asks for the fact ${quote(part.id)}, which the protocol does not have; add the fact, or ask for another`);
    }
    for (const grant of draft.grants ?? []) {
      for (const ref of grant.fields) checkShown(draft, ref, { field: `grants.${grant.id}` }, report);
      if (grant.ends.kind === 'field') checkRef(draft, grant.ends.ref, { field: `grants.${grant.id}` }, report);
    }
    for (const node of draft.nodes) {
      for (const { rule, path } of limitRulesOf(node)) if (rule.from?.kind === 'field') checkRef(draft, rule.from.ref, { node: node.id, field: `${path}.from` }, report);
      if (node.kind === 'wait' && node.until !== undefined) checkRef(draft, node.until, { node: node.id, field: 'until' }, report);
      for (const { effect, path } of effectsOf(node)) {
        if (effect.kind === 'level' && effect.from.kind === 'field') checkRef(draft, effect.from.ref, { node: node.id, field: path }, report);
        if (effect.kind === 'raise') checkRef(draft, effect.case, { node: node.id, field: path }, report);
      }
      for (const { ref, path } of fieldsReadBy(node)) checkRef(draft, ref, { node: node.id, field: path }, report);
      if ((node.kind === 'handoff' || node.kind === 'notify') && node.legalBasis?.kind === 'field') checkRef(draft, node.legalBasis.ref, { node: node.id, field: 'legalBasis' }, report);
      if (node.kind === 'handoff') (node.joint ?? []).forEach((ref, i) => checkShown(draft, ref, { node: node.id, field: `joint.${i}` }, report));
      if (node.kind === 'handoff') node.package.forEach((item, i) => checkItem(draft, item, { node: node.id, field: `package.${i}` }, report));
    }
  },
};

// helpers

function checkRef(draft: Draft, ref: string, at: FindingPlace, report: Report): void {
  if (fieldOf(draft, ref)) return;
  const form = shapeOf(draft, ref.split('.')[0] ?? '');
  report(at, form ? `the form ${titled(form)} has no field ${quote(ref.slice(form.id.length + 1))}; add the field, or name another` : `no form of this protocol has the field ${quote(ref)}; add the form with it, or name another field`);
}

/** A form as a whole, or one of its fields. */
function checkShown(draft: Draft, ref: string, at: FindingPlace, report: Report): void {
  if (!draft.forms.some((f) => f.id === ref)) checkRef(draft, ref, at, report);
}

/** In a package any other word is a label for the receiver; but a label is never recorded, so it cannot be required. */
function checkItem(draft: Draft, item: { readonly ref: string; readonly required: boolean }, at: FindingPlace, report: Report): void {
  if (fieldOf(draft, item.ref) || draft.forms.some((f) => f.id === item.ref)) return;
  if (draft.forms.some((f) => item.ref.startsWith(`${f.id}.`))) checkRef(draft, item.ref, at, report);
  else if (item.required) report(at, `the package requires ${quote(item.ref)}, which is no form or field and so never recorded; name a form or a field, or do not require it`);
}
