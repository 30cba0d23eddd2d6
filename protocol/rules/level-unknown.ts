// A fixed level is one of the protocol's levels of concern.
import { effectsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const levelUnknown: Rule = {
  id: 'level-unknown',
  check: ({ draft }, report) => {
    for (const { id, title, when } of draft.on ?? [])
      if (when.kind === 'level' && when.to !== undefined && !draft.levels.some((l) => l.id === when.to)) report({ node: id, field: 'when.to' }, `${titled({ id, title })} waits for the level ${quote(when.to)}, which this protocol does not have; choose one of its levels of concern`);
    for (const node of draft.nodes)
      for (const { effect, path } of effectsOf(node)) {
        const level = effect.kind === 'level' && effect.from.kind === 'fixed' ? effect.from.level : undefined;
        if (level !== undefined && !draft.levels.some((l) => l.id === level)) report({ node: node.id, field: path }, `${titled(node)} sets the level ${quote(level)}, which this protocol does not have; choose one of its levels of concern`);
      }
  },
};
