// A call names a protocol that is published, or its own.
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const callUnknown: Rule = {
  id: 'call-unknown',
  check: ({ draft, context }, report) => {
    if (!context.published) return;
    for (const node of draft.nodes) {
      if (node.kind !== 'call' || node.protocol === draft.key) continue;
      const called = Object.hasOwn(context.published, node.protocol) ? context.published[node.protocol] : undefined;
      if (!called) report({ node: node.id, field: 'protocol' }, `${titled(node)} calls ${quote(node.protocol)}, of which no version is published; publish it first, or call another`);
      else if (node.version !== undefined && node.version > called.version) report({ node: node.id, field: 'version' }, `${titled(node)} calls version ${node.version} of ${quote(node.protocol)}, but ${called.version} is the latest; call a published version`);
    }
  },
};
