// A task is somebody's; a notice goes to somebody.
import { isStepEach } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const taskWithoutRole: Rule = {
  id: 'task-without-role',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      if ((node.kind === 'task' || isStepEach(node)) && node.roles.length === 0) report({ node: node.id, field: 'roles' }, `${titled(node)} is nobody's task; name the roles that may do it`);
      if (node.kind === 'notify' && node.to.length === 0) report({ node: node.id, field: 'to' }, `${titled(node)} tells nobody; name the roles it goes to`);
    }
  },
};
