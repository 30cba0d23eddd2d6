// A call names a protocol that is published, or its own.
import { calledBy } from '../node-parts.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const callUnknown: Rule = {
  id: 'call-unknown',
  check: ({ draft, context }, report) => {
    if (!context.published) return;
    for (const node of draft.nodes) {
      const call = calledBy(node);
      if (!call || call.protocol === draft.key) continue;
      const called = Object.hasOwn(context.published, call.protocol) ? context.published[call.protocol] : undefined;
      if (!called) report({ node: node.id, field: 'protocol' }, `${titled(node)} calls ${quote(call.protocol)}, of which no version is published; publish it first, or call another`);
      else if (call.version !== undefined && call.version > called.version) report({ node: node.id, field: 'version' }, `${titled(node)} calls version ${call.version} of ${quote(call.protocol)}, but ${called.version} is the latest; call a published version`);
    }
  },
};
