// A service asks a connector that is registered, gives it what it needs, and expects what it answers.
import { canonicalJson } from '../canonical.ts';
import type { Rule } from './rule.ts';
import { labelled, quote, titled } from './words.ts';

export const serviceUnknown: Rule = {
  id: 'service-unknown',
  check: ({ draft, context }, report) => {
    if (!context.connectors) return;
    for (const node of draft.nodes) {
      if (node.kind !== 'service') continue;
      const connector = context.connectors.find((c) => c.key === node.connector);
      if (!connector) {
        report({ node: node.id, field: 'connector' }, `${titled(node)} asks ${quote(node.connector)}, which is no connector of this installation; choose one that is registered`);
        continue;
      }
      for (const input of connector.inputs)
        if (input.required && !node.inputs.some((i) => i.name === input.name)) report({ node: node.id, field: `inputs.${input.name}` }, `${titled(node)} does not say ${labelled({ id: input.name, label: input.label })}, which ${quote(connector.title)} needs; say it`);
      for (const [i, input] of node.inputs.entries())
        if (!connector.inputs.some((known) => known.name === input.name)) report({ node: node.id, field: `inputs.${i}` }, `${titled(node)} gives ${quote(input.name)}, which ${quote(connector.title)} does not take; leave it out`);
      if (canonicalJson(node.outputs) !== canonicalJson(connector.outputs)) report({ node: node.id, field: 'connector' }, `${titled(node)} expects other answers than ${quote(connector.title)} gives now; choose the connector again`);
    }
  },
};
