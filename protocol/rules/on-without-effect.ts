// A handler does something: it starts a protocol, opens a step, or cancels one.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const onWithoutEffect: Rule = {
  id: 'on-without-effect',
  check: ({ draft, graph }, report) => {
    for (const handler of draft.on ?? [])
      if (handler.protocol === undefined && handler.cancels.length === 0 && !graph.opened.some((e) => e.from === handler.id))
        report({ node: handler.id }, `${titled(handler)} does nothing; let it start a protocol, open a step or cancel one, or delete it`);
  },
};
