// Tells the holders of roles something in the app. It never holds a case up.
import { applyEffects } from '../../effects.ts';
import { leave } from '../../flow.ts';
import type { Kind } from '../kind.ts';

export const notify: Kind<'notify'> = {
  enter(work, run, node, path) {
    work.entries.push({ kind: 'notified', run: run.id, protocol: run.key, node: node.id, roles: [...node.to], message: node.message || node.title });
    applyEffects(work, run, node.id, node.effects);
    leave(work, run, node, 'next', path);
  },
};
