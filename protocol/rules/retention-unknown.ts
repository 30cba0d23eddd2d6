// A retention class that is set is one of the protocol's.
import { effectsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const retentionUnknown: Rule = {
  id: 'retention-unknown',
  check: ({ draft }, report) => {
    const known = new Set(draft.retention.map((r) => r.id));
    for (const node of draft.nodes)
      for (const { effect, path } of effectsOf(node))
        if (effect.kind === 'retention' && !known.has(effect.class)) report({ node: node.id, field: path }, `${titled(node)} sets the retention class ${quote(effect.class)}, which this protocol does not have; add the class, or choose another`);
    for (const form of draft.forms)
      for (const field of form.fields)
        if (field.retention !== undefined && !known.has(field.retention)) report({ field: `forms.${form.id}.fields.${field.name}.retention` }, `${quote(field.label)} has the retention class ${quote(field.retention)}, which this protocol does not have; add the class, or choose another`);
  },
};
