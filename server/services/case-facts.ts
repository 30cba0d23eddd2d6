// What a case has recorded, as far as the server must know it before it sends an act: forms as last submitted, last
// outcomes, level and status. Read from journal and projection; the engine keeps its own and decides.
import type { Tx } from '../../prisma/connect.ts';
import type { Facts } from '../../protocol/condition.ts';
import type { Plan } from '../../protocol/plan.ts';
import { storyOf } from './case-story.ts';

/** Facts for conditions of a form ("required when"), of the run that uses this plan. */
export async function factsOfCase(tx: Tx, caseId: string, plan: Plan, at: number): Promise<Facts> {
  const [{ forms, computed }, row, steps] = [await storyOf(tx, caseId), await tx.case.findUnique({ where: { id: caseId } }), await tx.step.findMany({ where: { caseId, state: 'done', outcome: { not: null } }, orderBy: { closedAt: 'asc' }, select: { protocol: true, node: true, outcome: true } })];
  const outcomes = new Map(steps.map((step) => [`${step.protocol}.${step.node}`, step.outcome ?? '']));
  const facts: Facts = {
    at,
    field: (ref) => {
      const [form = '', field = ''] = ref.split('.');
      const recorded = forms.get(form)?.fields ?? computed.get(form);
      return recorded !== undefined && Object.hasOwn(recorded, field) ? recorded[field] : undefined;
    },
    caseFact: (name) => {
      switch (name) {
        case 'level': return row?.level ?? undefined;
        case 'status': return row?.status ?? undefined;
        case 'everHigh': return row?.everHigh ?? undefined;
        case 'breaches': return row?.breaches ?? undefined;
        // Not needed by any form; unknown counts as required, which is the safe side.
        case 'openHandoffs':
        case 'otherRuns': return undefined;
      }
    },
    outcome: (step) => outcomes.get(step.includes('.') ? step : `${plan.key}.${step}`),
    fact: (id) => (Object.hasOwn(plan.facts, id) ? plan.facts[id]?.when : undefined),
    rank: (level) => {
      const rank = plan.levels.findIndex((l) => l.id === level);
      return rank < 0 ? undefined : rank;
    },
    offsets: plan.unit.offsets,
  };
  return facts;
}
