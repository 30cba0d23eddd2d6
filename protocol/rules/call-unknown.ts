// A call names a protocol that is published, or its own.
import { callsOf } from '../node-parts.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const callUnknown: Rule = {
  id: 'call-unknown',
  check: ({ draft, context }, report) => {
    if (!context.published) return;
    for (const call of callsOf(draft)) {
      if (call.protocol === draft.key) continue;
      const called = Object.hasOwn(context.published, call.protocol) ? context.published[call.protocol] : undefined;
      if (!called) report({ node: call.id, field: 'protocol' }, `${titled(call)} calls ${quote(call.protocol)}, of which no version is published; publish it first, or call another`);
      else if (call.version !== undefined && call.version > called.version) report({ node: call.id, field: 'version' }, `${titled(call)} calls version ${call.version} of ${quote(call.protocol)}, but ${called.version} is the latest; call a published version`);
    }
  },
};
