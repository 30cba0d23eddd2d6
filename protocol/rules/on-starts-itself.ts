// A condition that holds when a protocol starts takes effect at once: if that starts the same protocol, it would never stop.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const onStartsItself: Rule = {
  id: 'on-starts-itself',
  check: ({ draft }, report) => {
    for (const handler of draft.on ?? [])
      if (handler.when.kind === 'condition' && handler.protocol === draft.key) report({ node: handler.id, field: 'protocol' }, `${titled(handler)} starts this protocol again on a condition that may hold there too, so it could start itself without end; start another, or wait for an event`);
  },
};
