// Tells the holders of roles something in the app. It never holds a case up. Drawn as a disclosure, each sending is kept with
// what the register needs: who is answerable for it, which agencies it went to, and on what basis.
import { applyEffects } from '../../effects.ts';
import type { Disclosed } from '../../entry.ts';
import { leave } from '../../flow.ts';
import type { PlanNodeOf } from '../../plan.ts';
import { personOf, planOf, type Work } from '../../work.ts';
import type { Run } from '../../case-state.ts';
import type { Kind } from '../kind.ts';

export const notify: Kind<'notify'> = {
  enter(work, run, node, path) {
    work.entries.push({ kind: 'notified', run: run.id, protocol: run.key, node: node.id, roles: [...node.to], message: node.message || node.title, ...(node.disclosure ? { disclosed: disclosedBy(work, run, node) } : {}) });
    applyEffects(work, run, node.id, node.effects);
    leave(work, run, node, 'next', path);
  },
};

// helpers

/** The sender of what the engine sends is the owner of the case. */
function disclosedBy(work: Work, run: Run, node: PlanNodeOf<'notify'>): Disclosed {
  const { roles } = planOf(work, run);
  const basis = node.legalBasis?.kind === 'drawn' ? node.legalBasis.text : node.legalBasis?.ref;
  return { by: personOf(work.state.owner), agencies: [...new Set(node.to.flatMap((role) => roles[role]?.agencies ?? []))].sort(), ...(basis !== undefined ? { legalBasis: basis } : {}) };
}
