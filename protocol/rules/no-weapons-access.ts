// Weapons access must be asked: no path closes a case without a step that records it. A called protocol may do so.
import { formFilled } from './knowledge.ts';
import { effectsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const noWeaponsAccess: Rule = {
  id: 'no-weapons-access',
  check: ({ draft, graph, knowledge }, report) => {
    for (const node of draft.nodes) {
      if (!graph.reached.has(node.id)) continue;
      for (const { effect, path, port } of effectsOf(node)) {
        if (effect.kind !== 'status' || effect.status !== 'closed') continue;
        // A form handed in with the outcome that closes counts: it is recorded before the effect.
        if (!knowledge.certainMark(node.id, 'weaponsAccess', port !== undefined && formFilled(node, port) !== undefined ? port : undefined))
          report({ node: node.id, field: path }, `a path to ${titled(node)} closes the case without having recorded weapons access; let a step on every path to it ask a required field with that meaning`);
      }
    }
  },
};
