// What conditions of one run can read: the last submission of every form of the case, the case's own facts, last outcomes.
import type { Facts, Operand, RoutingValue } from './condition.ts';
import type { CaseState, Run } from './case-state.ts';
import type { Plan } from './plan.ts';

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

export function factsOf(state: CaseState, plan: Plan, run: Run | undefined, at: number): Facts {
  return {
    at,
    offsets: plan.unit.offsets,
    field: (ref) => {
      const dot = ref.indexOf('.');
      if (dot < 0) return undefined;
      const fields = own(state.forms, ref.slice(0, dot))?.fields ?? own(state.computed ?? {}, ref.slice(0, dot));
      return fields && own(fields, ref.slice(dot + 1));
    },
    caseFact: (name) => {
      switch (name) {
        case 'level': return state.level;
        case 'status': return state.status;
        case 'everHigh': return state.everHigh;
        case 'breaches': return state.breaches;
        case 'openHandoffs': return state.steps.filter((s) => s.handing !== undefined).length;
        case 'otherRuns': return otherRuns(state, run);
      }
    },
    outcome: (step) => own(state.lastOutcomes, step.includes('.') || !run ? step : `${run.key}.${step}`),
    fact: (id) => own(plan.facts, id)?.when,
    rank: (level) => {
      const rank = plan.levels.findIndex((l) => l.id === level);
      return rank < 0 ? undefined : rank;
    },
  };
}

/** What an operand stands for now; undefined where it is not recorded. */
export function valueOfOperand(operand: Operand, facts: Facts): RoutingValue | undefined {
  switch (operand.kind) {
    case 'field': return facts.field(operand.ref);
    case 'case': return facts.caseFact(operand.name);
    case 'outcome': return facts.outcome(operand.step);
    case 'value': return operand.value;
  }
}

/** Live runs but this one and those waiting for it, directly or not. Live: the main flow or a detached step is open. */
function otherRuns(state: CaseState, run: Run | undefined): number {
  const waiting = new Set<string>(run ? [run.id] : []);
  for (let more = true; more; ) {
    more = false;
    for (const step of state.steps)
      if (step.childRun !== undefined && waiting.has(step.childRun) && !waiting.has(step.runId)) {
        waiting.add(step.runId);
        more = true;
      }
  }
  return state.runs.filter((r) => !waiting.has(r.id) && (r.main === 'live' || state.steps.some((s) => s.runId === r.id && s.kind !== 'phase'))).length;
}
